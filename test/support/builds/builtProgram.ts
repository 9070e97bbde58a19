import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { projectRoot } from '../folders/projectFolders.ts';

/** Where bundles of programs, and what V8 compiled of them, are kept from run to run. `npm ci` empties it. */
const CACHE = path.join(projectRoot, 'node_modules/.cache/test-programs');

/** Folders whose sources a program can be made from. */
const SOURCES = ['src', 'tools', 'test/support'];

/** As many builds are kept: other runs may still start programs from the sources of a moment ago. */
const BUILDS_KEPT = 8;

/** Names the state of everything that a bundle is made from. */
function stateOfSources(): string {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(projectRoot, 'package-lock.json')));
  for (const folder of SOURCES) {
    const files = fs.readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter(name => name.endsWith('.ts')).sort()) {
      hash.update(`\0${folder}/${file}\0`).update(fs.readFileSync(path.join(projectRoot, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 20);
}

let state: string | undefined;
/** Returns the folder of the builds from the present sources, which are looked at once in each process. */
function buildFolder(): string {
  state ??= stateOfSources();
  return path.join(CACHE, state);
}

/** Removes the builds of earlier sources, apart from the last few. */
function removeOldBuilds(): void {
  const builds = fs
    .readdirSync(CACHE)
    .map(name => path.join(CACHE, name))
    .map(folder => ({ folder, at: fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((one, other) => other.at - one.at);
  for (const { folder } of builds.slice(BUILDS_KEPT)) fs.rmSync(folder, { recursive: true, force: true });
}

/**
 * Bundles a program, unless that was done from the same sources before, and returns the file. Starting a bundle takes a
 * fraction of what reading a hundred TypeScript files takes. Several processes may ask for the same bundle at once.
 *
 * @param name of the bundle's file
 */
export function builtProgram(name: string, options: esbuild.BuildOptions): string {
  const folder = buildFolder();
  const file = path.join(folder, name);
  if (fs.existsSync(file)) return file;
  const scratch = path.join(folder, randomUUID());
  esbuild.buildSync({
    ...options,
    absWorkingDir: projectRoot,
    outfile: path.join(scratch, name),
    sourcemap: false,
    minify: false,
    metafile: false,
  });
  fs.renameSync(path.join(scratch, name), file);
  fs.rmSync(scratch, { recursive: true, force: true });
  removeOldBuilds();
  return file;
}

/** The variables with which a built program starts: V8 keeps what it compiled beside the bundle. */
export const builtProgramEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_COMPILE_CACHE: path.join(buildFolder(), 'compiled'),
});
