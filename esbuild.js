// Builds what ships: `dist/extension.cjs` (activation, kept tiny), what it loads when it is used (`dist/openEditor.cjs`,
// `dist/sessionList.cjs` and their chunks), and `dist/localTenant.cjs` (the embedded service, a process of its own).
import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Folders of `src/editor` that features share and that are small: they are read with the first feature. */
const COMMON = [
  'vocabulary',
  'core/pickers',
  ...['progress', 'trees', 'webview', 'window', 'wizard'].map(each => `platform/${each}`),
];

/** The files that `import()` loads after the core: those of features, and a few more. */
const LAZY =
  /(editor[\\/](features[\\/].*|platform[\\/]files[\\/].*|core[\\/]connections[\\/]localTenantProcess)|verifyCredential)\.ts$/;

/**
 * Lets each lazy file import what is common to features, which is there by then. esbuild makes a chunk for each set of entry
 * points that share a module: without this, the core would fall apart into dozens of small files.
 */
const oneCore = {
  name: 'one-core',
  setup(build) {
    const editor = path.join(import.meta.dirname, 'src/editor');
    build.onLoad({ filter: LAZY }, async ({ path: file }) => {
      const common = COMMON.flatMap(folder =>
        fs
          .readdirSync(path.join(editor, folder), { recursive: true, encoding: 'utf8' })
          .filter(name => name.endsWith('.ts'))
          .sort()
          .map(name => path.join(editor, folder, name)),
      );
      const imports = [path.join(editor, 'openEditor.ts'), ...common].map(
        name => `import ${JSON.stringify(name)};`,
      );
      const text = await fs.promises.readFile(file, 'utf8');
      return { contents: [text, ...imports].join('\n'), loader: 'ts' };
    });
  },
};

/** What activation loads when it is used. */
const ENTRIES = {
  openEditor: 'src/editor/openEditor.ts',
  sessionList: 'src/editor/core/signIns/sessionList.ts',
};

/**
 * Keeps each `import()` of activation a boundary between two builds: code that both sides use is in both, so that activation
 * reads one file.
 */
const lazyBoundary = {
  name: 'lazy-boundary',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path: file, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = path.join(resolveDir, file);
      const [name] =
        Object.entries(ENTRIES).find(([, entry]) => path.join(import.meta.dirname, entry) === source) ?? [];
      return name ? { path: `./${name}.cjs`, external: true } : undefined;
    });
  },
};

/**
 * Makes CommonJS of split ES modules. esbuild splits only ES modules, and the extension host loads CommonJS sooner. Each
 * `import()` stays a boundary: it becomes a `require` that waits.
 */
const commonJsChunks = {
  name: 'commonjs-chunks',
  setup(build) {
    const { write = true, minify = false, sourcemap, target } = build.initialOptions;
    build.initialOptions.write = false;
    if (sourcemap) build.initialOptions.sourcemap = 'inline';
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const file of outputFiles) {
        const { code } = await esbuild.transform(file.text, {
          format: 'cjs',
          platform: 'node',
          target,
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
  // The names of chunks are made from paths, too: they must not lead out of a checkout where node_modules is a link.
  preserveSymlinks: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** @type {esbuild.BuildOptions[]} */
export const bundles = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension.ts' },
    format: 'cjs',
    // An external `import()` becomes a lazy `require`.
    supported: { 'dynamic-import': false },
    external: ['vscode'],
    plugins: [lazyBoundary],
  },
  {
    ...shared,
    entryPoints: ENTRIES,
    // Each `import()` becomes a boundary between files: a feature is read when it is first used.
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    // jsonc-parser's CommonJS build asks for its files in a way that no bundler sees.
    mainFields: ['module', 'main'],
    external: ['vscode'],
    plugins: [oneCore, commonJsChunks],
  },
  {
    ...shared,
    entryPoints: { localTenant: 'src/localTenant/main.ts' },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // oidc-provider looks classes up by name: minified without their names it answers tokens without `expires_in`.
    keepNames: true,
  },
];

/** Builds all bundles once; the metafiles tell tests what went into each. */
export const build = () => Promise.all(bundles.map(options => esbuild.build(options)));

if (import.meta.filename === process.argv[1]) {
  // Chunks of earlier builds have other names.
  fs.rmSync('dist', { recursive: true, force: true });
  if (watch) {
    for (const options of bundles) await (await esbuild.context(options)).watch();
    console.log('watching');
  } else {
    await build();
  }
}
