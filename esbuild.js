// Builds what ships: `dist/extension.js` (activation, kept tiny) with the chunks that it loads when they are used, and
// `dist/localTenant.cjs` (the embedded service, a process of its own).
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

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  outdir: 'dist',
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
    // Each `import()` becomes a boundary between files: a feature is read when it is first used.
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    // jsonc-parser's CommonJS build asks for its files in a way that no bundler sees.
    mainFields: ['module', 'main'],
    // Libraries in CommonJS ask for modules of Node.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    external: ['vscode'],
    plugins: [oneCore],
  },
  {
    ...shared,
    entryPoints: { localTenant: 'src/localTenant/main.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    // An external `import()` becomes a lazy `require`.
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
