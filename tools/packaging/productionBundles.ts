import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { bundles } from '../../esbuild.js';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';

/** From the project's folder. */
const OUT = 'dist';

/**
 * Builds the bundles as they ship and returns their metafile. Writes them to `folder`; default: nowhere.
 */
export async function buildProductionBundles(folder?: string): Promise<esbuild.Metafile> {
  const results = await Promise.all(
    bundles.map(options =>
      esbuild.build({
        ...options,
        absWorkingDir: projectRoot,
        // The names of chunks depend on the folder that they are made for, so that is always the same one.
        outdir: OUT,
        write: false,
        minify: true,
        sourcemap: false,
        metafile: true,
      }),
    ),
  );
  if (folder !== undefined) {
    for (const { path: file, contents } of results.flatMap(({ outputFiles }) => outputFiles)) {
      const target = path.join(folder, path.relative(path.join(projectRoot, OUT), file));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, contents);
    }
  }
  return mergeMetafiles(results.map(({ metafile }) => metafile));
}

const mergeMetafiles = (metafiles: readonly esbuild.Metafile[]): esbuild.Metafile => ({
  inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
  outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
});
