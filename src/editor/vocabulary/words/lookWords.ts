import * as l10n from '@vscode/l10n';
import type { SecretState } from '../../../credentials/clientHealth.ts';

/** States that only an icon and a colour show; of the others the words in the row tell already. */
const WORDS: Readonly<Partial<Record<SecretState, () => string>>> = {
  valid: () => l10n.t('valid'),
  expiring: () => l10n.t('expires soon'),
};

/** Says what the icon of a client or secret in this state shows, and no word beside it. */
export const lookInWords = (state: string): string => WORDS[state as SecretState]?.() ?? '';
