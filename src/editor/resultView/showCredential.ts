import * as l10n from '@vscode/l10n';
import type { IssueOutcome } from '../../credentials/issueCredential.ts';
import type { KeptSecret, KeptSecrets } from '../../credentials/keptSecrets.ts';
import type { Verified } from '../../credentials/verifyCredential.ts';
import type { SecretText } from '../../service/model/secretText.ts';
import type { DeliverableCredential, Delivered } from '../destinations/deliverCredential.ts';
import { placesInWords } from '../destinations/destinationItems.ts';
import { errorInWords } from '../messages.ts';
import { expiryInWords } from '../words/expiryWords.ts';
import { verifiedInWords } from '../words/verifiedWords.ts';
import { openResultView, type ResultViewActions, type ResultViewHost } from './resultView.ts';

/** What showing a credential works with. */
export interface ShowCredentialParts {
  readonly host: ResultViewHost;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
  readonly now: () => Date;
  readonly copyText: (text: string) => PromiseLike<void>;
  /** Copies a secret, and says in words how long it stays on the clipboard. */
  readonly copySecret: (secret: SecretText) => Promise<string>;
  readonly insert: (credential: DeliverableCredential) => Promise<void>;
  readonly verify: (credential: DeliverableCredential) => Promise<Verified>;
}

/** Opens the result view on what has just been issued, with what worked and what did not. */
export async function showOutcome(
  parts: ShowCredentialParts,
  { credential, keepError, delivery, deliveryError, cancelled }: IssueOutcome<Delivered | undefined>,
): Promise<void> {
  const done = [
    keepError === undefined ? l10n.t('Kept in SecretStorage.') : '',
    delivery ? l10n.t('Written to {0}: {1}.', delivery.target.relativePath, placesInWords(delivery)) : '',
  ];
  const problems = [
    ...[keepError, deliveryError].filter(error => error !== undefined).map(error => errorInWords(error).text),
    cancelled
      ? l10n.t('Cancelled after the service had created it: it is kept, and nothing was written to a file.')
      : '',
  ];
  const actions = actionsFor(parts, credential, async () => credential.secret);
  open(parts, credential, credential.expiresAt, done, problems, actions);
}

/** Opens the result view on a credential whose value is kept. */
export async function showKept(
  parts: ShowCredentialParts,
  credential: DeliverableCredential,
  kept: KeptSecret,
): Promise<void> {
  const actions = actionsFor(parts, credential, () => parts.keptSecrets.value(kept));
  open(parts, credential, kept.expiresAt, [l10n.t('Kept in SecretStorage.')], [], actions);
}

function open(
  { host, now }: ShowCredentialParts,
  credential: DeliverableCredential,
  expiresAt: string | undefined,
  done: readonly string[],
  problems: readonly string[],
  actions: ResultViewActions,
): void {
  const expiry = expiryInWords(expiresAt ? { expiresAt: new Date(expiresAt) } : {}, now());
  const model = {
    clientName: credential.clientName,
    clientId: credential.clientId,
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
    verify: async () => {
      try {
        return verifiedInWords(await parts.verify(credential));
      } catch (error) {
        return errorInWords(error).text;
      }
    },
  };
}
