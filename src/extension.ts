import * as vscode from 'vscode';
import type { TreeNodes, ViewName, Views } from './editor/core/views.ts';
import { lazily } from './editor/platform/lazily.ts';
import { registerAccounts } from './editor/platform/registration/accountsProvider.ts';
import { registerCodeActions } from './editor/platform/registration/registerCodeActions.ts';
import { registerCommands } from './editor/platform/registration/registerCommands.ts';
import { registerDebug } from './editor/platform/registration/registerDebug.ts';
import { StartCheck } from './editor/platform/registration/startCheck.ts';
import { registerTree } from './editor/platform/trees/registerTree.ts';
import type { Row } from './editor/platform/trees/treeRow.ts';

/**
 * Registers views, accounts and commands. What they do is loaded when a view is first shown or a command is first run: a
 * window in which nobody uses the extension stays as fast as without it.
 */
export function activate(context: vscode.ExtensionContext): void {
  const shownAccounts = new Map<string, string>();
  let isLoaded = false;
  const startCheck = new StartCheck(async () => (await editor()).start());
  const editor = lazily(async () => {
    const { openEditor } = await import('./editor/openEditor.ts');
    const opened = openEditor({ context, views, sessionsChanged: accounts.changed, shownAccounts });
    isLoaded = true;
    context.subscriptions.push(opened);
    startCheck.noteUse();
    return opened;
  });
  const list = lazily(async () => {
    const { SessionList } = await import('./editor/core/signIns/sessionList.ts');
    const sessions = new SessionList({
      context,
      shownAccounts,
      isLoaded: () => isLoaded,
      accounts: async () => (await editor()).accounts,
    });
    context.subscriptions.push(sessions);
    return sessions;
  });
  const register = <View extends ViewName>(view: View, options?: { readonly canSelectMany: boolean }) =>
    registerTree<Row<TreeNodes[View]>>(
      `clientCredentials.${view}`,
      async () => (await editor()).tree(view),
      options,
    );
  const views: Views = {
    clients: register('clients', { canSelectMany: true }),
    project: register('project'),
    audit: register('audit'),
  };
  const accounts = registerAccounts({ list, accounts: async () => (await editor()).accounts });
  const settings = vscode.workspace.getConfiguration('clientCredentials');
  void startCheck.look(context.globalStorageUri.fsPath, settings.get<unknown>('expiry.noticeDays'));
  const debug = registerDebug(async () => (await editor()).resolveDebug);
  const actions = registerCodeActions(async () => (await editor()).adoptActions);
  const commands = registerCommands(async () => (await editor()).run);
  context.subscriptions.push(
    startCheck,
    views.clients,
    views.project,
    views.audit,
    accounts,
    debug,
    actions,
    commands,
  );
}
