import * as l10n from '@vscode/l10n';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { Core } from '../core.ts';

/** Removes a saved secret from this machine after the user has confirmed: its value cannot be read again. */
export async function confirmForget(
  kept: KeptSecret,
  core: Pick<Core, 'keptSecrets' | 'tell'>,
): Promise<void> {
  const forget = l10n.t('Forget It');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Forget the secret “{0}” of “{1}”?', kept.description, kept.clientName),
    {
      modal: true,
      detail: l10n.t('Its value is taken out of SecretStorage. Files that hold it stay as they are.'),
    },
    forget,
  );
  if (chosen !== forget) return;
  await core.keptSecrets.forget(kept);
  await core.tell({ kind: 'everything' });
}
