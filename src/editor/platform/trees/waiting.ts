import { setTimeout as sleep } from 'node:timers/promises';
import { safeWindow } from '../window/safeWindow.ts';

/** Functions for waiting. */
export interface Waiting {
  /** Shows progress in a view while something is read. */
  readonly whileBusy: (viewId: string, reading: Promise<unknown>) => Thenable<unknown>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** The waiting functions of trees. */
export const WAITING: Waiting = {
  whileBusy: (viewId, reading) => safeWindow.withProgress({ location: { viewId } }, () => reading),
  sleep: ms => sleep(ms, undefined, { ref: false }),
};
