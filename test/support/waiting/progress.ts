import fs from 'node:fs';

/** The variable that names the file to which the processes of a run report their tests. */
export const PROGRESS_FILE_VARIABLE = 'TEST_PROGRESS_FILE';

/** Reports that a test begins or has ended, so that a run that hangs can be told from one that is slow. */
export function reportProgress(state: 'begins' | 'ended', title: string): void {
  const file = process.env[PROGRESS_FILE_VARIABLE];
  if (file) fs.appendFileSync(file, `${state} ${title}\n`);
}

/** Returns when a run last reported, as milliseconds since the epoch; 0 where it has not yet. */
export const lastProgress = (file: string): number =>
  fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Returns the titles of the tests that have begun and not ended. */
export function openTests(file: string): readonly string[] {
  if (!fs.existsSync(file)) return [];
  const open = new Set<string>();
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    const [, state, title = ''] = /^(begins|ended) (.*)$/.exec(line) ?? [];
    if (state === 'begins') open.add(title);
    else open.delete(title);
  }
  return [...open];
}
