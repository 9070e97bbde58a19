import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Core } from '../../core/core.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { findSavedData, isNothingSaved, LOCAL_TENANT, namesIn, savedDataInWords } from './savedData.ts';

/**
 * Runs *Remove All Saved Data*: removes everything that the extension has saved on this machine, after a question that
 * names it. Refuses while operations are unfinished, because it would lose what they need.
 */
export async function removeAllSavedData(core: Core): Promise<void> {
  const found = await findSavedData(core);
  if (found.unfinished > 0) return refuseUnfinished(found.unfinished);
  if (isNothingSaved(found)) {
    void safeWindow.showInformationMessage(l10n.t('No data is saved on this machine.'));
    return;
  }
  const [remove, withTenant] = [l10n.t('Remove All'), l10n.t('Remove All and the Local Tenant')];
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Remove all data that is saved on this machine?'),
    { modal: true, detail: savedDataInWords(found) },
    remove,
    ...(found.hasLocalTenant ? [withTenant] : []),
  );
  if (chosen === undefined) return;
  // Another window may have begun something while the question was open.
  const unfinished = (await core.journal.open()).length;
  if (unfinished > 0) return refuseUnfinished(unfinished);
  const left = await withDelayedProgress(l10n.t('Removing saved data…'), () =>
    removeEverything(core, chosen === withTenant),
  );
  await core.tell({ kind: 'everything' });
  if (left.length === 0) {
    void safeWindow.showInformationMessage(l10n.t('All saved data was removed.'));
    return;
  }
  void safeWindow.showWarningMessage(
    l10n.t(
      'Some data couldn’t be removed: {0}. Close the other windows of the editor, then try again.',
      left.join(', '),
    ),
  );
}

async function refuseUnfinished(count: number): Promise<void> {
  const resume = l10n.t('Resume…');
  const text =
    count === 1
      ? l10n.t(
          'Nothing was removed. 1 operation is unfinished and needs the saved data. Finish or undo it first.',
        )
      : l10n.t(
          'Nothing was removed. {0} operations are unfinished and need the saved data. Finish or undo them first.',
          count,
        );
  const chosen = await safeWindow.showWarningMessage(text, resume);
  if (chosen === resume) await vscode.commands.executeCommand(commandId('resumeWork'));
}

/** Removes everything, and returns the names of what is still there. */
async function removeEverything(core: Core, includesTenant: boolean): Promise<readonly string[]> {
  const { context, connections, signIns } = core;
  for (const memory of [context.globalState, context.workspaceState])
    for (const key of memory.keys()) await memory.update(key, undefined);
  // Before the records are removed: this also ends the sessions in other windows and at the service.
  for (const connection of connections.all())
    if (await signIns.isSignedIn(connection)) await signIns.forget(connection);
  for (const key of await context.secrets.keys()) await context.secrets.delete(key);
  if (includesTenant) await core.localTenant.stop();
  const storage = context.globalStorageUri.fsPath;
  for (const name of await namesIn(storage)) {
    const isTenant = name === LOCAL_TENANT;
    if (!isTenant || (includesTenant && !(await isTenantRunning(storage))))
      await removeIfPossible(path.join(storage, name));
  }
  if (context.storageUri) await removeIfPossible(context.storageUri.fsPath);
  const files = (await namesIn(storage)).filter(name => name !== LOCAL_TENANT || includesTenant);
  return [...(await context.secrets.keys()), ...files];
}

/** Removes a file or folder. What can't be removed is still there, and the user is told. */
const removeIfPossible = (file: string): Promise<void> =>
  rm(file, { recursive: true, force: true }).catch(() => undefined);

/** Tells whether a local tenant of another window uses its folder: it removes this file when it ends. */
const isTenantRunning = async (storage: string): Promise<boolean> =>
  (await stat(path.join(storage, LOCAL_TENANT, 'running.json')).catch(() => undefined)) !== undefined;
