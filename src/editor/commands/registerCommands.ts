import * as vscode from 'vscode';
import type { Parts } from '../parts.ts';
import { COMMAND_NAMES, commandId } from './commandId.ts';

/** Registers every command of the table; what they do is loaded when the first one runs. */
export function registerCommands(parts: () => Promise<Parts>): vscode.Disposable {
  const registered = COMMAND_NAMES.map(name =>
    vscode.commands.registerCommand(commandId(name), async (...args: unknown[]) =>
      (await parts()).run(name, args),
    ),
  );
  return vscode.Disposable.from(...registered);
}
