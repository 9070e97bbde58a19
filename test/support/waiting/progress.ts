import fs from 'node:fs';

/** The variable that names the file to which the processes of a run report their tests. */
export const PROGRESS_FILE_VARIABLE = 'TEST_PROGRESS_FILE';

/** Reports that a test begins or has ended, which distinguishes a slow run from one that hangs. */
export function reportProgress(state: 'begins' | 'ended', title: string): void {
  const file = process.env[PROGRESS_FILE_VARIABLE];
  if (file) fs.appendFileSync(file, `${state} ${title}\n`);
}

/** Returns the time of a run's last report in milliseconds since the epoch; 0 if there is none. */
export const lastProgress = (file: string): number =>
  fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Returns the titles of the tests that have begun but not ended. */
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
