import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../folders/projectFolders.ts';

/**
 * Makes the package (`.vsix`) as `npm run package` does, without touching `dist/`. Throws when that fails; the reason is
 * on standard error then.
 */
export function buildPackage(file: string): void {
  const program = path.join(projectRoot, 'tools/packaging/package.ts');
  const { status } = spawnSync(process.execPath, [program, file], {
    cwd: projectRoot,
    // It lists every file that goes in.
    stdio: ['ignore', 'ignore', 2],
  });
  if (status !== 0) throw new Error('The extension cannot be packaged: see above.');
}
