import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Bindings } from '../../credentials/bindings.ts';
import { secretState } from '../../credentials/clientHealth.ts';
import { CredentialsError } from '../../credentials/credentialsError.ts';
import { type DueNotice, dueNotices, type WatchedSecret } from '../../credentials/expiry/dueNotices.ts';
import type { NoticeMark } from '../../credentials/expiry/noticeMark.ts';
import { type WatchedParts, watchedSecrets } from '../../credentials/expiry/watchedSecrets.ts';
import { type KeptSecret, type KeptSecrets, keptSecretKey } from '../../credentials/keptSecrets.ts';
import type { MachineLock } from '../../credentials/operations/machineLock.ts';
import type { OperationJournal } from '../../credentials/operations/operationJournal.ts';
import type { RecordFolder } from '../../credentials/recordFolder.ts';
import { confirmAndForget } from '../verification/fixActions.ts';
import { lostInWords, noticesInWords } from '../words/watchWords.ts';

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
  /** Runs a task, and shows its errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
  /** Starts a timer; returns what ends it. */
  readonly startTimer: (task: () => void, delayMs: number) => () => void;
}

/** Looked at this often, milliseconds: an editor is left open for weeks. */
const LOOK_MS = 6 * 3_600_000;

/** One window at a time decides what has been told. */
const LOCK = 'notices';

/** Watches the secrets that this machine has to do with: tells in time that they expire, and that the keyring lost one. */
export class ExpiryWatch implements vscode.Disposable {
  readonly #parts: ExpiryWatchParts;
  #endTimer: () => void = () => {};
  #isDisposed = false;

  constructor(parts: ExpiryWatchParts) {
    this.#parts = parts;
  }

  /** Looks once after the start of the editor, and again from time to time. */
  async start(): Promise<void> {
    await this.#tellLost();
    await this.look();
  }

  /** Looks which secrets expire, and tells what has not been told yet. */
  async look(): Promise<void> {
    const { now, noticeDays, expiringChanged, startTimer } = this.#parts;
    this.#endTimer();
    if (this.#isDisposed) return;
    this.#endTimer = startTimer(() => void this.#parts.run(() => this.look()), LOOK_MS);
    const watched = await this.#watched();
    const isSoon = (secret: WatchedSecret) =>
      ['expiring', 'expired'].includes(secretState(secret, now(), Math.max(...noticeDays(), 0)));
    expiringChanged(watched.filter(isSoon));
    const notices = await this.#claim(told => dueNotices(watched, now(), noticeDays(), told));
    if (notices.length > 0) void this.#tell(notices);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#endTimer();
  }

  async #watched(): Promise<readonly WatchedSecret[]> {
    const { keptSecrets, bindings, journal, newLookup } = this.#parts;
    const lookup = newLookup();
    const [kept, bound, waiting] = await Promise.all([
      keptSecrets.all(),
      bindings.all(),
      journal.unattended(),
    ]);
    return watchedSecrets({ kept, bindings: bound, waiting, facts: lookup.facts.bind(lookup) });
  }

  /** Writes down what is about to be told; another window that does so just now tells it instead. */
  async #claim(choose: (told: ReadonlySet<string>) => readonly DueNotice[]): Promise<readonly DueNotice[]> {
    const { lock, marks } = this.#parts;
    try {
      return await lock.run(LOCK, async () => {
        const told = new Set((await marks.all()).map(({ mark }) => mark));
        const notices = choose(told);
        for (const mark of notices.flatMap(notice => notice.marks)) await marks.put(mark, { mark });
        return notices;
      });
    } catch (error) {
      if (error instanceof CredentialsError && error.code === 'busyElsewhere') return [];
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
    const chosen = await vscode.window.showWarningMessage(noticesInWords(notices, now()), ...buttons);
    if (chosen === rotateIt && only) await run(() => rotate(only));
    if (chosen === show) await run(showTimeline);
  }

  /** Names the kept secrets whose values the keyring has no more, once for each set of them. */
  async #tellLost(): Promise<void> {
    const { keptSecrets, marks, run, rotate, verifyAll } = this.#parts;
    const lost: KeptSecret[] = [];
    for (const kept of await keptSecrets.all()) if (!(await keptSecrets.value(kept))) lost.push(kept);
    const [first] = lost;
    if (!first) return;
    const keys = lost.map(keptSecretKey).toSorted().join('\n');
    const mark = `lost ${createHash('sha256').update(keys).digest('hex')}`;
    if (await marks.get(mark)) return;
    await marks.put(mark, { mark });
    const actions: Readonly<Record<string, () => Promise<void>>> =
      lost.length === 1
        ? {
            [l10n.t('Rotate…')]: () => rotate(first),
            [l10n.t('Forget It')]: () => confirmAndForget(first, keptSecrets),
          }
        : { [l10n.t('Show')]: verifyAll };
    // not awaited: what expires is looked at meanwhile
    void vscode.window.showWarningMessage(lostInWords(lost), ...Object.keys(actions)).then(async chosen => {
      const action = actions[chosen ?? ''];
      if (action) await run(action);
    });
  }
}
