import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { realPlaceOf, repositoryAround } from './repositoryFolder.ts';

/** Whether a secret written into a file would be committed. */
export type GitVerdict =
  /** git leaves the file out. */
  | 'ignored'
  /** git has the file already: `.gitignore` would not help, only `git rm --cached`. */
  | 'tracked'
  /** git does not have the file yet, and the next `git add .` takes it in. */
  | 'wouldBeCommitted'
  | 'noRepository'
  /** There is no git on this machine. */
  | 'gitMissing'
  /** git gave no answer; nobody knows. */
  | 'unknown';

/** git answers in milliseconds; a repository on a network drive that is gone never does. */
const TIME_LIMIT_MS = 10_000;

/** The repository is not ours: nothing that its configuration names may be run. */
const SAFE_CONFIGURATION = ['-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${os.devNull}`];

/** Variables that say where the user's own configuration is, and with it the files that are ignored everywhere. */
const USERS_CONFIGURATION = new Set(['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM']);

/** What a question to git may be given. */
export interface GitOptions {
  readonly signal?: AbortSignal;
  /** Environment in which git runs, and is looked for. */
  readonly environment?: NodeJS.ProcessEnv;
}

interface GitRun {
  /** Exit code; `undefined` when git did not run to its end. */
  readonly exitCode: number | undefined;
  readonly missing: boolean;
}

/**
 * Asks git about a file; neither it nor its folder need exist. git is not run where no `.git` is around. Throws the
 * signal's reason when the caller gives up.
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
  if (tracked.missing) return 'gitMissing';
  if (tracked.exitCode !== 1) return tracked.exitCode === 0 ? 'tracked' : 'unknown';
  // it takes names as they are, and refuses to run with `--literal-pathspecs`; `./` keeps a colon from being magic
  const ignored = await runGit(folder, ['check-ignore', '--quiet', '--', `./${relative}`], options);
  if (ignored.exitCode === 0) return 'ignored';
  return ignored.exitCode === 1 ? 'wouldBeCommitted' : 'unknown';
}

function runGit(
  folder: string,
  args: readonly string[],
  { signal, environment }: GitOptions,
): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-C', folder, ...SAFE_CONFIGURATION, ...args],
      {
        // a program is also looked for in the folder it is started in (Windows): never in the workspace
        cwd: path.parse(process.execPath).root,
        env: safeEnvironment(environment ?? process.env),
        timeout: TIME_LIMIT_MS,
        windowsHide: true,
        ...(signal ? { signal } : {}),
      },
      error => {
        if (signal?.aborted) return reject(signal.reason);
        const code = error ? error.code : 0;
        resolve({
          exitCode: typeof code === 'number' ? code : undefined,
          missing: String(code) === 'ENOENT',
        });
      },
    );
  });
}

/**
 * The environment without what would lead git to another repository, as it does inside a hook; and with all
 * transports forbidden, since a partial clone would fetch what it lacks by a command that it names itself.
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
