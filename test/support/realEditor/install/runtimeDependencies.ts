/** One entry of an npm lock file (version 3), as far as it is read here; all else is passed on untouched. */
interface LockedPackage {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The `packages` of an npm lock file: path below the root, such as `node_modules/a/node_modules/b`, to entry.
 */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** A package.json and package-lock.json that belong together. */
export interface ManifestAndLock {
  readonly manifest: object;
  readonly lock: object;
}

/**
 * What the editor's server, extension host, file watcher, terminals and workbench import. Its shrinkwrap
 * names a hundred more, which need a compiler or serve parts that are left out.
 */
export const RUNTIME_PACKAGES = [
  ...['cookie', 'minimist', 'ws', 'yauzl', 'yazl', 'undici', 'http-proxy-agent', 'https-proxy-agent'],
  ...['vscode-regexpp', 'vscode-oniguruma', 'vscode-textmate', 'jschardet', '@vscode/iconv-lite-umd'],
  ...['@vscode/proxy-agent', '@vscode/deviceid', '@microsoft/1ds-core-js', '@microsoft/1ds-post-js'],
  ...['@parcel/watcher', '@vscode/ripgrep-universal', '@vscode/ripgrep', '@vscode/tree-sitter-wasm'],
  ...['@vscode/fs-copyfile', 'node-pty', '@xterm/headless', '@xterm/xterm', '@xterm/addon-clipboard'],
  ...['@xterm/addon-image', '@xterm/addon-ligatures', '@xterm/addon-progress', '@xterm/addon-search'],
  ...['@xterm/addon-serialize', '@xterm/addon-unicode11', '@xterm/addon-webgl'],
];

/** Finds the entry that `require(name)` below `from` would load: the nearest `node_modules` upwards. */
function nearest(packages: LockedPackages, from: string, name: string): string | undefined {
  for (let base = from; ; base = base.slice(0, Math.max(base.lastIndexOf('/node_modules/'), 0))) {
    const candidate = base ? `${base}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (!base) return undefined;
  }
}

/** Adds to `closure` the entry at `start` and all that it needs, required or optional. */
function addClosure(packages: LockedPackages, start: string, closure: Set<string>): void {
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (closure.has(path)) continue;
    closure.add(path);
    const entry = packages[path];
    for (const name of Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies })) {
      const needed = nearest(packages, path, name);
      if (needed) waiting.push(needed);
    }
  }
}

/**
 * Cuts a lock file down to the named packages and what they need, versions and integrity kept, so that `npm
 * ci` fetches exactly what the editor was released with. Names that the lock file lacks are left out.
 */
export function cutToRuntime(packages: LockedPackages, names: readonly string[]): ManifestAndLock {
  const closure = new Set<string>();
  const dependencies: Record<string, string> = {};
  for (const name of names) {
    const entry = packages[`node_modules/${name}`];
    if (!entry) continue;
    dependencies[name] = entry.version;
    addClosure(packages, `node_modules/${name}`, closure);
  }
  const manifest = { name: 'editor-runtime', version: '0.0.0', private: true, dependencies };
  const kept = Object.fromEntries([...closure].sort().map(path => [path, packages[path]]));
  return {
    manifest,
    lock: {
      name: manifest.name,
      version: manifest.version,
      lockfileVersion: 3,
      requires: true,
      packages: { '': manifest, ...kept },
    },
  };
}
