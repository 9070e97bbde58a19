import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Log } from '../platform/log/redactingLog.ts';
import { safeWindow } from '../platform/window/safeWindow.ts';
import type { ClientsNode } from '../vocabulary/clientsNode.ts';
import { type ArgumentsOf, argumentsFor } from '../vocabulary/commandArguments.ts';
import { commandId } from '../vocabulary/commandId.ts';
import { isCancellation } from '../vocabulary/errors/cancellation.ts';
import type { Mend, Message } from '../vocabulary/errors/messages.ts';
import type { Execute } from './execute.ts';

/**
 * Runs a command and handles its errors: cancellation is silent, a known error is shown with the button that fixes
 * it, and any other is logged and reported as a bug.
 */
export async function runCommand(log: Log, task: () => Promise<unknown>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (isCancellation(error)) return;
    log.error(error);
    const { errorInWords } = await import('../vocabulary/errors/messages.ts');
    // Not awaited: a command ends when its message is shown, not when it is read.
    void showMessage(errorInWords(error));
  }
}

async function showMessage({ text, mend }: Message): Promise<void> {
  const showLog = l10n.t('Show Log');
  const chosen = await safeWindow.showErrorMessage(text, ...(mend ? [mend.label] : []), showLog);
  if (chosen === showLog) await vscode.commands.executeCommand(commandId('showLog'));
  else if (mend && chosen === mend.label) await vscode.commands.executeCommand(commandId(mend.command));
}

/** Runs what a button of a message fixes, on the node that the message is about: the user isn't asked for it again. */
export async function runMend(execute: Execute, { command }: Mend, node: ClientsNode): Promise<void> {
  if (command === 'workbench.trust.manage') await vscode.commands.executeCommand(command);
  else await execute(command, ...(argumentsFor(command, [node]) as ArgumentsOf<typeof command>));
}

/** Reports that a command on a lost row did nothing. Asking which row was meant would confuse a user who just clicked it. */
export function sayRowIsLost(): void {
  void safeWindow.showWarningMessage(
    l10n.t('Nothing was done, because the view was being refreshed. Try again.'),
  );
}
