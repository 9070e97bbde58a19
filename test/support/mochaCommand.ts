import os from 'node:os';
import path from 'node:path';
import { projectRoot } from './projectFolders.ts';

/**
 * Files that run at the same time. Two are worth it even on one core, since tests wait more than they work;
 * more than four editors, each with its browser, want more memory than a machine may have.
 */
const JOBS = Math.min(4, Math.max(2, os.availableParallelism()));

/**
 * The arguments after `node` that run mocha on these suites (glob patterns) with our reporter, each file in a
 * process that it shares with no other at the same time.
 */
export function mochaCommand(suites: string, ...options: readonly string[]): string[] {
  const mocha = path.join(projectRoot, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(projectRoot, 'test/support/resultReporter.ts');
  return [mocha, '--reporter', reporter, '--parallel', '--jobs', `${JOBS}`, ...options, suites];
}
