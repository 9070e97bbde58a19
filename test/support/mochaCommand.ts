import path from 'node:path';
import { projectRoot } from './projectFolders.ts';

/** The arguments after `node` that run mocha on these suites (glob patterns) with our reporter. */
export function mochaCommand(suites: string, ...options: readonly string[]): string[] {
  const mocha = path.join(projectRoot, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(projectRoot, 'test/support/resultReporter.ts');
  return [mocha, '--reporter', reporter, ...options, suites];
}
