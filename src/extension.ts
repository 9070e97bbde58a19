import type * as vscode from 'vscode';
import { registerClientsView } from './editor/clientsTree/clientsView.ts';
import { registerCommands } from './editor/commands/registerCommands.ts';
import { lazily } from './editor/lazily.ts';

/**
 * Registers the view and the commands. The parts behind them are in a file of their own, which is read when the
 * view is first shown or a command first run: an editor in which nobody needs us must not notice us.
 */
export function activate(context: vscode.ExtensionContext): void {
  const parts = lazily(async () => {
    const { buildParts } = await import('./editor/parts.ts');
    const built = buildParts(context, view.changed);
    context.subscriptions.push(built);
    return built;
  });
  const view = registerClientsView(async () => (await parts()).clientsTree);
  context.subscriptions.push(view, registerCommands(parts));
}
