import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { atOnce } from '../../../credentials/sweep/atOnce.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { linesInWords } from '../../vocabulary/words/linesWords.ts';
import { safeWindow } from '../window/safeWindow.ts';

/** Items processed concurrently: limits the load on the service, and hides its latency. */
const AT_ONCE = 4;

/** Outcome of {@link forEachAtOnce}. */
export interface ManyOutcome<T> {
  readonly done: readonly T[];
  readonly failed: readonly { readonly item: T; readonly error: unknown }[];
}

/**
 * Runs a task for each item, with progress and Cancel, which skips the remaining items. A failed item does not stop
 * the others.
 */
export async function forEachAtOnce<T>(
  title: string,
  items: readonly T[],
  task: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<ManyOutcome<T>> {
  const done: T[] = [];
  const failed: { readonly item: T; readonly error: unknown }[] = [];
  await safeWindow.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const doOne = async (item: T) => {
        await task(item, abort.signal).then(
          () => done.push(item),
          (error: unknown) => failed.push({ item, error }),
        );
        const message = l10n.t(
          '{0} of {1}',
          countInWords(done.length + failed.length),
          countInWords(items.length),
        );
        progress.report({ increment: 100 / items.length, message });
      };
      await atOnce(items, AT_ONCE, doOne, abort.signal);
    },
  );
  return { done, failed };
}

/** Shows the failed items with their errors, if any. */
export async function reportFailures<T>(
  { done, failed }: ManyOutcome<T>,
  nameOf: (item: T) => string,
): Promise<void> {
  if (failed.length === 0) return;
  const { errorInWords } = await import('../../vocabulary/errors/messages.ts');
  const lines = failed.map(({ item, error }) => `${nameOf(item)}: ${errorInWords(error).text}`);
  void safeWindow.showErrorMessage(l10n.t('Clients done: {0}. Not done: {1}.', done.length, failed.length), {
    modal: true,
    detail: linesInWords(lines),
  });
}
