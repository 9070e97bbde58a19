import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConnectionSettings } from '../../core/connections/connectionSettings.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';

/** Warns when the setting has entries that are not valid connections, because they would just be missing. */
export function watchUnusableEntries(
  settings: Pick<ConnectionSettings, 'unusable' | 'onDidChange'>,
): vscode.Disposable {
  let before = 0;
  const look = async () => {
    const count = settings.unusable();
    const isNew = count > before;
    before = count;
    if (!isNew) return;
    const open = l10n.t('Open Setting');
    const chosen = await safeWindow.showWarningMessage(
      l10n.t(
        'The setting clientCredentials.connections has entries that cannot be used ({0}): each needs a name of its own, tenantId, an https address and signIn.',
        count,
      ),
      open,
    );
    if (chosen === open) {
      await vscode.commands.executeCommand(
        'workbench.action.openSettings',
        '@id:clientCredentials.connections',
      );
    }
  };
  void look();
  return settings.onDidChange(() => void look());
}
