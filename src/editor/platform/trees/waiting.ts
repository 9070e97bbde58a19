import { setTimeout as sleep } from 'node:timers/promises';
import { safeWindow } from '../window/safeWindow.ts';
import type { Waiting } from './treeRows.ts';

/** The waiting functions of trees. */
export const WAITING: Waiting = {
  whileBusy: (viewId, reading) => safeWindow.withProgress({ location: { viewId } }, () => reading),
  sleep: ms => sleep(ms, undefined, { ref: false }),
};
