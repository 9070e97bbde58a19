import * as l10n from '@vscode/l10n';
import { CredentialsError, type CredentialsErrorCode } from '../../../credentials/credentialsError.ts';
import { deleteOldNow, keepOld, postponeDeletion } from '../../../credentials/operations/endGracePeriod.ts';
import {
  finishWithoutUnreachable,
  giveUpOperation,
} from '../../../credentials/operations/giveUpOperation.ts';
import type { Operation } from '../../../credentials/operations/operation.ts';
import { finishOperation, undoOperation } from '../../../credentials/operations/resumeOperation.ts';
import type { Conclusion } from '../../../credentials/operations/runOperation.ts';
import { secretOf } from '../../../credentials/records/references.ts';
import type { Core } from '../../core/core.ts';
import { acceptHolders } from '../../core/pickers/acceptHosts.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { requireTrust } from '../../platform/window/workspaceTrust.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { operationInWords, rotatedInWords, stepInWords } from './operationWords.ts';
import { operationParts, showChanged } from './rotationTools.ts';

/** What can be done with an operation that is in the journal. */
export type WayOn = 'finish' | 'leaveOut' | 'undo' | 'deleteOld' | 'later' | 'keepOld' | 'giveUp';

/** The time by which a due deletion is postponed, milliseconds. */
const LATER_MS = 3_600_000;

/** Does it, and returns what to say; `undefined` when the user has changed their mind. */
type Act = (operation: Operation, core: Core) => Promise<string | undefined>;

/** Says how an operation has ended, unless another window has ended it. */
const conclude =
  (inWords: (now: Operation, ended: boolean, at: Date) => string, { now }: Core) =>
  ({ operation, ended, elsewhere }: Conclusion): string =>
    elsewhere
      ? l10n.t('{0}: another window has come to its end with it.', operationInWords(operation))
      : inWords(operation, ended, now());

async function postpone(operation: Operation, core: Core): Promise<string> {
  await postponeDeletion(operation, LATER_MS, core);
  return l10n.t('You are asked again in an hour.');
}

const ACTS: Readonly<Record<WayOn, Act>> = {
  finish: (operation, core) =>
    carryOut(core, operation, finishOperation).then(
      conclude(
        (now, ended, at) =>
          now.kind === 'rotate'
            ? rotatedInWords(now, ended, at)
            : l10n.t('{0}: done.', operationInWords(now)),
        core,
      ),
    ),
  leaveOut: (operation, core) =>
    carryOut(core, operation, finishWithoutUnreachable).then(conclude(rotatedInWords, core)),
  undo: (operation, core) =>
    carryOut(core, operation, undoOperation).then(
      conclude(now => l10n.t('{0}: undone.', operationInWords(now)), core),
    ),
  deleteOld: async (operation, core) => {
    const { oldSecretId } = operation;
    const acceptedHosts =
      oldSecretId === undefined ? [] : await acceptHolders(secretOf(operation, oldSecretId), core);
    if (!acceptedHosts) return postpone(operation, core);
    const conclusion = await carryOut(core, { ...operation, acceptedHosts }, deleteOldNow);
    return conclude(rotatedInWords, core)(conclusion);
  },
  later: postpone,
  keepOld: (operation, core) =>
    keepOld(operation, core).then(
      conclude(now => l10n.t('The old secret of “{0}” is kept.', now.client.name), core),
    ),
  giveUp: async (operation, core) => {
    const stop = l10n.t('Stop');
    const title = operationInWords(operation);
    const detail = l10n.t(
      'Nothing is changed any more: what the service has created stays there, places keep the secrets that they have, and you are not asked again. Look at the secrets of “{0}”, and remove what nothing uses.',
      operation.client.name,
    );
    const chosen = await safeWindow.showWarningMessage(
      l10n.t('{0}: stop here?', title),
      { modal: true, detail },
      stop,
    );
    if (chosen !== stop) return undefined;
    await giveUpOperation(operation, core);
    return l10n.t('{0}: left as it is.', title);
  },
};

/** What can be done about errors for which the operation itself has a solution. */
const WAYS_OUT: Readonly<Partial<Record<CredentialsErrorCode, () => readonly [label: string, WayOn]>>> = {
  answerLost: () => [l10n.t('Delete It'), 'undo'],
  placeUnreachable: () => [l10n.t('Go On Without It'), 'leaveOut'],
};

function wayOutOf(error: unknown, tried: WayOn): readonly [label: string, WayOn] | undefined {
  // A location that undoing cannot reach may hold the very secret that it would delete.
  if (!(error instanceof CredentialsError) || tried === 'undo') return undefined;
  return WAYS_OUT[error.code]?.();
}

/** Continues with an operation, and says how it ended. Rejects with a `RestrictedModeError` in Restricted Mode. */
export async function goOn(core: Core, operation: Operation, way: WayOn): Promise<void> {
  requireTrust();
  try {
    const text = await ACTS[way](operation, core);
    if (text !== undefined) void safeWindow.showInformationMessage(text);
  } catch (error) {
    const wayOut = wayOutOf(error, way);
    if (!wayOut) throw error;
    core.log.error(error);
    const [label, next] = wayOut;
    const chosen = await safeWindow.showWarningMessage(errorInWords(error).text, label);
    if (chosen === label) await goOn(core, operation, next);
  } finally {
    await showChanged(operation, core);
  }
}

