import type { Operation } from '../../../credentials/operations/operation.ts';
import type { OperationJournal } from '../../../credentials/operations/operationJournal.ts';
import type { StartTimer } from '../../platform/startTimer.ts';

/** Looked at this often at least, milliseconds: clocks are set, and machines sleep. */
const LOOK_MS = 600_000;

/** What watching the journal works with. */
export interface DueWorkPorts {
  readonly journal: Pick<OperationJournal, 'unattended'>;
  readonly now: () => Date;
  readonly startTimer: StartTimer;
  /** Runs a task, and shows its errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
  /** Whether the user could say yes: not in Restricted Mode. What waits is then only counted. */
  readonly mayAsk: () => boolean;
  /** Asks about a deletion that is due. */
  readonly askToDelete: (operation: Operation) => void;
  /** Asks about what was interrupted. */
  readonly askToResume: (operations: readonly Operation[]) => void;
  /** Called after every look, as the number of waiting operations may have changed. */
  readonly looked: () => void;
}

/** Finds what waits for the user in the journal: deletions that are due, and operations that were interrupted. */
export function dueWork(open: readonly Operation[], now: Date) {
  const waiting = open.filter(({ step }) => step === 'waiting');
  const isDue = ({ deleteAt }: Operation) => !deleteAt || new Date(deleteAt) <= now;
  const times = waiting.filter(each => !isDue(each)).map(({ deleteAt }) => new Date(deleteAt ?? 0).getTime());
  return {
    due: waiting.filter(isDue),
    interrupted: open.filter(({ step }) => step !== 'waiting'),
    /** When the next deletion is due, milliseconds since 1970; `undefined` when none will be. */
    nextMs: times.length > 0 ? Math.min(...times) : undefined,
  };
}

/** Asks about deletions when they are due, and about what was interrupted when the editor starts. */
export class DueWork {
  readonly #ports: DueWorkPorts;
  /** Asked about since the editor started: a question that the user has closed is not asked again until it is due again. */
  readonly #asked = new Set<string>();
  #endTimer: () => void = () => {};
  #count = 0;
  /** Number of the last look: an earlier one that has not ended yet no longer matters. */
  #turn = 0;
  #isDisposed = false;
  #hasFailed = false;

  constructor(ports: DueWorkPorts) {
    this.#ports = ports;
  }

  /** How many operations wait for the user. */
  get count(): number {
    return this.#count;
  }

  /** Looks now, asks what there is to ask, and looks again when the next deletion is due. */
  look(): Promise<void> {
    this.#turn += 1;
    this.#endTimer();
    return this.#ports.run(() => this.#look(this.#turn));
  }

  /** Ends the watch, and a look that is in progress. */
  dispose(): void {
    this.#isDisposed = true;
    this.#endTimer();
  }

  /** Notes an operation as asked about; one that was started in this window is shown by its command already. */
  note(operation: Operation): void {
    this.#asked.add(keyOf(operation));
  }

  async #look(turn: number): Promise<void> {
    const { journal, now, looked } = this.#ports;
    try {
      const open = await journal.unattended();
      if (this.#isDisposed || turn !== this.#turn) return;
      const { due, interrupted, nextMs } = dueWork(open, now());
      this.#count = due.length + interrupted.length;
      this.#startTimer(nextMs);
      this.#ask(due, interrupted);
      this.#hasFailed = false;
      looked();
    } catch (error) {
      if (this.#isDisposed || turn !== this.#turn) return;
      // The journal may be readable later. The error is shown once.
      this.#startTimer(undefined);
      if (this.#hasFailed) return;
      this.#hasFailed = true;
      throw error;
    }
  }

  #ask(due: readonly Operation[], interrupted: readonly Operation[]): void {
    const { mayAsk, askToDelete, askToResume } = this.#ports;
    if (!mayAsk()) return;
    for (const operation of due.filter(each => this.#isNew(each))) askToDelete(operation);
    const fresh = interrupted.filter(each => this.#isNew(each));
    if (fresh.length > 0) askToResume(fresh);
  }

  /** Looks again in any case: another window may start an operation and then close. */
  #startTimer(nextMs: number | undefined): void {
    const { now, startTimer } = this.#ports;
    const untilNext = nextMs === undefined ? LOOK_MS : Math.max(nextMs - now().getTime(), 0) + 1000;
    this.#endTimer = startTimer(() => void this.look(), Math.min(untilNext, LOOK_MS));
  }

  #isNew(operation: Operation): boolean {
    const key = keyOf(operation);
    const isNew = !this.#asked.has(key);
    this.#asked.add(key);
    return isNew;
  }
}

const keyOf = ({ id, step, deleteAt }: Operation): string =>
  step === 'waiting' ? `${id} ${deleteAt}` : `${id} interrupted`;
