import * as l10n from '@vscode/l10n';
import type { CredentialReference } from '../../../credentials/records/references.ts';
import type { TerminalPermission } from '../../core/permissions/permission.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';

/** Asks the user in a modal that names the client and the shell. */
export async function askForTerminal(
  shell: string,
  { clientName, clientId }: CredentialReference,
  before: TerminalPermission | undefined,
): Promise<boolean> {
  const open = l10n.t('Open Terminal');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Open a terminal with the secret of “{0}”?', clientName),
    {
      modal: true,
      detail: [
        before
          ? l10n.t('The settings for terminals have changed since you agreed.')
          : l10n.t('No file of this workspace uses this client.'),
        l10n.t('The terminal runs {0}. Client id: {1}', shell, clientId),
        l10n.t(
          'Everything that runs in the terminal can do what the client is allowed to do. You are asked again when the settings for terminals change.',
        ),
      ].join('\n\n'),
    },
    open,
  );
  return chosen === open;
}
