import * as vscode from 'vscode';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { safeWindow } from '../window/safeWindow.ts';

/**
 * Runs a task that reports its progress as text, with Cancel. After that, any error of the task becomes
 * `cancelled`.
 */
export function withCountedProgress<T>(
  title: string,
  task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Thenable<T> {
  return safeWindow.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      try {
        return await task(abort.signal, message => progress.report({ message }));
      } catch (error) {
        throw abort.signal.aborted ? new CredentialsError('cancelled', { cause: error }) : error;
      }
    },
  );
}
