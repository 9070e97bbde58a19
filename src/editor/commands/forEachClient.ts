import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ServiceError } from '../../service/serviceError.ts';
import type { ClientNode } from '../clientsTree/clientsNode.ts';
import { errorInWords } from '../messages.ts';
import { linesInWords } from '../words/removalWords.ts';

/** Clients that are changed at once: kind to the service, and enough to hide its latency. */
const AT_ONCE = 4;

/** What came of a change to several clients. */
export interface ManyOutcome {
  readonly done: readonly ClientNode[];
  readonly failed: readonly { readonly node: ClientNode; readonly error: unknown }[];
}

/**
 * Does the same to several clients, with progress and Cancel, which leaves the rest as it is. What fails for one does
 * not stop the others.
 */
export async function forEachClient(
  title: string,
  nodes: readonly ClientNode[],
  task: (node: ClientNode, signal: AbortSignal) => Promise<void>,
): Promise<ManyOutcome> {
  const done: ClientNode[] = [];
  const failed: { readonly node: ClientNode; readonly error: unknown }[] = [];
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const queue = [...nodes];
      const work = async () => {
        for (let node = queue.shift(); node && !abort.signal.aborted; node = queue.shift()) {
          await task(node, abort.signal).then(
            () => done.push(node as ClientNode),
            (error: unknown) => failed.push({ node: node as ClientNode, error }),
          );
          const increment = 100 / nodes.length;
          progress.report({
            increment,
            message: l10n.t('{0} of {1}', done.length + failed.length, nodes.length),
          });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    },
  );
  return { done, failed };
}

/** Takes a client that is already gone for one that has been removed. */
export function unlessGone(error: unknown): void {
  if (!(error instanceof ServiceError) || error.code !== 'notFound') throw error;
}

/** Says what could not be done, if anything, each client with its reason. */
export function reportFailures({ done, failed }: ManyOutcome): void {
  const lines = failed.map(({ node, error }) => `${node.client.name}: ${errorInWords(error).text}`);
  if (lines.length === 0) return;
  void vscode.window.showErrorMessage(l10n.t('{0} clients done, {1} not:', done.length, failed.length), {
    modal: true,
    detail: linesInWords(lines),
  });
}
