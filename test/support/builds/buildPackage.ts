import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../folders/projectFolders.ts';

/**
 * Makes the package (`.vsix`) like `npm run package`, without changing `dist/`. Throws if that fails; the reason is written to
 * standard error.
 */
export function buildPackage(file: string): void {
  const program = path.join(projectRoot, 'tools/packaging/package.ts');
  const { status } = spawnSync(process.execPath, [program, file], {
    cwd: projectRoot,
    // Its output is the list of all files.
    stdio: ['ignore', 'ignore', 2],
  });
  if (status !== 0) throw new Error('The extension cannot be packaged: see above.');
}
