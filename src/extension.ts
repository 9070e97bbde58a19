import type * as vscode from 'vscode';
import { registerClientsView } from './editor/clientsTree/clientsView.ts';
import { registerCommands } from './editor/commands/registerCommands.ts';
import { lazily } from './editor/lazily.ts';
import { registerAccounts } from './editor/signIn/accountsProvider.ts';

/**
 * Registers the view, the accounts and the commands. The parts behind them are in a file of their own, which is read when the
 * view is first shown or a command first run: an editor in which nobody needs us must not notice us.
 */
export function activate(context: vscode.ExtensionContext): void {
  const parts = lazily(async () => {
    const { buildParts } = await import('./editor/parts.ts');
    const built = buildParts(context, {
      view,
      sessionsChanged: accounts.changed,
    });
    context.subscriptions.push(built);
    return built;
  });
  const view = registerClientsView(async () => (await parts()).clientsTree);
  const accounts = registerAccounts(async () => (await parts()).accounts);
  context.subscriptions.push(view, accounts, registerCommands(parts));
}
