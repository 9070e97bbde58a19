import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { projectRoot } from '../folders/projectFolders.ts';

/** The cache of bundled programs and of the code that V8 compiled for them. `npm ci` empties it. */
const CACHE = path.join(projectRoot, 'node_modules/.cache/test-programs');

/** Folders with sources of programs. */
const SOURCES = ['src', 'tools', 'test/support'];

/** Number of builds that are kept: other runs may still start programs from older sources. */
const BUILDS_KEPT = 8;

/** Returns a hash of all sources of a bundle. */
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
/** Returns the folder of the builds from the present sources, which each process hashes once. */
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
 * Bundles a program, unless there is a bundle of the same sources already, and returns the file. A bundle starts much faster
 * than a hundred TypeScript files. Several processes may call this for the same bundle at the same time.
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

/** Returns the environment of a built program, in which V8 saves compiled code beside the bundle. */
export const builtProgramEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_COMPILE_CACHE: path.join(buildFolder(), 'compiled'),
});
