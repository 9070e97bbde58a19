import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a program may take to end by itself before it is ended, in milliseconds. */
const GRACE_MS = 2000;

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // ESRCH: nobody of the group is left
  }
}

/** Says whether a child process has ended, by itself or by a signal. */
export const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/**
 * Ends a child process that leads its own group (`detached: true`) and everything that it started in that
 * group: asks first, and makes sure after `graceMs` (default 2000 ms) or as soon as the leader is gone.
 */
export async function endProcessGroup(child: ChildProcess, graceMs = GRACE_MS): Promise<void> {
  if (child.pid === undefined) return;
  if (!hasEnded(child)) {
    const ended = once(child, 'exit');
    signalGroup(child.pid, 'SIGTERM');
    await Promise.race([ended, wait(graceMs, undefined, { ref: false })]);
    if (!hasEnded(child)) {
      signalGroup(child.pid, 'SIGKILL');
      await ended;
    }
  }
  signalGroup(child.pid, 'SIGKILL');
}
