import fs from 'node:fs';

/** One process of this machine, by its id and its start, because ids are reused. */
export interface ProcessIdentity {
  readonly pid: number;
  /**
   * Clock ticks between the start of the machine and that of the process (`/proc/PID/stat`, field 22); empty if unknown.
   */
  readonly startedAt: string;
}

interface ProcessEntry extends ProcessIdentity {
  readonly parent: number;
  readonly state: string;
}

/** Reads one process from Linux's /proc (proc_pid_stat(5)); `undefined` if it has ended. */
function readProcess(pid: number): ProcessEntry | undefined {
  let stat: string;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the name in parentheses, which may have any characters.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0] ?? '', parent: Number(fields[1]), startedAt: fields[19] ?? '' };
}

/** Returns the identity of a running process; without its start if there is no /proc. */
export function identify(pid: number): ProcessIdentity {
  return { pid, startedAt: readProcess(pid)?.startedAt ?? '' };
}

/** Returns a process and all its descendants. Linux only. */
export function processTree(root: number): ProcessIdentity[] {
  const all = fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => readProcess(Number(name)))
    .filter(entry => entry !== undefined);
  const tree = all.filter(entry => entry.pid === root);
  // The list grows during this loop.
  for (const parent of tree) tree.push(...all.filter(entry => entry.parent === parent.pid));
  return tree.map(({ pid, startedAt }) => ({ pid, startedAt }));
}

/**
 * Tells whether a process is still running; a zombie isn't. Without /proc, only the id is compared.
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
