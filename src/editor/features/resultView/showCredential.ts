import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DeliverableCredential, Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { IssueOutcome } from '../../../credentials/issuing/issueCredential.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import type { Core } from '../../core/core.ts';
import type { ShownClient } from '../../core/services.ts';
import { placesInWords } from '../../core/steps/destinationItems.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { savedExpiryInWords } from '../../vocabulary/savedSecretWords.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { verifiedInWords } from '../../vocabulary/words/verifiedWords.ts';
import { openResultView, type ResultViewActions } from './resultView.ts';
import type { ResultViewModel } from './resultViewContent.ts';

/** What showing a credential works with. */
export interface CredentialDesk {
  readonly core: Core;
  /** Copies a secret, and says in words how long it stays on the clipboard. */
  readonly copySecret: (secret: SecretText) => Promise<string>;
}

/** Opens the result view on a new client of a type that has no secrets. */
export function showPublicClient(desk: CredentialDesk, client: ShownClient): void {
  const nothing = async () => {};
  const { clientId, clientName } = client;
  openResultView(
    {
      clientName,
      clientId,
      hasSecret: false,
      expiry: '',
      problems: [],
      done: [
        l10n.t('Created. Clients of this type have no secret: the id is all that the application needs.'),
      ],
    },
    {
      secret: async () => undefined,
      insert: nothing,
      runInTerminal: nothing,
      copyId: async () => copyText(clientId),
      copySecret: async () => '',
      verify: async () => '',
      details: () => showDetails(desk.core, client),
    },
    desk.core.pages,
  );
}

/** Opens the result view on what has just been issued, with what worked and what did not. */
export async function showOutcome(
  desk: CredentialDesk,
  { credential, keepError, delivery, deliveryError, cancelled }: IssueOutcome,
): Promise<void> {
  const done = [
    keepError === undefined ? l10n.t('Kept in SecretStorage.') : '',
    delivery ? deliveredInWords(delivery) : '',
  ];
  const problems = [
    ...[keepError, deliveryError].filter(error => error !== undefined).map(error => errorInWords(error).text),
    cancelled
      ? l10n.t('Cancelled after the service had created it: it is kept, and nothing was written to a file.')
      : '',
  ];
  const actions = actionsFor(desk, credential, async () => credential.secret);
  const { expiresAt } = credential;
  const isDelivered = delivery !== undefined;
  open(desk, credential, { expiresAt, done, problems, isDelivered }, actions);
}

/** Opens the result view on a credential whose value is saved. */
export async function showKept(
  desk: CredentialDesk,
  credential: DeliverableCredential,
  kept: KeptSecret,
): Promise<void> {
  const actions = actionsFor(desk, credential, () => desk.core.keptSecrets.value(kept));
  const done = [l10n.t('Kept in SecretStorage.')];
  open(desk, credential, { expiresAt: kept.expiresAt, done, problems: [] }, actions);
}

function deliveredInWords(delivered: Delivered): string {
  if (delivered.kind === 'store')
    return l10n.t('Stored in {0}.', placeInWords(delivered.order.id, delivered.order.place));
  return l10n.t(
    'Written to {0}: {1}.',
    targetInWords(delivered.target),
    placesInWords({ places: delivered.places, secretAs: delivered.target.secretAs }),
  );
}

/** What is told of a credential beside its id; empty texts are left out. */
interface Shown extends Pick<ResultViewModel, 'done' | 'problems' | 'isDelivered'> {
  readonly expiresAt: string | undefined;
}

function open(
  { core }: CredentialDesk,
  credential: DeliverableCredential,
  { expiresAt, done, problems, ...shown }: Shown,
  actions: ResultViewActions,
): void {
  const expiry = savedExpiryInWords({ secretId: credential.secretId, expiresAt }, core.now());
  const model = {
    clientName: credential.clientName,
    clientId: credential.clientId,
    hasSecret: true,
    ...shown,
    expiry,
    done: done.filter(text => text !== ''),
    problems: problems.filter(text => text !== ''),
  };
  openResultView(model, actions, core.pages);
}

function actionsFor(
  desk: CredentialDesk,
  credential: DeliverableCredential,
  secret: ResultViewActions['secret'],
): ResultViewActions {
  const { core } = desk;
  return {
    secret,
    copyId: async () => copyText(credential.clientId),
    copySecret: desk.copySecret,
    insert: () => core.delivery.insert(credential),
    runInTerminal: value => core.terminal.open({ ...credential, secret: value }),
    details: () => showDetails(core, credential),
    verify: async () => {
      try {
        return verifiedInWords(await core.verify(credential));
      } catch (error) {
        return errorInWords(error).text;
      }
    },
  };
}

const copyText = (text: string): Thenable<void> => vscode.env.clipboard.writeText(text);

/** Shows the details of a client of which only the ids are known: the page may be older than the tree. */
async function showDetails({ connections, details }: Core, client: ShownClient): Promise<void> {
  await details.show(await connections.clientNode(client));
}
