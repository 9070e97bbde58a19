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

/** Folders below these that are read when they are needed. */
const UNCOMMON = ['errors'];

/** The files that `import()` loads after the core: those of features, and a few more. */
const LAZY = new RegExp(
  `(${[
    'editor/features/.*',
    'editor/platform/files/.*',
    'editor/core/connections/localTenantProcess',
    'editor/vocabulary/errors/messages',
    'credentials/connections/(session|checks/.*|revokeUserSignIn)',
    'verifyCredential',
  ].join('|')})\\.ts$`.replaceAll('/', '[\\\\/]'),
);

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
          .filter(name => name.endsWith('.ts') && !UNCOMMON.includes(path.dirname(name)))
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
    const { minify = false, sourcemap, target } = build.initialOptions;
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
      }
    });
  },
};

/** When this build began, milliseconds since 1970. */
const startedMs = Date.now();

/** The files of the last build, with absolute paths. */
const written = new Set();

/**
 * Writes the files that have changed, each at once as a whole: whoever reads `dist` while it is built again from the same
 * sources (an editor, a test that copies it) finds every file at any time.
 */
const writeChanged = {
  name: 'write-changed',
  setup(build) {
    const { write = true } = build.initialOptions;
    build.initialOptions.write = false;
    build.onEnd(({ outputFiles = [] }) => {
      for (const file of write ? outputFiles : []) {
        written.add(file.path);
        if (isThere(file)) continue;
        fs.mkdirSync(path.dirname(file.path), { recursive: true });
        const temporary = `${file.path}.${process.pid}.writing`;
        fs.writeFileSync(temporary, file.contents);
        fs.renameSync(temporary, file.path);
      }
    });
  },
};

/** Tells whether a file has its contents already; then it counts as written now. */
function isThere({ path: file, contents }) {
  try {
    if (!fs.readFileSync(file).equals(contents)) return false;
    const now = new Date();
    fs.utimesSync(file, now, now);
    return true;
  } catch {
    // It is not there, or another build has just removed it.
    return false;
  }
}

/**
 * Removes what earlier builds have left: their chunks have other names. What has been written since this build began belongs
 * to another build, perhaps of other sources, which needs it.
 */
function removeOutdated() {
  const dist = path.join(import.meta.dirname, 'dist');
  for (const entry of fs.readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || written.has(file)) continue;
    const { mtimeMs } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs < startedMs) fs.rmSync(file, { force: true });
  }
}

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
    plugins: [lazyBoundary, writeChanged],
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
    plugins: [oneCore, commonJsChunks, writeChanged],
  },
  {
    ...shared,
    entryPoints: { localTenant: 'src/localTenant/main.ts' },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // oidc-provider looks classes up by name: minified without their names it answers tokens without `expires_in`.
    keepNames: true,
    plugins: [writeChanged],
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
    removeOutdated();
  }
}
