import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Core } from '../../core/core.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { isCancellation } from '../../vocabulary/errors/cancellation.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';

/** A part of a command that can be repeated with the same answers. */
export interface Attempt<T> {
  /** Does the part; `undefined` when the user cancels. */
  readonly attempt: () => Promise<T | undefined>;
  /** Continues with the result. Its errors aren't tried again. */
  readonly next: (value: T) => Promise<void>;
  /** Says what happened, and what it means for what is saved. */
  readonly inWords: (error: unknown) => string;
}

/** Runs a part of a command. An error is shown with a button that runs it again with the same answers, and then goes on. */
export async function orTryAgain<T>(core: Pick<Core, 'log' | 'run'>, part: Attempt<T>): Promise<void> {
  const value = await part.attempt().catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    core.log.error(error);
    const again = l10n.t('Try Again');
    const { mend } = errorInWords(error);
    const buttons = [again, ...(mend ? [mend.label] : [])];
    // Not awaited: a command ends when its message is shown.
    void safeWindow.showErrorMessage(part.inWords(error), ...buttons).then(async chosen => {
      if (chosen === again) await core.run(() => orTryAgain(core, part));
      else if (mend && chosen === mend.label) await vscode.commands.executeCommand(commandId(mend.command));
    });
    return undefined;
  });
  if (value !== undefined) await part.next(value);
}
