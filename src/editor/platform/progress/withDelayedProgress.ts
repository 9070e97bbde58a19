import * as vscode from 'vscode';
import { safeWindow } from '../window/safeWindow.ts';

/** Progress shown for less would only flicker. */
const DELAY_MS = 1000;

/**
 * Runs a task; if it takes more than a second, shows progress with a Cancel button, which aborts the signal
 * of the task.
 */
export async function withDelayedProgress<T>(
  title: string,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const running = task(abort.signal);
  const timer = setTimeout(() => {
    void safeWindow.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_progress, token) => {
        token.onCancellationRequested(() => abort.abort());
        // The caller gets the error, once.
        await running.catch(() => undefined);
      },
    );
  }, DELAY_MS);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}
