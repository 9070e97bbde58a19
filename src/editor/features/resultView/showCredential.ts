import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DeliverableCredential, Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { IssueOutcome } from '../../../credentials/issuing/issueCredential.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { isSameClient } from '../../../credentials/records/sameId.ts';
import { isIdentified } from '../../../credentials/records/unidentified.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import type { Core } from '../../core/core.ts';
import { connectionNames } from '../../core/pickers/confirmOn.ts';
import type { ShownClient } from '../../core/services.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { type KnownLocation, locationsOf } from './resultLocations.ts';
import { openResultView, type ResultView, type ResultViewActions } from './resultView.ts';
import type { ResultViewModel, VerificationState } from './resultViewContent.ts';
import { type RunSnippet, runSnippets } from './runSnippets.ts';

/** What showing a credential works with. */
export interface CredentialDesk {
  readonly core: Core;
  /** Copies a secret, and says in words how long it stays on the clipboard. */
  readonly copySecret: (secret: SecretText) => Promise<string>;
}

/** Returns the part of a page's model that names the client. */
const clientModel = (
  { connections, now }: Core,
  { tenantId, clientId, clientName, clientType = 'clientCredentials' }: ShownClient,
) => ({
  connectionName: connectionNames(connections, tenantId)[0],
  clientName,
  clientId,
  clientType,
  now: now(),
});

/** Opens the result view on a new client of a type that has no secrets. */
export function showPublicClient({ core }: CredentialDesk, client: ShownClient): void {
  const nothing = async () => {};
  openResultView(
    { ...clientModel(core, client), problems: [] },
    {
      secret: async () => undefined,
      insert: nothing,
      runInTerminal: nothing,
      copyId: async () => copyText(client.clientId),
      copySecret: async () => '',
      copySnippet: nothing,
      openLocation: nothing,
      verify: nothing,
      fix: nothing,
      details: () => showDetails(core, client),
    },
    core.pages,
  );
}

/** What is shown of a credential, beside what its records say. */
interface Shown {
  readonly expiresAt: string | undefined;
  readonly problems: readonly string[];
  readonly delivered?: Delivered | undefined;
  readonly secret: ResultViewActions['secret'];
}

/** The pages with credentials that are open: one for each secret. */
export class ResultPages {
  readonly #desk: CredentialDesk;
  readonly #open = new Map<string, CredentialPage>();

  constructor(desk: CredentialDesk) {
    this.#desk = desk;
  }

  /** Opens the result view on what has just been issued, with what worked and what did not, and verifies it. */
  async showOutcome(outcome: IssueOutcome): Promise<void> {
    const { credential, keepError, delivery, deliveryError, cancelled } = outcome;
    const errors = [keepError, deliveryError].filter(error => error !== undefined);
    const problems = [
      ...errors.map(error => errorInWords(error).text),
      ...(cancelled
        ? [l10n.t('Canceled after the service created it. It is saved, and nothing was written to a file.')]
        : []),
    ];
    const { expiresAt } = credential;
    const secret = async () => credential.secret;
    const page = await this.#show(credential, { expiresAt, problems, delivered: delivery, secret });
    // Not awaited: the command ends when the page is shown.
    void this.#desk.core.run(() => page.verify());
  }

  /** Opens the result view on a credential whose value is saved. */
  async showKept(credential: DeliverableCredential, kept: KeptSecret): Promise<void> {
    const secret = () => this.#desk.core.keptSecrets.value(kept);
    await this.#show(credential, { expiresAt: kept.expiresAt, problems: [], secret });
  }

