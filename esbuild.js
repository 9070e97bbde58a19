// Builds what ships: `dist/extension.cjs` (activation, kept tiny), `dist/parts.cjs` (everything else the editor
// runs, read on first use) and `dist/localTenant.cjs` (the embedded service, a process of its own).
import esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * Keeps `import('./editor/parts.ts')` a real boundary between two files: esbuild cannot split CommonJS, and the
 * activation bundle must not carry what is only needed once somebody uses the extension.
 */
const partsBoundary = {
  name: 'parts-boundary',
  setup(build) {
    build.onResolve({ filter: /editor\/parts\.ts$/ }, args =>
      args.kind === 'dynamic-import' ? { path: './parts.cjs', external: true } : undefined,
    );
  },
};

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // an external `import()` becomes a lazy `require`: the editor's loader for CommonJS is the faster one
  supported: { 'dynamic-import': false },
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
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    plugins: [partsBoundary],
  },
  {
    ...shared,
    entryPoints: { parts: 'src/editor/parts.ts' },
    // jsonc-parser's CommonJS build asks for its files in a way that no bundler sees
    mainFields: ['module', 'main'],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: { localTenant: 'src/localTenant/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    // oidc-provider looks classes up by name: minified without their names it answers tokens without `expires_in`
    keepNames: true,
  },
];

/** Builds all bundles once; the metafiles tell tests what went into each. */
export const build = () => Promise.all(bundles.map(options => esbuild.build(options)));

if (import.meta.filename === process.argv[1]) {
  if (watch) {
    for (const options of bundles) await (await esbuild.context(options)).watch();
    console.log('watching');
  } else {
    await build();
  }
}