/** Runs *Resume Interrupted Work*: the user chooses an operation, and how to continue with it. */
export async function resumeWork(core: Core): Promise<void> {
  const open = await core.journal.unattended();
  if (open.length === 0) {
    void safeWindow.showInformationMessage(
      l10n.t('Nothing was interrupted, and nothing waits for its time.'),
    );
    return;
  }
  const [only] = open;
  const operation = open.length === 1 ? only : await pickOperation(open, core.now());
  const way = operation && (await pickWay(operation, core.now()));
  if (operation && way) await goOn(core, operation, way);
}

/** Says that an operation has stopped and why, and offers ways to continue. */
export async function offerToGoOn(core: Core, operation: Operation, error: unknown): Promise<void> {
  const isCancelled = error instanceof CredentialsError && error.code === 'cancelled';
  const why = isCancelled ? l10n.t('Cancelled.') : errorInWords(error).text;
  const how = stepInWords(operation, core.now());
  const wayOut = wayOutOf(error, operation.step === 'undoing' ? 'undo' : 'finish')?.[1];
  // Stopping for good is offered only by *Resume Interrupted Work*, not right after a failure.
  const ways = [...(wayOut ? [wayOut] : []), ...waysOn(operation).filter(each => each !== 'giveUp')];
  const text = l10n.t('{0} has stopped: {1} {2}', operationInWords(operation), why, how);
  const chosen = await safeWindow.showWarningMessage(
    text,
    ...ways.map(way => wayInWords(way, operation).label),
  );
  const way = ways.find(each => wayInWords(each, operation).label === chosen);
  if (!way) return;
  await goOn(core, operation, way).catch(async (again: unknown) => {
    core.log.error(again);
    const now = await core.journal.get(operation.id);
    if (now) await offerToGoOn(core, now, again);
    else void safeWindow.showErrorMessage(errorInWords(again).text);
  });
}

async function carryOut(core: Core, operation: Operation, run: typeof finishOperation): Promise<Conclusion> {
  const title = operationInWords(operation);
  return withDelayedProgress(l10n.t('{0}…', title), async signal => {
    const work = await untilCancelled(signal, operationParts(operation, core));
    return run({ ...operation, resource: work.resource }, work, signal);
  });
}

async function pickOperation(open: readonly Operation[], now: Date): Promise<Operation | undefined> {
  const items = open.map(operation => ({
    label: operationInWords(operation),
    description: operation.startedAt.slice(0, 16).replace('T', ' '),
    detail: stepInWords(operation, now),
    operation,
  }));
  const title = l10n.t('What do you want to go on with?');
  return (await safeWindow.showQuickPick(items, { title, matchOnDetail: true }))?.operation;
}

async function pickWay(operation: Operation, now: Date): Promise<WayOn | undefined> {
  const items = waysOn(operation).map(way => ({ ...wayInWords(way, operation), way }));
  const picked = await safeWindow.showQuickPick(items, {
    title: operationInWords(operation),
    placeHolder: stepInWords(operation, now),
  });
  return picked?.way;
}

/** Lists what can be done with an operation as it is. */
export function waysOn({ step }: Pick<Operation, 'step'>): readonly WayOn[] {
  if (step === 'waiting') return ['deleteOld', 'later', 'keepOld', 'undo'];
  if (step === 'undoing') return ['undo', 'finish', 'giveUp'];
  // What has been deleted cannot be restored.
  return step === 'deleting' ? ['finish', 'giveUp'] : ['finish', 'undo', 'giveUp'];
}

function wayInWords(way: WayOn, { kind }: Operation): { readonly label: string; readonly detail: string } {
  const isRotation = kind === 'rotate';
  const words: Readonly<Record<WayOn, readonly [label: string, detail: string]>> = {
    finish: [
      l10n.t('Finish'),
      isRotation
        ? l10n.t('Brings the new secret to all places, tries it, and sees to the old one.')
        : l10n.t('Looks whether the service has created it, and writes it where you wanted it.'),
    ],
    leaveOut: [
      l10n.t('Go On Without It'),
      l10n.t('What stands in files that cannot be reached is no longer known.'),
    ],
    undo: [
      l10n.t('Undo'),
      isRotation
        ? l10n.t('Puts the old secret back into all places, and deletes the new one.')
        : l10n.t('Deletes what the service has created.'),
    ],
    deleteOld: [
      l10n.t('Delete the old secret now'),
      l10n.t('After one more look whether anything holds it.'),
    ],
    later: [l10n.t('Ask again in an hour'), l10n.t('Both secrets work until then.')],
    keepOld: [l10n.t('Keep the old secret'), l10n.t('It is a secret like any other again.')],
    giveUp: [
      l10n.t('Stop here'),
      l10n.t('Leaves everything as it is, for work that can be neither finished nor undone.'),
    ],
  };
  const [label, detail] = words[way];
  return { label, detail };
}
