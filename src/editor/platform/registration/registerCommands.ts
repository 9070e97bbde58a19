import * as vscode from 'vscode';
import { COMMAND_NAMES, type CommandName, commandId } from '../../vocabulary/commandId.ts';

/** Runs a command with the arguments that the editor passes; shows its errors and never throws. */
export type RunNamed = (name: CommandName, args: readonly unknown[]) => Promise<void>;

/** Registers all commands; their code is loaded when they run. */
export function registerCommands(run: () => Promise<RunNamed>): vscode.Disposable {
  const registered = COMMAND_NAMES.map(name =>
    vscode.commands.registerCommand(commandId(name), async (...args: unknown[]) => (await run())(name, args)),
  );
  return vscode.Disposable.from(...registered);
}
