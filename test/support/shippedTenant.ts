import path from 'node:path';
import esbuild from 'esbuild';
import { projectRoot } from './projectFolders.ts';

/**
 * Builds the local tenant's bundle as it ships, into a folder of its own, and returns the file.
 *
 * @param minify default `true`, as for the package
 */
export async function buildShippedTenant(outdir: string, minify = true): Promise<string> {
  const { bundles } = (await import(path.join(projectRoot, 'esbuild.js'))) as {
    bundles: esbuild.BuildOptions[];
  };
  const options = bundles.find(({ entryPoints }) => 'localTenant' in (entryPoints as object));
  if (!options) throw new Error('esbuild.js builds no local tenant');
  await esbuild.build({ ...options, absWorkingDir: projectRoot, outdir, minify, sourcemap: false });
  return path.join(outdir, 'localTenant.cjs');
}
