import { createHash } from 'node:crypto';
import os from 'node:os';

/** Which process made a file, and when. It is the beginning of the file's name, so that a file with half its content has it. */
export interface ProcessMark {
  readonly pid: number;
  /** Beginning of the hash of the machine's name: containers and machines may share a folder, but no processes. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** A process that looks at the marks of others. */
export interface ThisProcess extends ProcessMark {
  /** When this process started, milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Tells whether a process of this machine runs. */
  readonly isRunning: (pid: number) => boolean;
}

/** What is marked takes seconds. After so long, the process is another one with the same number. */
const LONG_AGO_MS = 600_000;

/** Returns the mark of this process, with the time now. The time never goes back, even if the clock is set. */
export function thisProcess(): ThisProcess {
  return {
    pid: process.pid,
    host: createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8),
    atMs: Math.floor(performance.timeOrigin + performance.now()),
    startedAtMs: Math.floor(performance.timeOrigin),
    isRunning,
  };
}

/** Writes a mark for a file's name; it contains no dot. */
export const markText = ({ pid, host, atMs }: ProcessMark): string => `${pid}-${host}-${atMs.toString(36)}`;

/** Reads the mark at the beginning of a file's name, up to the first dot; `undefined` if there is none. */
export function readMark(name: string): ProcessMark | undefined {
  const [, pid, host, at] = /^(\d+)-([\da-f]{8})-([\da-z]+)\./.exec(name) ?? [];
  if (!pid || !host || !at) return undefined;
  return { pid: Number(pid), host, atMs: Number.parseInt(at, 36) };
}

/** Tells whether the process that made a mark has ended, and so can no longer remove what it marked. */
export function isLeftBehind(mark: ProcessMark, here: ThisProcess): boolean {
  const isLongAgo = here.atMs - mark.atMs > LONG_AGO_MS;
  if (mark.host !== here.host) return isLongAgo;
  // In a container, every start may get the same number.
  if (mark.pid === here.pid) return mark.atMs < here.startedAtMs;
  return isLongAgo || !here.isRunning(mark.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user can't be signaled.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
