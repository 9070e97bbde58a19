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
import { confirmOn, connectionNames, messageOn } from '../../core/pickers/confirmOn.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { requireTrust } from '../../platform/window/workspaceTrust.ts';
import { attempting } from '../../vocabulary/errors/attempt.ts';
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
      ? l10n.t('{0}: finished in another window.', operationInWords(operation))
      : inWords(operation, ended, now());

const namesOf = ({ connections }: Core, { tenantId }: Operation): readonly string[] =>
  connectionNames(connections, tenantId);

async function postpone(operation: Operation, core: Core): Promise<string> {
  await postponeDeletion(operation, LATER_MS, core);
  return l10n.t("You'll be asked again in one hour.");
}

const ACTS: Readonly<Record<WayOn, Act>> = {
  finish: (operation, core) =>
    carryOut(core, operation, finishOperation).then(
      conclude(
        (now, ended, at) =>
          now.kind === 'rotate'
            ? rotatedInWords(now, ended, at)
            : l10n.t('{0}: finished.', operationInWords(now)),
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
    const title = operationInWords(operation);
    const detail = l10n.t(
      "No further changes are made: what the service created stays there, locations keep the secrets that they have, and you aren't asked again. Check the secrets of “{0}”, and delete those that nothing uses.",
      operation.client.name,
    );
    const confirmed = await confirmOn(namesOf(core, operation), {
      message: l10n.t('{0}: stop here?', title),
      detail,
      button: l10n.t('Stop'),
    });
    if (!confirmed) return undefined;
    await giveUpOperation(operation, core);
    return l10n.t('{0}: stopped.', title);
  },
};

/** What can be done about errors for which the operation itself has a solution. */
const WAYS_OUT: Readonly<Partial<Record<CredentialsErrorCode, () => readonly [label: string, WayOn]>>> = {
  answerLost: () => [l10n.t('Delete It'), 'undo'],
  placeUnreachable: () => [l10n.t('Continue Without This Folder'), 'leaveOut'],
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
    const attempt = way === 'undo' ? 'undoRotation' : 'rotate';
    const act = () => ACTS[way](operation, core);
    const text = operation.kind === 'rotate' ? await attempting(attempt, act) : await act();
    if (text !== undefined) void safeWindow.showInformationMessage(messageOn(namesOf(core, operation), text));
  } catch (error) {
    const wayOut = wayOutOf(error, way);
    if (!wayOut) throw error;
    core.log.error(error);
    const [label, next] = wayOut;
    const why = messageOn(namesOf(core, operation), errorInWords(error).text);
    const chosen = await safeWindow.showWarningMessage(why, label);
    if (chosen === label) await goOn(core, operation, next);
  } finally {
    await showChanged(operation, core);
  }
}

/** Runs *Resume Interrupted Work*: the user chooses an operation, and how to continue with it. */
export async function resumeWork(core: Core): Promise<void> {
  const open = await core.journal.unattended();
  if (open.length === 0) {
    void safeWindow.showInformationMessage(l10n.t('No operations were interrupted or are waiting.'));
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
  const why = isCancelled ? l10n.t('Canceled.') : errorInWords(error).text;
  const how = stepInWords(operation, core.now());
  const wayOut = wayOutOf(error, operation.step === 'undoing' ? 'undo' : 'finish')?.[1];
  // Stopping for good is offered only by *Resume Interrupted Work*, not right after a failure.
  const ways = [...(wayOut ? [wayOut] : []), ...waysOn(operation).filter(each => each !== 'giveUp')];
  const text = l10n.t('{0} stopped: {1} {2}', operationInWords(operation), why, how);
  const chosen = await safeWindow.showWarningMessage(
    messageOn(namesOf(core, operation), text),
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
  const title = l10n.t('Which operation do you want to resume?');
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
        ? l10n.t(
            'Writes the new secret to all locations, verifies it, and then deletes or keeps the old one.',
          )
        : l10n.t('Checks whether the service has created it, and writes it to the location that you chose.'),
    ],
    leaveOut: [
      l10n.t('Continue Without This Folder'),
      l10n.t("Files that can't be reached are no longer tracked."),
    ],
    undo: [
      l10n.t('Undo'),
      isRotation
        ? l10n.t('Restores the old secret in all locations and deletes the new one.')
        : l10n.t('Deletes what the service created.'),
    ],
    deleteOld: [l10n.t('Delete the old secret now'), l10n.t('Checks once more whether any location has it.')],
    later: [l10n.t('Ask again in an hour'), l10n.t('Both secrets work until then.')],
    keepOld: [l10n.t('Keep the old secret'), l10n.t('It is a regular secret again.')],
    giveUp: [
      l10n.t('Stop here'),
      l10n.t("Leaves everything unchanged, for operations that can't be finished or undone."),
    ],
  };
  const [label, detail] = words[way];
  return { label, detail };
}
