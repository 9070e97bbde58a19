import os from 'node:os';
import path from 'node:path';
import { projectRoot } from './projectFolders.ts';

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

/**
 * The arguments after `node` that run mocha on these suites (glob patterns) with our reporter, each file in a
 * process that it shares with no other at the same time.
 */
export function mochaCommand(suites: string, jobs: number, ...options: readonly string[]): string[] {
  const mocha = path.join(projectRoot, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(projectRoot, 'test/support/resultReporter.ts');
  return [mocha, '--reporter', reporter, '--parallel', '--jobs', `${jobs}`, ...options, suites];
}
