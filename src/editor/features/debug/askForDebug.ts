import * as l10n from '@vscode/l10n';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { LaunchPermission } from '../../core/permissions/permission.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { DebugRequest } from './debugConsent.ts';

/** Asks the user in a modal that names client, configuration and folder, and what is changed. */
export async function askForDebug(
  kept: KeptSecret,
  { folder, name, changes }: DebugRequest,
  before: LaunchPermission | undefined,
): Promise<boolean> {
  const give = changes.length > 0 ? l10n.t('Start with These Changes') : l10n.t('Give It the Secret');
  const exposed = l10n.t(
    'As it is, the secret would be shown in a terminal or written to a log. It is started with these changes:',
  );
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Give the launch configuration “{0}” the secret of “{1}”?', name, kept.clientName),
    {
      modal: true,
      detail: [
        changes.length > 0 ? [exposed, ...changes].join('\n') : '',
        folder
          ? l10n.t('The configuration is from the folder “{0}” ({1}).', folder.name, folder.path)
          : l10n.t('The configuration is of no folder of the workspace.'),
        reasonInWords(before, changes),
        l10n.t('Client id: {0}', kept.clientId),
        l10n.t(
          'The program that it starts can do everything that the client is allowed to do. You are asked again when the configuration changes.',
        ),
      ]
        .filter(text => text !== '')
        .join('\n\n'),
    },
    give,
  );
  return chosen === give;
}

function reasonInWords(before: LaunchPermission | undefined, changes: DebugRequest['changes']): string {
  if (!before) return l10n.t('You haven’t inserted this client there.');
  return before.of === 'written' && changes.length > 0
    ? l10n.t('You have inserted this client there.')
    : l10n.t('It has changed since you gave it the secret, or the editor starts it differently.');
}
