import { spawnSync } from 'node:child_process';
import { projectRoot } from '../folders/projectFolders.ts';

/**
 * Builds the bundles in `dist/`, with `production` as they ship; default: `false`. Throws if that fails; the reason is written
 * to standard error.
 */
export function buildBundles({ production = false }: { readonly production?: boolean } = {}): void {
  const { status } = spawnSync(process.execPath, ['esbuild.js', ...(production ? ['--production'] : [])], {
    cwd: projectRoot,
    // Standard output belongs to the program that needs the bundles.
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('The extension cannot be built: see above.');
}
