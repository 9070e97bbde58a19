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
  const give = changes.length > 0 ? l10n.t('Start with These Changes') : l10n.t('Allow');
  const exposed = l10n.t(
    'Otherwise the secret would be shown in a terminal or written to a log. The launch configuration is started with these changes:',
  );
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Allow the launch configuration “{0}” to use the secret of “{1}”?', name, kept.clientName),
    {
      modal: true,
      detail: [
        changes.length > 0 ? [exposed, ...changes].join('\n') : '',
        folder
          ? l10n.t('The configuration comes from the folder “{0}” ({1}).', folder.name, folder.path)
          : l10n.t("The configuration isn't part of a workspace folder."),
        reasonInWords(before, changes),
        l10n.t('Client ID: {0}', kept.clientId),
        l10n.t(
          "The program that it starts can do everything that the client is allowed to do. You'll be asked again when the configuration changes.",
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
  if (!before) return l10n.t("You didn't insert this client into the configuration.");
  return before.of === 'written' && changes.length > 0
    ? l10n.t('You inserted this client into the configuration.')
    : l10n.t('It has changed since you allowed it to use the secret, or the editor starts it differently.');
}
