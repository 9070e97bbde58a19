import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processTree } from '../processTree.ts';
import { eventually } from '../waiting/eventually.ts';

/** Resources of the extension host at one time. */
export interface HostFigures {
  /** Number of actions before. */
  readonly actions: number;
  readonly pid: number;
  /** After garbage collection. */
  readonly heapBytes: number;
  readonly timers: number;
  /** Connections and listening servers. */
  readonly sockets: number;
  /** Open files, pipes and similar, without sockets. */
  readonly files: number;
  /** Processes below the extension host. */
  readonly children: number;
}

interface Told {
  readonly asked: string;
  readonly pid: number;
  readonly heapBytes: number;
  readonly resources: Readonly<Record<string, number>>;
}

/** Reads figures from the probe in the extension host, by files in `folder`, and from the system. */
export async function readHostFigures(folder: string, actions: number): Promise<HostFigures> {
  const asked = `${actions} ${Date.now()}`;
  fs.writeFileSync(path.join(folder, 'ask'), asked);
  const told = await eventually(() => {
    const read = JSON.parse(fs.readFileSync(path.join(folder, 'told.json'), 'utf8')) as Told;
    if (read.asked !== asked) throw new Error('the probe has not answered yet');
    return read;
  });
  const { pid, heapBytes, resources } = told;
  const open = openFiles(pid);
  return {
    actions,
    pid,
    heapBytes,
    timers: resources.Timeout ?? 0,
    sockets: open.filter(target => target.startsWith('socket:')).length,
    files: open.filter(target => !target.startsWith('socket:')).length,
    children: await settledChildren(pid),
  };
}

/** Programs such as Git run for less than this time, in milliseconds, on any machine. */
const MOMENT_MS = 60_000;

/** Counts the processes below another that keep running. Usually there are none, and this doesn't wait. */
async function settledChildren(pid: number): Promise<number> {
  const count = () => processTree(pid).length - 1;
  let fewest = count();
  for (const end = Date.now() + MOMENT_MS; fewest > 0 && Date.now() < end; await wait(100)) {
    fewest = Math.min(fewest, count());
  }
  return fewest;
}

/** Returns the targets of a process's open file descriptors (proc_pid_fd(5)). */
function openFiles(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).flatMap(name => {
    try {
      return [fs.readlinkSync(path.join(folder, name))];
    } catch {
      return []; // Closed since the folder was read.
    }
  });
}
