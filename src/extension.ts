import type * as vscode from 'vscode';
import { lazily } from './editor/platform/lazily.ts';
import { registerAccounts } from './editor/platform/registration/accountsProvider.ts';
import { registerCommands } from './editor/platform/registration/registerCommands.ts';
import { registerDebug } from './editor/platform/registration/registerDebug.ts';
import { whenWorkWaits } from './editor/platform/registration/startCheck.ts';
import { registerTree } from './editor/platform/trees/registerTree.ts';
import type { Row } from './editor/platform/trees/treeRow.ts';
import type { AuditNode } from './editor/vocabulary/auditNode.ts';
import type { ClientsNode } from './editor/vocabulary/clientsNode.ts';
import type { ProjectNode } from './editor/vocabulary/projectNode.ts';

/**
 * Registers the view, the accounts and the commands. The parts behind them are in a file of their own, which is read when the
 * view is first shown or a command first run: an editor in which nobody needs us must not notice us.
 */
export function activate(context: vscode.ExtensionContext): void {
  const parts = lazily(async () => {
    const { buildParts } = await import('./editor/parts.ts');
    const built = buildParts(context, {
      clients,
      project,
      audit,
      sessionsChanged: accounts.changed,
    });
    context.subscriptions.push(built);
    return built;
  });
  const clients = registerTree<Row<ClientsNode>>(
    'clientCredentials.clients',
    async () => (await parts()).clientsTree,
    { canSelectMany: true },
  );
  const project = registerTree<Row<ProjectNode>>(
    'clientCredentials.project',
    async () => (await parts()).projectTree,
  );
  const audit = registerTree<Row<AuditNode>>(
    'clientCredentials.audit',
    async () => (await parts()).auditTree,
  );
  const accounts = registerAccounts(async () => (await parts()).accounts);
  void whenWorkWaits(context.globalStorageUri.fsPath, async () => (await parts()).start());
  const debug = registerDebug(async () => (await parts()).resolveDebug);
  context.subscriptions.push(
    clients,
    project,
    audit,
    accounts,
    debug,
    registerCommands(async () => (await parts()).run),
  );
}
