import * as l10n from '@vscode/l10n';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { permissionInWords } from './permissionWords.ts';

/** The list of what the user agreed to, so that it can be taken back. */
export function feature(core: Core): Feature {
  return { commands: { managePermissions: () => managePermissions(core) } };
}

async function managePermissions({ permissions }: Pick<Core, 'permissions'>): Promise<void> {
  const all = permissions.all();
  if (all.length === 0) {
    void safeWindow.showInformationMessage(
      l10n.t('No launch configuration and no terminal has a permission in this workspace.'),
    );
    return;
  }
  const items = all.map(permission => ({ ...permissionInWords(permission), permission }));
  const chosen = await safeWindow.showQuickPickMany(items, {
    title: l10n.t('Manage Permissions'),
    placeHolder: l10n.t('Select the permissions to remove. You are asked again next time.'),
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen || chosen.length === 0) return;
  await permissions.revoke(chosen.map(({ permission }) => permission));
  void safeWindow.showInformationMessage(
    chosen.length === 1 ? l10n.t('1 permission removed.') : l10n.t('{0} permissions removed.', chosen.length),
  );
}
