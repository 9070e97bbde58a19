import fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Time between two checks of all processes, in milliseconds. */
const LOOK_EVERY_MS = 5;

const readOf = (file: string): string => {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

/** Returns the arguments and variables of all readable processes. */
const processTexts = (): readonly string[] =>
  fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => [readOf(`/proc/${pid}/cmdline`), readOf(`/proc/${pid}/environ`)]);

/** A program to wait for. */
export interface AwaitedProgram {
  /** What its arguments or variables contain. */
  readonly program: string;
  /** Called once when the program has been checked. The test keeps the program running until then. */
  seen(): void;
}

/**
 * Checks the arguments and variables of all processes until a task is done. Resolves with those that contain the value;
 * rejects if the task ends before the program was checked.
 */
export async function watchProcesses(
  task: Promise<unknown>,
  value: string,
  { program, seen }: AwaitedProgram,
): Promise<readonly string[]> {
  let isUnderWay = true;
  const done = task.finally(() => {
    isUnderWay = false;
  });
  done.catch(() => {});
  const exposed: string[] = [];
  let hasSeen = false;
  while (isUnderWay) {
    const texts = processTexts();
    exposed.push(...texts.filter(text => text.includes(value)));
    if (!hasSeen && texts.some(text => text.includes(program))) {
      hasSeen = true;
      seen();
    }
    await wait(LOOK_EVERY_MS);
  }
  await done;
  if (!hasSeen) throw new Error(`${program} ended before it was checked`);
  return exposed;
}
