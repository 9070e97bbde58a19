import { realpath } from 'node:fs/promises';
import { runGit } from './gitGuard.ts';
import { repositoryAround } from './repositoryFolder.ts';

/** A line of `git remote --verbose`: the name, the address, and what it is for. */
const LINE = /^(?<name>[^\t]+)\t(?<address>\S+) \(fetch\)/;

/** What most repositories call the remote that they were cloned from. */
const FIRST = 'origin';

/**
 * Returns the addresses of the remotes of a folder's repository, `origin` first. Git itself reads its configuration: worktrees,
 * included files and rewritten addresses (`insteadOf`) count. None if there is no repository, or no Git.
 */
export async function remoteAddresses(
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<readonly string[]> {
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined || repositoryAround(real) === undefined) return [];
  const listed = await runGit(real, ['remote', '--verbose'], { environment });
  if (listed?.exitCode !== 0) return [];
  const remotes = listed.output.split('\n').flatMap(line => {
    const { name, address } = LINE.exec(line)?.groups ?? {};
    return address === undefined ? [] : [{ isFirst: name === FIRST, address }];
  });
  return [...remotes.filter(({ isFirst }) => isFirst), ...remotes.filter(({ isFirst }) => !isFirst)].map(
    ({ address }) => address,
  );
}
