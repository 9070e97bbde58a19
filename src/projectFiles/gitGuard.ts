import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Whether a secret written into a file would be committed. */
export type GitVerdict =
  /** git leaves the file out. */
  | 'ignored'
  /** git has the file already: `.gitignore` would not help. */
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

interface GitRun {
  /** Exit code; `undefined` when git did not run to its end. */
  readonly exitCode: number | undefined;
  readonly missing: boolean;
}

/** Asks git about a file, which need not exist yet; its folder must. */
export async function askGit(file: string, signal?: AbortSignal): Promise<GitVerdict> {
  // git refuses paths that lead over a symbolic link
  const folder = await realpath(path.dirname(file));
  // `./` lest a name that begins with a colon be taken for pathspec magic
  const name = `./${path.basename(file)}`;
  const run = (...args: string[]) => runGit(folder, args, signal);
  const repository = await run('rev-parse', '--git-dir');
  if (repository.missing) return 'gitMissing';
  if (repository.exitCode !== 0) return insideRepository(folder) ? 'unknown' : 'noRepository';
  const tracked = await run('--literal-pathspecs', 'ls-files', '--error-unmatch', '--', name);
  if (tracked.exitCode === 0) return 'tracked';
  // takes names literally anyway, and refuses to be told so
  const ignored = await run('check-ignore', '--quiet', '--', name);
  if (ignored.exitCode === 0) return 'ignored';
  return ignored.exitCode === 1 ? 'wouldBeCommitted' : 'unknown';
}

/** Tells whether a `.git` stands in a folder or above it: git then refused for another reason than having none. */
function insideRepository(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return true;
    if (path.dirname(at) === at) return false;
  }
}

function runGit(cwd: string, args: readonly string[], signal?: AbortSignal): Promise<GitRun> {
  return new Promise(resolve => {
    execFile(
      'git',
      [...SAFE_CONFIGURATION, ...args],
      { cwd, env: environment(), timeout: TIME_LIMIT_MS, windowsHide: true, ...(signal ? { signal } : {}) },
      error => {
        const code = error ? error.code : 0;
        resolve({
          exitCode: typeof code === 'number' ? code : undefined,
          missing: String(code) === 'ENOENT',
        });
      },
    );
  });
}

/** The environment without what would lead git to another repository, as it does inside a hook. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}
