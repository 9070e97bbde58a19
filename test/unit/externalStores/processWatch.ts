import fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Between two looks at all processes, milliseconds. */
const LOOK_EVERY_MS = 5;

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

/** A program that is waited for. */
export interface AwaitedProgram {
  /** What its arguments or variables contain. */
  readonly program: string;
  /** Told once, when it was looked at; only then may the program, which the test holds up, come to its end. */
  seen(): void;
}

/**
 * Looks at the arguments and variables of all processes until a task is done. Resolves with those in which the value was
 * found; rejects when the task ends before the program was seen.
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
  if (!hasSeen) throw new Error(`${program} ended before it was looked at`);
  return exposed;
}