  /** Shows on the open pages where their credentials are now. */
  async refresh(): Promise<void> {
    for (const page of this.#open.values()) await page.refresh();
  }

  async #show(credential: DeliverableCredential, shown: Shown): Promise<CredentialPage> {
    const { tenantId, clientId, secretId } = credential;
    const key = `${tenantId}\n${clientId}\n${secretId}`.toLowerCase();
    this.#open.get(key)?.close();
    const page = new CredentialPage(this.#desk, credential, shown);
    const panel = await page.open();
    this.#open.set(key, page);
    panel.onDidDispose(() => {
      if (this.#open.get(key) === page) this.#open.delete(key);
    });
    return page;
  }
}

/** The page of one credential, with what is known of it. */
class CredentialPage {
  readonly #desk: CredentialDesk;
  readonly #credential: DeliverableCredential;
  readonly #shown: Shown;
  #verification: VerificationState = { kind: 'none' };
  #locations: readonly KnownLocation[] = [];
  #snippets: readonly RunSnippet[] = [];
  #view: ResultView | undefined;

  constructor(desk: CredentialDesk, credential: DeliverableCredential, shown: Shown) {
    this.#desk = desk;
    this.#credential = credential;
    this.#shown = shown;
  }

  async open(): Promise<vscode.WebviewPanel> {
    await this.#readLocations();
    this.#view = openResultView(this.#model(), this.#actions(), this.#desk.core.pages);
    return this.#view.panel;
  }

  close(): void {
    this.#view?.panel.dispose();
  }

  async refresh(): Promise<void> {
    await this.#readLocations();
    await this.#update();
  }

  /** Tries the credential, and shows what came of it. */
  async verify(): Promise<void> {
    const { core } = this.#desk;
    if (this.#verification.kind === 'running') return;
    const secret = await this.#shown.secret();
    this.#verification = { kind: 'running' };
    await this.#update();
    const report = await core.verification.tryCredential({
      ...this.#credential,
      secret: secret ?? this.#credential.secret,
    });
    this.#verification = { kind: 'done', report, at: core.now() };
    await this.#update();
  }

  async #readLocations(): Promise<void> {
    const { bindings, keptSecrets } = this.#desk.core;
    const { tenantId, clientId, secretId, resource, clientType } = this.#credential;
    const [all, kept] = await Promise.all([bindings.readableOfClient(tenantId, clientId), keptSecrets.all()]);
    const own = all.filter(binding => binding.secretId === secretId);
    const isSaved = kept.some(each => isSameClient(each, this.#credential) && each.secretId === secretId);
    this.#locations = locationsOf(isSaved, own, this.#shown.delivered);
    const files = own.flatMap(binding => (binding.kind === 'file' ? [binding] : []));
    const gets = clientType === undefined || clientType === 'clientCredentials';
    this.#snippets = gets ? runSnippets({ resource, bindings: files, platform: process.platform }) : [];
  }

  async #update(): Promise<void> {
    await this.#view?.update(this.#model());
  }

  #model(): ResultViewModel {
    const { expiresAt, problems } = this.#shown;
    const isKnown = isIdentified(this.#credential.secretId);
    return {
      ...clientModel(this.#desk.core, this.#credential),
      problems,
      secret: {
        expiresAt: isKnown && expiresAt !== undefined ? new Date(expiresAt) : undefined,
        expiryUnknown: isKnown ? undefined : true,
        verification: this.#verification,
        locations: this.#locations,
        snippets: this.#snippets,
      },
    };
  }

  #actions(): ResultViewActions {
    const { core, copySecret } = this.#desk;
    const credential = this.#credential;
    return {
      secret: this.#shown.secret,
      copyId: async () => copyText(credential.clientId),
      copySecret,
      copySnippet: async at => copyText(this.#snippets[at]?.text ?? ''),
      insert: async () => {
        await core.delivery.insert(credential);
        await this.refresh();
      },
      runInTerminal: value => core.terminal.open({ ...credential, secret: value }),
      details: () => showDetails(core, credential),
      openLocation: at => this.#openLocation(this.#locations[at]),
      verify: () => this.verify(),
      fix: () => this.#fix(),
    };
  }

  async #openLocation(location: KnownLocation | undefined): Promise<void> {
    const binding = location?.binding;
    if (binding?.kind !== 'file') return;
    const { file, clientSecretKey, clientIdKey } = binding;
    await this.#desk.core.project.open({ file, keyPath: clientSecretKey ?? clientIdKey });
  }

  async #fix(): Promise<void> {
    if (this.#verification.kind !== 'done') return;
    const { fix } = this.#verification.report;
    if (fix?.isRepeat) await this.verify();
    else await fix?.run();
  }
}

const copyText = (text: string): Thenable<void> => vscode.env.clipboard.writeText(text);

/** Shows the details of a client of which only the ids are known: the page may be older than the tree. */
async function showDetails({ connections, details }: Core, client: ShownClient): Promise<void> {
  await details.show(await connections.clientNode(client));
}
