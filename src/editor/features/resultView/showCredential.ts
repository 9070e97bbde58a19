import * as l10n from '@vscode/l10n';
import type { DeliverableCredential, Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { IssueOutcome } from '../../../credentials/issuing/issueCredential.ts';
import type { KeptSecret, KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import type { Verified } from '../../../credentials/verification/verifyCredential.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import { placesInWords } from '../../core/steps/destinationItems.ts';
import type { PageHost } from '../../platform/webview/page.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { verifiedInWords } from '../../vocabulary/words/verifiedWords.ts';
import { openResultView, type ResultViewActions } from './resultView.ts';
import type { ResultViewModel } from './resultViewContent.ts';

/** What showing a credential works with. */
export interface ShowCredentialParts {
  readonly host: PageHost;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
  readonly now: () => Date;
  readonly copyText: (text: string) => PromiseLike<void>;
  /** Copies a secret, and says in words how long it stays on the clipboard. */
  readonly copySecret: (secret: SecretText) => Promise<string>;
  readonly insert: (credential: DeliverableCredential) => Promise<void>;
  /** Opens a terminal whose environment has the credential. */
  readonly runInTerminal: (credential: DeliverableCredential) => void;
  /** Opens the details of a client. */
  readonly showDetails: (client: ShownClient) => Promise<void>;
  readonly verify: (credential: DeliverableCredential) => Promise<Verified>;
}

/** Names a client whose id, and perhaps secret, is shown. */
export interface ShownClient extends Pick<DeliverableCredential, 'tenantId' | 'clientId' | 'clientName'> {
  /** Missing: Client-Credentials. */
  readonly clientType?: ClientType;
}

/** Opens the result view on a new client of a type that has no secrets. */
export function showPublicClient(parts: ShowCredentialParts, client: ShownClient): void {
  const nothing = async () => {};
  const { clientId, clientName } = client;
  openResultView(
    {
      ...{ clientName, clientId, hasSecret: false, expiry: '', problems: [] },
      done: [
        l10n.t('Created. Clients of this type have no secret: the id is all that the application needs.'),
      ],
    },
    {
      ...{ secret: async () => undefined, insert: nothing, runInTerminal: nothing },
      copyId: async () => parts.copyText(clientId),
      copySecret: async () => '',
      verify: async () => '',
      details: () => parts.showDetails(client),
    },
    parts.host,
  );
}

/** Opens the result view on what has just been issued, with what worked and what did not. */
export async function showOutcome(
  parts: ShowCredentialParts,
  { credential, keepError, delivery, deliveryError, cancelled }: IssueOutcome<Delivered | undefined>,
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
  const actions = actionsFor(parts, credential, async () => credential.secret);
  const { expiresAt } = credential;
  const isDelivered = delivery !== undefined;
  open(parts, credential, { expiresAt, done, problems, isDelivered }, actions);
}

/** Opens the result view on a credential whose value is kept. */
export async function showKept(
  parts: ShowCredentialParts,
  credential: DeliverableCredential,
  kept: KeptSecret,
): Promise<void> {
  const actions = actionsFor(parts, credential, () => parts.keptSecrets.value(kept));
  const done = [l10n.t('Kept in SecretStorage.')];
  open(parts, credential, { expiresAt: kept.expiresAt, done, problems: [] }, actions);
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
  { host, now }: ShowCredentialParts,
  credential: DeliverableCredential,
  { expiresAt, done, problems, ...shown }: Shown,
  actions: ResultViewActions,
): void {
  const expiry = expiryInWords(expiresAt ? { expiresAt: new Date(expiresAt) } : {}, now());
  const model = {
    clientName: credential.clientName,
    clientId: credential.clientId,
    hasSecret: true,
    ...shown,
    expiry,
    done: done.filter(text => text !== ''),
    problems: problems.filter(text => text !== ''),
  };
  openResultView(model, actions, host);
}

function actionsFor(
  parts: ShowCredentialParts,
  credential: DeliverableCredential,
  secret: ResultViewActions['secret'],
): ResultViewActions {
  return {
    secret,
    copyId: async () => parts.copyText(credential.clientId),
    copySecret: parts.copySecret,
    insert: () => parts.insert(credential),
    runInTerminal: async value => parts.runInTerminal({ ...credential, secret: value }),
    details: () => parts.showDetails(credential),
    verify: async () => {
      try {
        return verifiedInWords(await parts.verify(credential));
      } catch (error) {
        return errorInWords(error).text;
      }
    },
  };
}
