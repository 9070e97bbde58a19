import os from 'node:os';
import { findProgram } from '../../machine/findProgram.ts';
import { type ProgramEnd, readProgram } from '../../machine/runProgram.ts';
import { realPlaceOf, repositoryAround } from './repositoryFolder.ts';

/** Whether a secret written into a file would be committed. */
export type GitVerdict =
  /** Git ignores the file. */
  | 'ignored'
  /** Git tracks the file already: `.gitignore` doesn't help, only `git rm --cached` does. */
  | 'tracked'
  /** Git doesn't track the file yet, but the next `git add .` adds it. */
  | 'wouldBeCommitted'
  | 'noRepository'
  /** Git isn't installed. */
  | 'gitMissing'
  /** Git didn't answer. */
  | 'unknown';

/** Git answers in milliseconds, but never for a repository on a network drive that is gone. */
const TIME_LIMIT_MS = 10_000;

/** The repository isn't trusted: no program that its configuration names may run. */
const SAFE_CONFIGURATION = ['-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${os.devNull}`];

/** Variables that locate the user's own configuration, which may name files to ignore everywhere. */
const USERS_CONFIGURATION = new Set(['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM']);

/** Options of {@link askGit}. */
export interface GitOptions {
  readonly signal?: AbortSignal;
  /** Environment in which Git is looked up and runs. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Asks Git about a file; neither the file nor its folder needs to exist. Git isn't run where no folder above has a `.git`.
 * Rejects with the signal's reason when the caller cancels.
 */
export async function askGit(file: string, options: GitOptions = {}): Promise<GitVerdict> {
  const { folder, relative } = await realPlaceOf(file);
  options.signal?.throwIfAborted();
  if (repositoryAround(folder) === undefined) return 'noRepository';
  const tracked = await runGit(
    folder,
    ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', relative],
    options,
  );
  if (!tracked) return 'gitMissing';
  if (tracked.exitCode !== 1) return tracked.exitCode === 0 ? 'tracked' : 'unknown';
  // check-ignore takes names literally but doesn't know `--literal-pathspecs`; after `./` a colon has no special meaning.
  const ignored = await runGit(folder, ['check-ignore', '--quiet', '--', `./${relative}`], options);
  if (ignored?.exitCode === 0) return 'ignored';
  return ignored?.exitCode === 1 ? 'wouldBeCommitted' : 'unknown';
}

/**
 * Runs Git in a repository that isn't trusted: nothing that its configuration names is run. Returns `undefined` when there is no
 * Git. Rejects with the signal's reason when the caller cancels.
 */
export async function runGit(
  folder: string,
  args: readonly string[],
  { signal, environment = process.env }: GitOptions = {},
): Promise<ProgramEnd | undefined> {
  const git = await findProgram('git', { env: environment, platform: process.platform });
  if (!git) return undefined;
  return readProgram(git, ['-C', folder, ...SAFE_CONFIGURATION, ...args], {
    env: safeEnvironment(environment),
    timeoutMs: TIME_LIMIT_MS,
    signal,
  });
}

/**
 * Returns the environment without variables that lead Git to another repository (as set inside a hook), and with all
 * transports forbidden: a partial clone would fetch missing objects by a command that its configuration names.
 */
function safeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('GIT_') || USERS_CONFIGURATION.has(name),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
