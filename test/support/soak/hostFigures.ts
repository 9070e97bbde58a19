import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processTree } from '../processTree.ts';
import { eventually } from '../waiting/eventually.ts';

/** What the extension host holds at one moment. */
export interface HostFigures {
  /** Actions that were done before. */
  readonly actions: number;
  readonly pid: number;
  /** After garbage was collected. */
  readonly heapBytes: number;
  readonly timers: number;
  /** Connections, and servers that wait for some. */
  readonly sockets: number;
  /** Open files, pipes and the like; sockets are not among them. */
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

/** Asks the probe in the extension host, which looks at files of `folder`, and the system about its process. */
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
    ...{ actions, pid, heapBytes },
    timers: resources.Timeout ?? 0,
    sockets: open.filter(target => target.startsWith('socket:')).length,
    files: open.filter(target => !target.startsWith('socket:')).length,
    children: await settledChildren(pid),
  };
}

/** Programs such as git run for a moment, on any machine less than this; in milliseconds. */
const MOMENT_MS = 60_000;

/** Counts the processes below another that stay longer than a moment: as a rule none, which needs no waiting. */
async function settledChildren(pid: number): Promise<number> {
  const count = () => processTree(pid).length - 1;
  let fewest = count();
  for (const end = Date.now() + MOMENT_MS; fewest > 0 && Date.now() < end; await wait(100)) {
    fewest = Math.min(fewest, count());
  }
  return fewest;
}

/** Lists what the numbers of a process's open files lead to (proc_pid_fd(5)). */
function openFiles(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).flatMap(name => {
    try {
      return [fs.readlinkSync(path.join(folder, name))];
    } catch {
      return []; // closed just now
    }
  });
}
