import * as l10n from '@vscode/l10n';
import { languageTag } from './languageTag.ts';

/** Writes a count so that thousands can be read: `50,000`, in German `50.000`. */
export function countInWords(count: number): string {
  return count.toLocaleString(languageTag());
}

/** Counts secrets: "no secret", "1 secret", "2 secrets". */
export function secretCountInWords(count: number): string {
  if (count === 0) return l10n.t('no secret');
  return count === 1 ? l10n.t('1 secret') : l10n.t('{0} secrets', countInWords(count));
}
