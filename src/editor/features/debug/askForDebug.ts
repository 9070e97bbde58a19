import * as l10n from '@vscode/l10n';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { DebugRequest } from './debugConsent.ts';

/** Asks the user in a modal that names client, configuration and folder. */
export async function askForDebug(kept: KeptSecret, { folder, name }: DebugRequest): Promise<boolean> {
  const give = l10n.t('Give It the Secret');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Give the launch configuration “{0}” the secret of “{1}”?', name, kept.clientName),
    {
      modal: true,
      detail: [
        folder
          ? l10n.t('The configuration is from the folder “{0}” ({1}).', folder.name, folder.path)
          : l10n.t('The configuration is of no folder of the workspace.'),
        l10n.t('You have not inserted this client there. Client id: {0}', kept.clientId),
        l10n.t(
          'The program that it starts can then do all that the client may. You are not asked again here.',
        ),
      ].join('\n\n'),
    },
    give,
  );
  return chosen === give;
}
