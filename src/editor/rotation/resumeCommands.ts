import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CredentialsError } from '../../credentials/credentialsError.ts';
import type { Operation } from '../../credentials/operations/operation.ts';
import type { Conclusion } from '../../credentials/operations/runOperation.ts';
import {
  deleteOldNow,
  finishOperation,
  keepOld,
  postponeDeletion,
  undoOperation,
} from '../../credentials/operations/startRotation.ts';
import { errorInWords } from '../messages.ts';
import { withDelayedProgress } from '../progress/withDelayedProgress.ts';
import { operationInWords, rotatedInWords, stepInWords } from '../words/operationWords.ts';
import { operationParts, type RotationCommandParts, showChanged } from './rotationParts.ts';

/** What can be done with an operation that is in the journal. */
export type WayOn = 'finish' | 'undo' | 'deleteOld' | 'later' | 'keepOld';

/** The time by which a due deletion is put off, milliseconds. */
const LATER_MS = 3_600_000;

type Act = (operation: Operation, parts: RotationCommandParts) => Promise<string>;

const ACTS: Readonly<Record<WayOn, Act>> = {
  finish: (operation, parts) =>
    carriedOut(parts, operation, finishOperation).then(({ operation: now, ended }) =>
      now.kind === 'rotate'
        ? rotatedInWords(now, ended, parts.now())
        : l10n.t('{0}: done.', operationInWords(now)),
    ),
  undo: (operation, parts) =>
    carriedOut(parts, operation, undoOperation).then(() =>
      l10n.t('{0}: undone.', operationInWords(operation)),
    ),
  deleteOld: (operation, parts) =>
    carriedOut(parts, operation, deleteOldNow).then(({ operation: now, ended }) =>
      rotatedInWords(now, ended, parts.now()),
    ),
  later: async (operation, parts) => {
    await postponeDeletion(operation, LATER_MS, parts);
    return l10n.t('You are asked again in an hour.');
  },
  keepOld: async (operation, parts) => {
    await keepOld(operation, parts);
    return l10n.t('The old secret of “{0}” is kept.', operation.client.name);
  },
};

/** Goes on with an operation, and says what came of it. */
export async function goOn(parts: RotationCommandParts, operation: Operation, way: WayOn): Promise<void> {
  try {
    const text = await ACTS[way](operation, parts);
    void vscode.window.showInformationMessage(text);
  } catch (error) {
    if (!isOrphan(error)) throw error;
    parts.logError(error);
    const remove = l10n.t('Delete It');
    const chosen = await vscode.window.showWarningMessage(errorInWords(error).text, remove);
    if (chosen === remove) await goOn(parts, operation, 'undo');
  } finally {
    await showChanged(operation, parts);
  }
}

const isOrphan = (error: unknown): boolean =>
  error instanceof CredentialsError && error.code === 'answerLost';

/** Runs *Resume Interrupted Work*: has the user choose what is gone on with, and how. */
export async function resumeWork(parts: RotationCommandParts): Promise<void> {
  const open = await parts.journal.unattended();
  if (open.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('Nothing was interrupted, and nothing waits for its time.'),
    );
    return;
  }
  const [only] = open;
  const operation = open.length === 1 ? only : await pickOperation(open, parts.now());
  const way = operation && (await pickWay(operation, parts.now()));
  if (operation && way) await goOn(parts, operation, way);
}

/** Says that an operation has come to a stop, and why, and offers the ways on. */
export async function offerToGoOn(
  parts: RotationCommandParts,
  operation: Operation,
  error: unknown,
): Promise<void> {
  const isCancelled = error instanceof CredentialsError && error.code === 'cancelled';
  const why = isCancelled ? l10n.t('Cancelled.') : errorInWords(error).text;
  const how = stepInWords(operation, parts.now());
  const ways = waysOn(operation);
  const text = l10n.t('{0} has stopped: {1} {2}', operationInWords(operation), why, how);
  const chosen = await vscode.window.showWarningMessage(
    text,
    ...ways.map(way => wayInWords(way, operation).label),
  );
  const way = ways.find(each => wayInWords(each, operation).label === chosen);
  if (!way) return;
  await goOn(parts, operation, way).catch(async (again: unknown) => {
    parts.logError(again);
    const now = await parts.journal.get(operation.id);
    if (now) await offerToGoOn(parts, now, again);
    else void vscode.window.showErrorMessage(errorInWords(again).text);
  });
}

async function carriedOut(
  parts: RotationCommandParts,
  operation: Operation,
  run: typeof finishOperation,
): Promise<Conclusion> {
  const title = operationInWords(operation);
  return withDelayedProgress(l10n.t('{0}…', title), async signal =>
    run(operation, await operationParts(operation, parts), signal),
  );
}

async function pickOperation(open: readonly Operation[], now: Date): Promise<Operation | undefined> {
  const items = open.map(operation => ({
    label: operationInWords(operation),
    description: operation.startedAt.slice(0, 16).replace('T', ' '),
    detail: stepInWords(operation, now),
    operation,
  }));
  const title = l10n.t('What do you want to go on with?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.operation;
}

async function pickWay(operation: Operation, now: Date): Promise<WayOn | undefined> {
  const items = waysOn(operation).map(way => ({ ...wayInWords(way, operation), way }));
  const picked = await vscode.window.showQuickPick(items, {
    title: operationInWords(operation),
    placeHolder: stepInWords(operation, now),
  });
  return picked?.way;
}

/** Lists what can be done with an operation as it is. */
export function waysOn({ step }: Pick<Operation, 'step'>): readonly WayOn[] {
  if (step === 'waiting') return ['deleteOld', 'later', 'keepOld', 'undo'];
  if (step === 'undoing') return ['undo'];
  // what has been deleted does not come back
  return step === 'deleting' ? ['finish'] : ['finish', 'undo'];
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
  };
  const [label, detail] = words[way];
  return { label, detail };
}
