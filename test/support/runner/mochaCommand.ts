import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../folders/projectFolders.ts';

const CORES = os.availableParallelism();

/**
 * Files that run at the same time. Two are worth it even on one core; tests of an editor wait more than they work, and one
 * more than there are cores keeps these busy. More than four editors, each with its browser, want more memory than a
 * machine may have.
 */
export const JOBS = {
  unit: Math.min(4, Math.max(2, CORES)),
  ui: Math.min(4, CORES + 1),
} as const;

/** What mocha runs. */
export interface MochaRun {
  /** Glob patterns of test files, or the files; they begin in this order. */
  readonly suites: readonly string[];
  /** Files that run at the same time, each in a process that it shares with no other at that time. */
  readonly jobs: number;
  /** Test files and folders in place of all tests, and options of mocha. */
  readonly selection: readonly string[];
}

/** The arguments after `node` that run mocha with our reporter. */
function mochaArguments({ suites, jobs, selection }: MochaRun): string[] {
  const mocha = path.join(projectRoot, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(projectRoot, 'test/support/runner/resultReporter.ts');
  const selected = selection.map(argument =>
    fs.statSync(path.join(projectRoot, argument), { throwIfNoEntry: false })?.isDirectory()
      ? `${argument}/**/*.test.ts`
      : argument,
  );
  const hasFiles = selected.some(argument => argument.endsWith('.test.ts'));
  return [
    mocha,
    '--reporter',
    reporter,
    '--parallel',
    '--jobs',
    `${jobs}`,
    ...selected,
    ...(hasFiles ? [] : suites),
  ];
}

/** Runs mocha, and returns its exit code. Standard output and errors are this process's. */
export async function runMocha(run: MochaRun): Promise<number> {
  const child = spawn(process.execPath, mochaArguments(run), { cwd: projectRoot, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
