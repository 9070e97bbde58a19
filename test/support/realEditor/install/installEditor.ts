import fs from 'node:fs';
import path from 'node:path';
import { runProgram } from './runProgram.ts';
import { cutToRuntime, RUNTIME_PACKAGES } from './runtimeDependencies.ts';

/**
 * The npm package whose `lib/vscode` is VS Code's server and workbench; this release brings VS Code 1.139.1.
 */
const CODE_SERVER = '4.139.1';
/** Says what a folder was made from, so that a newer pin, or one with more, installs anew. */
const RELEASE_FILE = '.code-server';
const RELEASE = `${CODE_SERVER} with ms-vscode.js-debug`;
/** What @vscode/test-electron looks for before it trusts a folder of its cache. */
const COMPLETE_FILE = 'is-complete';

/** Built-in extensions that need a network or an account, or are about browsers and profiles: they only cost time here. */
const LEFT_OUT_EXTENSIONS = [
  ...['copilot', 'mermaid-markdown-features', 'mermaid-chat-features', 'microsoft-authentication'],
  ...['ms-vscode.js-debug-companion', 'ms-vscode.vscode-js-profile-table'],
  ...['tunnel-forwarding', 'node_modules'],
  // Pictures of its page in the marketplace, and what it needs on Windows, are a third of the debugger for Node.js.
  ...['ms-vscode.js-debug/resources/readme', 'ms-vscode.js-debug/src/*.node'],
];

/** Native modules that would need a compiler, and what stands in for them. */
const SHIMS = { '@vscode/spdlog': 'spdlogShim.cjs', '@vscode/native-watchdog': 'nativeWatchdogShim.cjs' };

/** Folders of the editor's node_modules that hold one folder for each platform. */
const PLATFORM_FOLDERS = ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds'];

const thisPlatform = `${process.platform}-${process.arch}`;

/** Fetches the package (npm checks its integrity) and extracts the editor in it to `app`. */
async function extractEditor(scratch: string, app: string): Promise<void> {
  await runProgram(
    'npm',
    ['pack', `code-server@${CODE_SERVER}`, '--loglevel=error', '--pack-destination', scratch],
    scratch,
  );
  const archive = `code-server-${CODE_SERVER}.tgz`;
  const excluded = LEFT_OUT_EXTENSIONS.map(name => `--exclude=package/lib/vscode/extensions/${name}`);
  fs.mkdirSync(app);
  await runProgram(
    'tar',
    ['-xzf', archive, '-C', path.basename(app), '--strip-components=3', ...excluded, 'package/lib/vscode'],
    scratch,
  );
}

/** Installs the packages that the editor imports, without running any install script. */
async function installPackages(scratch: string, app: string): Promise<void> {
  const shrinkwrap = JSON.parse(fs.readFileSync(path.join(app, 'npm-shrinkwrap.json'), 'utf8'));
  const { manifest, lock } = cutToRuntime(shrinkwrap.packages, RUNTIME_PACKAGES);
  const folder = path.join(scratch, 'packages');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  // --legacy-peer-deps: the cut lock file has no peers that only the full tree has
  await runProgram('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', ...quietly], folder);
  fs.renameSync(path.join(folder, 'node_modules'), path.join(app, 'node_modules'));
}

function writeShims(packages: string): void {
  for (const [name, file] of Object.entries(SHIMS)) {
    const folder = path.join(packages, name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', main: file }),
    );
    fs.copyFileSync(path.join(import.meta.dirname, file), path.join(folder, file));
  }
}

/**
 * Removes what other platforms, compilers and debuggers of the packages would need: two thirds of the size.
 */
function dropUnused(packages: string): void {
  for (const folder of PLATFORM_FOLDERS.map(name => path.join(packages, name)).filter(fs.existsSync)) {
    for (const platform of fs.readdirSync(folder)) {
      if (platform !== thisPlatform) fs.rmSync(path.join(folder, platform), { recursive: true });
    }
  }
  fs.rmSync(path.join(packages, 'node-pty/third_party'), { recursive: true, force: true });
  for (const file of fs.readdirSync(packages, { recursive: true, encoding: 'utf8' })) {
    if (/\.(map|d\.[cm]?ts)$/.test(file)) fs.rmSync(path.join(packages, file));
  }
}

/** Writes the executable that @vscode/test-electron starts; each time, since a checkout may move. */
function writeExecutable(app: string): void {
  const launcher = path.join(import.meta.dirname, '../launcher.ts');
  const half = path.join(app, `code.${process.pid}`);
  fs.writeFileSync(half, `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`, { mode: 0o755 });
  fs.renameSync(half, path.join(app, 'code'));
}

function findInstalled(cacheFolder: string): string | undefined {
  return fs
    .globSync(`vscode-${thisPlatform}-*/${COMPLETE_FILE}`, { cwd: cacheFolder })
    .map(file => path.join(cacheFolder, path.dirname(file)))
    .find(isInstalled);
}

/** Tells whether a folder has the whole editor of this release. */
function isInstalled(folder: string): boolean {
  const release = path.join(folder, RELEASE_FILE);
  if (!fs.existsSync(path.join(folder, COMPLETE_FILE)) || !fs.existsSync(release)) return false;
  return fs.readFileSync(release, 'utf8') === RELEASE;
}

/**
 * Puts the finished editor in its place, and away what was made from another release. Another process that was faster has
 * made the same one.
 */
function moveInPlace(app: string, cacheFolder: string, scratch: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(app, 'package.json'), 'utf8'));
  fs.writeFileSync(path.join(app, RELEASE_FILE), RELEASE);
  fs.writeFileSync(path.join(app, COMPLETE_FILE), '');
  const place = path.join(cacheFolder, `vscode-${thisPlatform}-${version}`);
  if (fs.existsSync(place) && !isInstalled(place)) fs.renameSync(place, path.join(scratch, 'before'));
  try {
    fs.renameSync(app, place);
  } catch (error) {
    if (!isInstalled(place)) throw error;
  }
  return place;
}

/**
 * Makes sure that a real VS Code (server and web workbench) is in `cacheFolder`, and returns its folder. It
 * comes from the npm registry alone: no compiler, no install script, about 6 s and 120 MB the first time. The
 * folder is named and marked as @vscode/test-electron does it, and has a `code` that understands the
 * desktop's arguments.
 */
export async function installEditor(cacheFolder: string): Promise<string> {
  fs.mkdirSync(cacheFolder, { recursive: true });
  const installed = findInstalled(cacheFolder) ?? (await installAnew(cacheFolder));
  writeExecutable(installed);
  return installed;
}

async function installAnew(cacheFolder: string): Promise<string> {
  process.stderr.write(`Installing the editor (code-server ${CODE_SERVER} from npm) …\n`);
  const scratch = fs.mkdtempSync(path.join(cacheFolder, '.installing-'));
  try {
    const app = path.join(scratch, 'app');
    await extractEditor(scratch, app);
    await installPackages(scratch, app);
    writeShims(path.join(app, 'node_modules'));
    dropUnused(path.join(app, 'node_modules'));
    return moveInPlace(app, cacheFolder, scratch);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
