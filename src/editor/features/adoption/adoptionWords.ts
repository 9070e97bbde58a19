import * as l10n from '@vscode/l10n';
import type { Adopted } from '../../../credentials/adoption/adoptSecret.ts';
import type { AdoptionTrial } from '../../../credentials/adoption/tryAdoption.ts';
import type { ValueFault } from '../../../credentials/adoption/valueFault.ts';
import type { ClientFacts } from '../../../credentials/projectCredential.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { isIdentified } from '../../../credentials/records/unidentified.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';

const FAULTS: Readonly<Record<ValueFault, () => string>> = {
  empty: () => l10n.t('There is no value.'),
  notOneWord: () => l10n.t('A client secret has no spaces and no line breaks.'),
  placeholder: () => l10n.t('This is a placeholder, not a client secret.'),
  reference: () =>
    l10n.t('This is a reference that another program resolves. Adopt the secret from where it is stored.'),
  ownVariable: () => l10n.t('This is a variable that stands for a saved secret.'),
  encrypted: () => l10n.t('This value is encrypted. Decrypt it with its tool first.'),
  masked: () => l10n.t('This value is masked: the program that wrote it keeps the secret elsewhere.'),
};

/**
 * Says why a value can't be adopted.
 *
 * @param file the file that has it, as shown to users
 */
export const faultInWords = (fault: ValueFault, file?: string): string =>
  file === undefined ? FAULTS[fault]() : l10n.t('{0}: {1}', file, FAULTS[fault]());

type Refused = Extract<AdoptionTrial, { readonly kind: 'refused' }>;

const REFUSALS: Readonly<Record<Refused['cause'], (refused: Refused) => string>> = {
  otherTenant: ({ tenantId }) =>
    l10n.t('The secret works for another tenant ({0}). Add a connection to it first.', tenantId ?? '?'),
  clientGone: () => l10n.t('The client was deleted in the service.'),
  clientDisabled: () => l10n.t('The client is disabled, so its secret can’t be verified. Enable it first.'),
  secretGone: refusedSecret,
  expired: refusedSecret,
  clock: refusedSecret,
  notEffectiveYet: refusedSecret,
  replaced: refusedSecret,
  wrongSecret: refusedSecret,
  notKept: refusedSecret,
  noValue: refusedSecret,
};

function refusedSecret(): string {
  return l10n.t('The service refused the secret: it is wrong, it was deleted, or it has expired.');
}

/** Says why the service refused a secret, and which secrets of the client have expired. */
export function adoptionRefusalInWords(refused: Refused, clientName: string, now: Date): string {
  const expired = REFUSALS[refused.cause] === refusedSecret ? expiredOf(refused.client, now) : [];
  return [
    l10n.t('“{0}”: {1}', clientName, REFUSALS[refused.cause](refused)),
    ...(expired.length > 0 ? [l10n.t('Expired secrets of the client: {0}.', expired.join(', '))] : []),
    l10n.t('Nothing was saved.'),
  ].join(' ');
}

/** Most expired secrets that are named. */
const NAMED = 3;

function expiredOf(client: ClientFacts, now: Date): readonly string[] {
  if (client.kind !== 'client') return [];
  return client.secrets
    .filter(({ expiresAt, expiryUnknown }) => !expiryUnknown && expiresAt && expiresAt <= now)
    .slice(0, NAMED)
    .map(secret => `${l10n.t('Secret {0}', secret.id)} (${expiryInWords(secret, now)})`);
}

/** Names a saved secret: by its description, else by its number. */
export const savedInWords = ({ description, secretId }: KeptSecret): string =>
  description || l10n.t('Secret {0}', secretId);

const OUTCOMES: Readonly<
  Record<Exclude<Adopted['kind'], 'differs'>, (kept: KeptSecret, name: string) => string>
> = {
  saved: ({ clientName }, name) =>
    l10n.t('“{0}” of “{1}” works and is saved in SecretStorage.', name, clientName),
  replaced: ({ clientName }, name) =>
    l10n.t(
      '“{0}” of “{1}” works and is saved in SecretStorage. The value that was saved for it stays saved as “Not sure which secret”.',
      name,
      clientName,
    ),
  identified: ({ clientName }, name) =>
    l10n.t('The saved secret of “{0}” is now known to be “{1}”.', clientName, name),
  savedAlready: ({ clientName }, name) =>
    l10n.t('This secret is saved already: “{0}” of “{1}”.', name, clientName),
};

/** Says what came of adopting a secret. */
export function adoptedInWords(
  { kind, kept, bound, left }: Exclude<Adopted, { readonly kind: 'differs' }>,
  untracked: readonly string[],
): string {
  const isNew = kind === 'saved' && !isIdentified(kept.secretId);
  return [
    isNew
      ? l10n.t(
          'The secret of “{0}” works and is saved in SecretStorage. It isn’t known which of its secrets it is, so a rotation keeps the old one.',
          kept.clientName,
        )
      : OUTCOMES[kind](kept, savedInWords(kept)),
    boundInWords(bound.length),
    left.length === 0
      ? ''
      : l10n.t('Locations that have another value by now: {0}.', countInWords(left.length)),
    untracked.length === 0
      ? ''
      : l10n.t('A rotation can’t write to {0}: change it by hand then.', untracked.join(', ')),
  ]
    .filter(text => text !== '')
    .join(' ');
}

function boundInWords(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? l10n.t('A rotation also updates 1 location.')
    : l10n.t('A rotation also updates {0} locations.', countInWords(count));
}
