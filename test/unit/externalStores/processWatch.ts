import fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const readOf = (file: string): string => {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

/** Arguments and variables of all processes that can be looked at. */
const processTexts = (): readonly string[] =>
  fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => [readOf(`/proc/${pid}/cmdline`), readOf(`/proc/${pid}/environ`)]);

/** What was seen of the machine's processes while a task was under way. */
export interface Watched {
  /** How often all processes were looked at. */
  readonly rounds: number;
  /** Arguments and variables in which the value was found. */
  readonly exposed: readonly string[];
  /** Whether the program was seen to run. */
  readonly seen: boolean;
}

/** Looks at the arguments and variables of all processes until a task is done. */
export async function watchProcesses(
  task: Promise<unknown>,
  value: string,
  program: string,
): Promise<Watched> {
  let under = true;
  const done = task.finally(() => {
    under = false;
  });
  done.catch(() => {});
  const exposed: string[] = [];
  let rounds = 0;
  let seen = false;
  while (under) {
    const texts = processTexts();
    rounds += 1;
    seen ||= texts.some(text => text.includes(program));
    exposed.push(...texts.filter(text => text.includes(value)));
    await wait(1);
  }
  await done;
  return { rounds, exposed, seen };
}
