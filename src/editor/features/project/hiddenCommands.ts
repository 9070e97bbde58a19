import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Core } from '../../core/core.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { FileNode, KeyNode } from '../../vocabulary/projectNode.ts';
import type { Hidden, HiddenCredentials } from './hiddenCredentials.ts';

/** Marks a file, or the group of the clicked key, as another service's, and offers to undo it. */
export async function hideCredential(
  core: Core,
  credentials: HiddenCredentials,
  node?: FileNode | KeyNode,
): Promise<void> {
  if (!node) return;
  const hidden: Hidden =
    node.kind === 'key'
      ? { file: node.file.path, group: node.credential.found.group }
      : { file: node.file.path };
  await credentials.hide(hidden);
  await core.tell({ kind: 'projectFiles' });
  const undo = l10n.t('Undo');
  const text = l10n.t(
    '{0} is hidden: nothing is read from it or written to it. “Unhide Project Credentials…” shows it again.',
    nameOf(hidden),
  );
  // Not awaited: a command ends when its message is shown.
  void safeWindow.showInformationMessage(text, undo).then(async chosen => {
    if (chosen !== undo) return;
    await core.run(async () => {
      await credentials.show([hidden]);
      await core.tell({ kind: 'projectFiles' });
    });
  });
}

/** Lists what is marked as another service's, and shows again what the user picks. */
export async function unhideCredentials(core: Core, credentials: HiddenCredentials): Promise<void> {
  const all = credentials.all();
  if (all.length === 0) {
    void safeWindow.showInformationMessage(l10n.t('Nothing is hidden in this workspace.'));
    return;
  }
  const items = all.map(hidden => ({
    label: nameOf(hidden),
    description: path.dirname(hidden.file),
    hidden,
  }));
  const chosen = await safeWindow.showQuickPickMany(items, {
    title: l10n.t('Unhide Project Credentials'),
    placeHolder: l10n.t('Select what to show again'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (!chosen || chosen.length === 0) return;
  await credentials.show(chosen.map(({ hidden }) => hidden));
  await core.tell({ kind: 'projectFiles' });
}

/** Returns the name of a file, and of the group in it. */
const nameOf = ({ file, group }: Hidden): string =>
  [path.basename(file), ...(group ? [[...group.object, group.prefix].filter(Boolean).join('.')] : [])]
    .filter(Boolean)
    .join(' · ');
