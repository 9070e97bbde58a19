import path from 'node:path';
import esbuild from 'esbuild';
import { projectRoot } from '../folders/projectFolders.ts';
import { tenantBuildOptions } from './builtTenant.ts';

/**
 * Builds the local tenant's bundle as it ships in a folder, and returns the file.
 *
 * @param minify default `true`, as for the package
 */
export async function buildShippedTenant(outdir: string, minify = true): Promise<string> {
  const options = tenantBuildOptions();
  await esbuild.build({ ...options, absWorkingDir: projectRoot, outdir, minify, sourcemap: false });
  return path.join(outdir, 'localTenant.cjs');
}
