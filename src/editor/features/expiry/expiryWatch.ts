import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { secretState } from '../../../credentials/clientHealth.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import {
  type DueNotice,
  dueNotices,
  outdatedMarks,
  type WatchedSecret,
} from '../../../credentials/expiry/dueNotices.ts';
import { newlyLost } from '../../../credentials/expiry/lostSecrets.ts';
import { type NoticeMark, toldMarks } from '../../../credentials/expiry/noticeMark.ts';
import { type WatchedParts, watchedSecrets } from '../../../credentials/expiry/watchedSecrets.ts';
import type { MachineLock } from '../../../credentials/operations/machineLock.ts';
import type { OperationJournal } from '../../../credentials/operations/operationJournal.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecret, KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import type { RecordFolder } from '../../../credentials/records/recordFolder.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { confirmAndForget } from '../verification/fixActions.ts';
import { lostInWords, noticesInWords } from './watchWords.ts';

/** What watching works with. */
export interface ExpiryWatchParts {
  readonly keptSecrets: KeptSecrets;
  readonly bindings: Bindings;
  readonly journal: OperationJournal;
  readonly marks: RecordFolder<NoticeMark>;
  readonly lock: MachineLock;
  /** Starts to look clients up, with nothing known yet. */
  readonly newLookup: () => { facts: WatchedParts['facts'] };
  /** Days before expiry at which there are notices. */
  readonly noticeDays: () => readonly number[];
  readonly now: () => Date;
  /** Told which of the watched secrets expire soon, or have expired. */
  readonly expiringChanged: (expiring: readonly WatchedSecret[]) => void;
  readonly rotate: (kept: KeptSecret) => Promise<void>;
  readonly showTimeline: () => Promise<void>;
  readonly verifyAll: () => Promise<void>;
  /** Has the views show what has changed. */
  readonly refresh: () => void;
  /** Runs a task, and shows its errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
  /** Starts a timer; returns what ends it. */
  readonly startTimer: (task: () => void, delayMs: number) => () => void;
}

/** Looked at this often, milliseconds: an editor is left open for weeks. */
const LOOK_MS = 6 * 3_600_000;

/** Several changes that come together are looked at once, milliseconds. */
const SETTLE_MS = 500;

/** One window at a time decides what has been told. */
const LOCK = 'notices';

/** Watches the secrets that this machine has to do with: tells in time that they expire, and that the keyring lost one. */
export class ExpiryWatch implements vscode.Disposable {
  readonly #parts: ExpiryWatchParts;
  #endTimer: () => void = () => {};
  #endSettling: () => void = () => {};
  #isDisposed = false;

  constructor(parts: ExpiryWatchParts) {
    this.#parts = parts;
  }

  /** Looks once after the start of the editor, and again from time to time. */
  async start(): Promise<void> {
    // a keyring that cannot be asked must not keep what expires from being told
    await this.#parts.run(() => this.#tellLost());
    await this.look();
  }

  /** Looks which secrets expire, and tells what has not been told yet. */
  async look(): Promise<void> {
    const { startTimer } = this.#parts;
    this.#endTimer();
    if (this.#isDisposed) return;
    this.#endTimer = startTimer(() => void this.#parts.run(() => this.look()), LOOK_MS);
    const watched = await this.#count();
    const notices = await this.#claim(watched);
    if (notices.length > 0) void this.#tell(notices);
  }

  /** Counts anew, a moment later: secrets have come or gone. Who has just chosen an expiry needs no notice of it. */
  changed(): void {
    this.#endSettling();
    if (this.#isDisposed) return;
    const count = async () => void (await this.#count());
    this.#endSettling = this.#parts.startTimer(() => void this.#parts.run(count), SETTLE_MS);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#endTimer();
    this.#endSettling();
  }

  async #count(): Promise<readonly WatchedSecret[]> {
    const { now, noticeDays, expiringChanged } = this.#parts;
    const watched = await this.#watched();
    const isSoon = (secret: WatchedSecret) =>
      ['expiring', 'expired'].includes(secretState(secret, now(), Math.max(...noticeDays(), 0)));
    if (!this.#isDisposed) expiringChanged(watched.filter(isSoon));
    return watched;
  }

  async #watched(): Promise<readonly WatchedSecret[]> {
    const { keptSecrets, bindings, journal, newLookup } = this.#parts;
    const lookup = newLookup();
    const [kept, bound, open] = await Promise.all([keptSecrets.all(), bindings.all(), journal.unattended()]);
    return watchedSecrets({ kept, bindings: bound, journal: open, facts: lookup.facts.bind(lookup) });
  }

  /** Writes down what is about to be told; another window that does so just now tells it instead. */
  async #claim(watched: readonly WatchedSecret[]): Promise<readonly DueNotice[]> {
    const { marks, now, noticeDays } = this.#parts;
    const claimed = await this.#oneWindow(async () => {
      const told = toldMarks(await marks.all(), now());
      for (const mark of outdatedMarks(told, watched, now())) await marks.remove(mark);
      const notices = dueNotices(watched, now(), noticeDays(), told);
      const toldAt = now().toISOString();
      for (const mark of notices.flatMap(notice => notice.marks)) await marks.put(mark, { mark, toldAt });
      return notices;
    });
    return claimed ?? [];
  }

  /** Runs a task unless another window decides just now what is told: it decides the same. */
  async #oneWindow<T>(task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#parts.lock.run(LOCK, task);
    } catch (error) {
      if (error instanceof CredentialsError && error.code === 'busyElsewhere') return undefined;
      throw error;
    }
  }

  async #tell(notices: readonly DueNotice[]): Promise<void> {
    const { keptSecrets, run, rotate, showTimeline, now } = this.#parts;
    const [first] = notices;
    const only = first && notices.length === 1 ? await keptSecrets.record(first.secret) : undefined;
    const rotateIt = l10n.t('Rotate…');
    const show = l10n.t('Show Timeline');
    const buttons = only ? [rotateIt, show] : [show];
    const chosen = await safeWindow.showWarningMessage(noticesInWords(notices, now()), ...buttons);
    if (chosen === rotateIt && only) await run(() => rotate(only));
    if (chosen === show) await run(showTimeline);
  }

  /** Names the kept secrets whose values the keyring has no more, once for each set of them. */
  async #tellLost(): Promise<void> {
    const { run, rotate, verifyAll } = this.#parts;
    const lost = await this.#oneWindow(() => newlyLost(this.#parts));
    const [first] = lost ?? [];
    if (!lost || !first) return;
    const actions: Readonly<Record<string, () => Promise<void>>> =
      lost.length === 1
        ? {
            [l10n.t('Rotate…')]: () => rotate(first),
            [l10n.t('Forget It')]: () => confirmAndForget(first, this.#parts),
          }
        : { [l10n.t('Show')]: verifyAll };
    // not awaited: what expires is looked at meanwhile
    void safeWindow.showWarningMessage(lostInWords(lost), ...Object.keys(actions)).then(async chosen => {
      const action = actions[chosen ?? ''];
      if (action) await run(action);
    });
  }
}
