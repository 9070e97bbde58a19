import fs from 'node:fs';

/** One process of this machine; number and start together, since numbers are given out again. */
export interface ProcessIdentity {
  readonly pid: number;
  /**
   * Clock ticks between the machine's start and the process's (`/proc/PID/stat`, field 22); empty where
   * unknown.
   */
  readonly startedAt: string;
}

interface ProcessEntry extends ProcessIdentity {
  readonly parent: number;
  readonly state: string;
}

/** Reads one process of Linux's /proc (proc_pid_stat(5)); `undefined` when it is gone. */
function readProcess(pid: number): ProcessEntry | undefined {
  let stat: string;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // the second field is the name in parentheses, which may hold anything
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0] ?? '', parent: Number(fields[1]), startedAt: fields[19] ?? '' };
}

/** Names a running process; without its start where there is no /proc. */
export function identify(pid: number): ProcessIdentity {
  return { pid, startedAt: readProcess(pid)?.startedAt ?? '' };
}

/** Lists a process and everything below it. Linux only. */
export function processTree(root: number): ProcessIdentity[] {
  const all = fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => readProcess(Number(name)))
    .filter(entry => entry !== undefined);
  const tree = all.filter(entry => entry.pid === root);
  // the list grows while it is walked
  for (const parent of tree) tree.push(...all.filter(entry => entry.parent === parent.pid));
  return tree.map(({ pid, startedAt }) => ({ pid, startedAt }));
}

/**
 * Says whether a process still runs; one that has ended and only waits to be read by its parent does not.
 * Without /proc the number alone decides.
 */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  if (startedAt) {
    const entry = readProcess(pid);
    return entry !== undefined && entry.startedAt === startedAt && entry.state !== 'Z';
  }
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
