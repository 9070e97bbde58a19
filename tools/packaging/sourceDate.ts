import { spawnSync } from 'node:child_process';

/** Midnight of 1980-01-01 (UTC) in seconds since 1970: the earliest date that an entry of a zip file can have. */
export const EARLIEST_ZIP_DATE = 315_532_800;

/** Returns the date of the last commit in seconds since 1970; `undefined` outside a Git repository. */
function lastCommitDate(folder: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Returns the date that a package's files get, in seconds since 1970: SOURCE_DATE_EPOCH where it is set, otherwise the
 * date of the last commit in `folder`, and without Git the earliest date that a zip file can hold. Throws when
 * SOURCE_DATE_EPOCH isn't a whole number from 1980 on.
 *
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function sourceDate(folder: string, environment: NodeJS.ProcessEnv = process.env): number {
  const asked = environment.SOURCE_DATE_EPOCH;
  if (!asked) return Number(lastCommitDate(folder) ?? EARLIEST_ZIP_DATE);
  if (!/^\d+$/.test(asked) || Number(asked) < EARLIEST_ZIP_DATE) {
    throw new Error(
      `SOURCE_DATE_EPOCH is “${asked}”. Set it to a whole number of seconds since 1970, from ${EARLIEST_ZIP_DATE} on.`,
    );
  }
  return Number(asked);
}
