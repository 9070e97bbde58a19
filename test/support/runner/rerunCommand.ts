import { profileOfRun } from '../tenant/profileOfRun.ts';

/** Files of tests as they are run: as they are written, or bundled for an extension host. */
const TEST_FILE = /(?:test|out)[\\/](unit|host|ui)[\\/](.+)\.test\.(?:ts|cjs)$/;

/** Quotes a word for a POSIX shell. */
const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * Returns the command line that runs a failed test again, alone; for a hook (`type` other than `test`), all tests of its
 * file, since no title selects it.
 */
export function rerunCommand(file: string, fullTitle: string, type = 'test'): string {
  const [, stage, name] = TEST_FILE.exec(file) ?? [];
  const where = stage && name ? ` test/${stage}/${name.replaceAll('\\', '/')}.test.ts` : '';
  const profile = profileOfRun();
  const strict = profile === 'usual' ? '' : ` --profile ${profile}`;
  return `npm test --${where}${strict}${type === 'test' ? ` -f ${quote(fullTitle)}` : ''}`;
}
