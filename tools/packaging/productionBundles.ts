import esbuild from 'esbuild';
import { bundles } from '../../esbuild.js';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';

/**
 * Builds the bundles as they ship and returns their metafile. Writes them to `folder`; default: nowhere.
 */
export async function buildProductionBundles(folder?: string): Promise<esbuild.Metafile> {
  const results = await Promise.all(
    bundles.map(options =>
      esbuild.build({
        ...options,
        absWorkingDir: projectRoot,
        outdir: folder ?? options.outdir,
        write: folder !== undefined,
        minify: true,
        sourcemap: false,
        metafile: true,
      }),
    ),
  );
  return mergeMetafiles(results.map(({ metafile }) => metafile));
}

const mergeMetafiles = (metafiles: readonly esbuild.Metafile[]): esbuild.Metafile => ({
  inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
  outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
});
