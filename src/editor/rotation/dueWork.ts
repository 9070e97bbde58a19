import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Operation } from '../../credentials/operations/operation.ts';
import { operationInWords, placeCountInWords, stepInWords } from '../words/operationWords.ts';
import { goOn, type WayOn } from './resumeCommands.ts';
import type { RotationCommandParts } from './rotationParts.ts';

/** Looked at this often at least, milliseconds: clocks are set, and machines sleep. */
const LOOK_MS = 600_000;

/** What watching the journal works with. */
export interface DueWorkParts {
  readonly journal: RotationCommandParts['journal'];
  readonly now: () => Date;
  /** Starts a timer; returns what ends it. */
  readonly startTimer: (task: () => void, delayMs: number) => () => void;
  /** Runs a task, and shows its errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly rotation: RotationCommandParts;
}

/** Tells what of the journal waits for somebody: deletions that are due, and operations that were interrupted. */
export function dueWork(open: readonly Operation[], now: Date) {
  const waiting = open.filter(({ step }) => step === 'waiting');
  const isDue = ({ deleteAt }: Operation) => !deleteAt || new Date(deleteAt) <= now;
  const times = waiting.filter(each => !isDue(each)).map(({ deleteAt }) => new Date(deleteAt ?? 0).getTime());
  return {
    due: waiting.filter(isDue),
    interrupted: open.filter(({ step }) => step !== 'waiting'),
    /** When the next deletion is due, milliseconds since 1970; missing when none will be. */
    ...(times.length > 0 ? { nextMs: Math.min(...times) } : {}),
  };
}

/** Asks about deletions when they are due, and about what was interrupted when the editor starts. */
export class DueWork implements vscode.Disposable {
  readonly #parts: DueWorkParts;
  /** Asked about since the editor started: who has put a question away is not asked again until it is due anew. */
  readonly #asked = new Set<string>();
  #endTimer: () => void = () => {};
  #count = 0;

  constructor(parts: DueWorkParts) {
    this.#parts = parts;
  }

  /** How many operations wait for somebody. */
  get count(): number {
    return this.#count;
  }

  /** Looks now, asks what there is to ask, and looks again when the next deletion is due. */
  async look(): Promise<void> {
    const { journal, now, startTimer } = this.#parts;
    this.#endTimer();
    const open = await journal.unattended();
    const { due, interrupted, nextMs } = dueWork(open, now());
    this.#count = due.length + interrupted.length;
    if (open.length > 0) {
      const untilNext = nextMs === undefined ? LOOK_MS : Math.max(nextMs - now().getTime(), 0) + 1000;
      this.#endTimer = startTimer(() => void this.look(), Math.min(untilNext, LOOK_MS));
    }
    for (const operation of due.filter(each => this.#isNew(each))) void this.#askToDelete(operation);
    const fresh = interrupted.filter(each => this.#isNew(each));
    if (fresh.length > 0) void this.#askToResume(fresh);
  }

  dispose(): void {
    this.#endTimer();
  }

  /** Notes an operation as asked about; one that was started in this window is shown by its command already. */
  note(operation: Operation): void {
    this.#asked.add(keyOf(operation));
  }

  #isNew(operation: Operation): boolean {
    const key = keyOf(operation);
    const isNew = !this.#asked.has(key);
    this.#asked.add(key);
    return isNew;
  }

  async #askToDelete(operation: Operation): Promise<void> {
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
    const chosen = await vscode.window.showInformationMessage(text, ...Object.keys(ways));
    const way = ways[chosen ?? ''];
    if (way) await this.#parts.run(() => goOn(this.#parts.rotation, operation, way));
  }

  async #askToResume(operations: readonly Operation[]): Promise<void> {
    const [only] = operations;
    const text =
      only && operations.length === 1
        ? l10n.t('{0} was interrupted. {1}', operationInWords(only), stepInWords(only, this.#parts.now()))
        : l10n.t('{0} pieces of work were interrupted.', operations.length);
    const resume = l10n.t('Resume…');
    if ((await vscode.window.showWarningMessage(text, resume)) === resume)
      await this.#parts.run(this.#parts.resume);
  }
}

const keyOf = ({ id, step, deleteAt }: Operation): string =>
  step === 'waiting' ? `${id} ${deleteAt}` : `${id} interrupted`;
