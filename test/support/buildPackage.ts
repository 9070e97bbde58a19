import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from './projectFolders.ts';

/**
 * Makes the package (`.vsix`) as `npm run package` does. The bundles in `dist/` are the package's afterwards, so that
 * no test may run meanwhile. Throws when that fails; the reason is on standard error then.
 */
export function buildPackage(file: string): void {
  const program = path.join(projectRoot, 'test/support/package.ts');
  const { status } = spawnSync(process.execPath, [program, file], {
    cwd: projectRoot,
    // it lists every file that goes in
    stdio: ['ignore', 'ignore', 2],
  });
  if (status !== 0) throw new Error('The extension cannot be packaged: see above.');
}
