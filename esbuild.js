// Builds what ships: `dist/extension.cjs` (activation, kept tiny), `dist/parts.cjs` with the chunks that are read when a
// feature is first used, and `dist/localTenant.cjs` (the embedded service, a process of its own).
import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * Keeps `import('./editor/parts.ts')` a boundary between two builds: code that both sides use is in both, so that
 * activation reads one file.
 */
const partsBoundary = {
  name: 'parts-boundary',
  setup(build) {
    build.onResolve({ filter: /editor\/parts\.ts$/ }, args =>
      args.kind === 'dynamic-import' ? { path: './parts.cjs', external: true } : undefined,
    );
  },
};

/**
 * Makes CommonJS of split ES modules. esbuild splits only ES modules, and the editor's extension host reads CommonJS
 * sooner than ES modules (`docs/measured.md`). Each `import()` stays a boundary: it becomes a `require` that waits.
 */
const commonJsChunks = {
  name: 'commonjs-chunks',
  setup(build) {
    const { write = true, minify = false, sourcemap } = build.initialOptions;
    build.initialOptions.write = false;
    if (sourcemap) build.initialOptions.sourcemap = 'inline';
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const file of outputFiles) {
        const { code } = await esbuild.transform(file.text, {
          format: 'cjs',
          platform: 'node',
          target: build.initialOptions.target,
          // an `import()` becomes a lazy `require`
          supported: { 'dynamic-import': false },
          minify,
          sourcemap: sourcemap ? 'inline' : false,
        });
        file.contents = new TextEncoder().encode(code);
        if (!write) continue;
        fs.mkdirSync(path.dirname(file.path), { recursive: true });
        fs.writeFileSync(file.path, file.contents);
      }
    });
  },
};

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  minify: production,
  // names of chunks have a hash of the paths: they must not depend on where `node_modules` really is
  preserveSymlinks: true,
  metafile: true,
  logLevel: 'warning',
};

/** @type {esbuild.BuildOptions[]} */
export const bundles = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension.ts' },
    format: 'cjs',
    external: ['vscode'],
    // an external `import()` becomes a lazy `require`: the editor's loader for CommonJS is the faster one
    supported: { 'dynamic-import': false },
    sourcemap: production ? false : 'linked',
    plugins: [partsBoundary],
  },
  {
    ...shared,
    entryPoints: { parts: 'src/editor/parts.ts' },
    format: 'esm',
    splitting: true,
    // jsonc-parser's CommonJS build asks for its files in a way that no bundler sees
    mainFields: ['module', 'main'],
    external: ['vscode'],
    sourcemap: production ? false : 'inline',
    plugins: [commonJsChunks],
  },
  {
    ...shared,
    entryPoints: { localTenant: 'src/localTenant/main.ts' },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    sourcemap: production ? false : 'linked',
    // oidc-provider looks classes up by name: minified without their names it answers tokens without `expires_in`
    keepNames: true,
  },
];

/** Builds all bundles once, and removes what earlier builds left; the metafiles tell tests what went into each. */
export async function build() {
  const results = await Promise.all(bundles.map(options => esbuild.build(options)));
  const built = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
  for (const name of fs.readdirSync('dist')) {
    if (!built.has(`dist/${name}`)) fs.rmSync(path.join('dist', name), { recursive: true });
  }
  return results;
}

if (import.meta.filename === process.argv[1]) {
  if (watch) {
    for (const options of bundles) await (await esbuild.context(options)).watch();
    console.log('watching');
  } else {
    await build();
  }
}
