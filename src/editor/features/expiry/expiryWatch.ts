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
import { toldMarks } from '../../../credentials/expiry/noticeMark.ts';
import { watchedSecrets } from '../../../credentials/expiry/watchedSecrets.ts';
import type { Core } from '../../core/core.ts';
import { confirmForget } from '../../core/pickers/confirmForget.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { lostInWords, noticesInWords } from './watchWords.ts';

/** What the notices of the watch lead to. */
export interface WatchActions {
  /** Days before expiry at which there are notices. */
  readonly noticeDays: () => readonly number[];
  /** Shows which of the watched secrets expire soon, or have expired. */
  readonly showExpiring: (expiring: readonly WatchedSecret[]) => void;
  readonly showTimeline: () => Promise<void>;
}

/** The time between two looks, milliseconds: an editor is left open for weeks. */
const LOOK_MS = 6 * 3_600_000;

/** Changes within this time lead to one count, milliseconds. */
const SETTLE_MS = 500;

/** The lock under which a window decides which notices it gives. */
const LOCK = 'notices';

/** Watches the secrets that this machine has records of: says in time that they expire, and that SecretStorage has lost one. */
export class ExpiryWatch implements vscode.Disposable {
  readonly #core: Core;
  readonly #actions: WatchActions;
  #endTimer: () => void = () => {};
  #endSettling: () => void = () => {};
  #isDisposed = false;

  constructor(core: Core, actions: WatchActions) {
    this.#core = core;
    this.#actions = actions;
  }

  /** Looks once after the editor has started, and again from time to time. */
  async start(): Promise<void> {
    // Expirations are reported even if SecretStorage cannot be read.
    await this.#core.run(() => this.#tellLost());
    await this.look();
  }

  /** Looks which secrets expire, and gives the notices that have not been given yet. */
  async look(): Promise<void> {
    const { startTimer } = this.#core;
    this.#endTimer();
    if (this.#isDisposed) return;
    this.#endTimer = startTimer(() => void this.#core.run(() => this.look()), LOOK_MS);
    const watched = await this.#count();
    const notices = await this.#claim(watched);
    if (notices.length > 0) void this.#tell(notices);
  }

  /** Counts again, a moment later: secrets were added or removed. A user who has just chosen an expiration needs no notice. */
  changed(): void {
    this.#endSettling();
    if (this.#isDisposed) return;
    const count = async () => void (await this.#count());
    this.#endSettling = this.#core.startTimer(() => void this.#core.run(count), SETTLE_MS);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#endTimer();
    this.#endSettling();
  }

  async #count(): Promise<readonly WatchedSecret[]> {
    const { now } = this.#core;
    const { noticeDays, showExpiring } = this.#actions;
    const watched = await this.#watched();
    const isSoon = (secret: WatchedSecret) =>
      ['expiring', 'expired'].includes(secretState(secret, now(), Math.max(...noticeDays(), 0)));
    if (!this.#isDisposed) showExpiring(watched.filter(isSoon));
    return watched;
  }

  async #watched(): Promise<readonly WatchedSecret[]> {
    const { keptSecrets, bindings, journal, newLookup, now } = this.#core;
    const lookup = newLookup();
    const [kept, bound, open] = await Promise.all([keptSecrets.all(), bindings.all(), journal.unattended()]);
    const facts = lookup.facts.bind(lookup);
    return watchedSecrets({ kept, bindings: bound, journal: open, facts, now: now() });
  }

  /** Records the notices that are about to be given. If another window does so at the same time, it gives them instead. */
  async #claim(watched: readonly WatchedSecret[]): Promise<readonly DueNotice[]> {
    const { marks, now } = this.#core;
    const { noticeDays } = this.#actions;
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

  /** Runs a task unless another window is deciding about notices: it decides the same. */
  async #oneWindow<T>(task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#core.lock.run(LOCK, task);
    } catch (error) {
      if (error instanceof CredentialsError && error.code === 'busyElsewhere') return undefined;
      throw error;
    }
  }

  async #tell(notices: readonly DueNotice[]): Promise<void> {
    const { keptSecrets, run, now } = this.#core;
    const [first] = notices;
    const only = first && notices.length === 1 ? await keptSecrets.record(first.secret) : undefined;
    const rotateIt = l10n.t('Rotate…');
    const show = l10n.t('Show Timeline');
    const buttons = only ? [rotateIt, show] : [show];
    const chosen = await safeWindow.showWarningMessage(noticesInWords(notices, now()), ...buttons);
    if (chosen === rotateIt && only) await this.#core.execute('rotate', only);
    if (chosen === show) await run(this.#actions.showTimeline);
  }

  /** Names the saved secrets whose values are no longer in SecretStorage, once for each set of them. */
  async #tellLost(): Promise<void> {
    const { execute, run } = this.#core;
    const lost = await this.#oneWindow(() => newlyLost(this.#core));
    const [first] = lost ?? [];
    if (!lost || !first) return;
    const actions: Readonly<Record<string, () => Promise<void>>> =
      lost.length === 1
        ? {
            [l10n.t('Rotate…')]: () => execute('rotate', first),
            [l10n.t('Forget It')]: () => confirmForget(first, this.#core),
          }
        : { [l10n.t('Show')]: () => execute('verifyAll') };
    // Not awaited: expirations are checked in the meantime.
    void safeWindow.showWarningMessage(lostInWords(lost), ...Object.keys(actions)).then(async chosen => {
      const action = actions[chosen ?? ''];
      if (action) await run(action);
    });
  }
}
