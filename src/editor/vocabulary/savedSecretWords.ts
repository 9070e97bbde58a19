import * as l10n from '@vscode/l10n';
import type { KeptSecret } from '../../credentials/records/keptSecrets.ts';
import { isIdentified } from '../../credentials/records/unidentified.ts';
import { expiryInWords } from './words/expiryWords.ts';

/** Writes the expiry of a saved secret, as its record has it. */
export function savedExpiryInWords(
  { secretId, expiresAt }: Pick<KeptSecret, 'secretId' | 'expiresAt'>,
  now: Date,
): string {
  if (!isIdentified(secretId)) return expiryInWords({ expiryUnknown: true }, now);
  return expiryInWords({ expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) }, now);
}

/**
 * Describes a saved value of which it isn't known which of the client's secrets it is.
 *
 * @param savedAt ISO 8601
 */
export const notSureInWords = (savedAt?: string): string =>
  savedAt === undefined
    ? l10n.t('Not sure which secret')
    : l10n.t('Not sure which secret, saved {0}', savedAt.slice(0, 10));
