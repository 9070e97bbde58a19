import * as l10n from '@vscode/l10n';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { Core } from '../../core/core.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { operationInWords, placeCountInWords, stepInWords } from './operationWords.ts';
import { goOn, resumeWork, type WayOn } from './resumeCommands.ts';

/** Asks whether to delete the old secret of a rotation now. */
export async function askToDelete(core: Core, operation: Operation): Promise<void> {
  const ways: Readonly<Record<string, WayOn>> = {
    [l10n.t('Delete')]: 'deleteOld',
    [l10n.t('In an Hour')]: 'later',
    [l10n.t('Keep')]: 'keepOld',
  };
  const text = l10n.t(
    'The old secret of “{0}” can be deleted now; the new one is in {1}.',
    operation.client.name,
    placeCountInWords(operation.places.filter(({ state }) => state === 'written').length),
  );
  const chosen = await safeWindow.showInformationMessage(text, ...Object.keys(ways));
  const way = ways[chosen ?? ''];
  if (way) await core.run(() => goOn(core, operation, way));
}

/** Says what was interrupted, and offers to continue. */
export async function askToResume(core: Core, operations: readonly Operation[]): Promise<void> {
  const [only] = operations;
  const text =
    only && operations.length === 1
      ? l10n.t('{0} was interrupted. {1}', operationInWords(only), stepInWords(only, core.now()))
      : l10n.t('{0} pieces of work were interrupted.', operations.length);
  const resume = l10n.t('Resume…');
  if ((await safeWindow.showWarningMessage(text, resume)) === resume) await core.run(() => resumeWork(core));
}
