import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import type { Metafile } from 'esbuild';
import { packagedReadme } from '../../test/support/builds/packagedReadme.ts';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';
import { listBundledPackages } from './bundledPackages.ts';
import { buildProductionBundles } from './productionBundles.ts';
import { sourceDate } from './sourceDate.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

const VSCE = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');

/** Writes a file that everyone may read, whatever the umask. */
function writeFile(file: string, content: string | Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  // The mode is part of the package, and it must be the same on every machine.
  fs.chmodSync(file, 0o644);
}

/** Copies the files that `.vscodeignore` includes, except what another build left in `dist`. */
async function copySources(stage: string): Promise<void> {
  const files = await listFiles({ cwd: projectRoot, packageManager: PackageManager.None });
  for (const file of ['.vscodeignore', ...files.filter(name => !name.startsWith('dist/'))]) {
    writeFile(path.join(stage, file), fs.readFileSync(path.join(projectRoot, file)));
  }
}

/** Returns the text of package.json without what only developers need. */
function shippedManifest(): string {
  const { scripts, devDependencies, allowScripts, ...manifest } = JSON.parse(
    fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  );
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Fills a folder with the files of the package. Returns the metafile of the bundles. */
async function fillStage(stage: string): Promise<Metafile> {
  await copySources(stage);
  const metafile = await buildProductionBundles(path.join(stage, 'dist'));
  for (const file of fs.globSync('dist/**/*.cjs', { cwd: stage }))
    fs.chmodSync(path.join(stage, file), 0o644);
  writeFile(path.join(stage, 'package.json'), shippedManifest());
  const readme = fs.readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  writeFile(path.join(stage, 'README.md'), packagedReadme(readme));
  writeFile(path.join(stage, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(listBundledPackages(metafile)));
  return metafile;
}

/** Packages a filled folder and returns the output of vsce. Throws with that output if vsce fails. */
function runVsce(stage: string, file: string): string {
  // All dependencies are in the bundles. Without the address of a repository, vsce would ask.
  const options = ['--no-dependencies', '--allow-missing-repository', '--out', path.resolve(file)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [VSCE, 'package', ...options], {
    cwd: stage,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // With a date, vsce gives it to all files and sorts them by the rules of the language.
      SOURCE_DATE_EPOCH: `${sourceDate(projectRoot)}`,
      LC_ALL: 'C',
      // The dates in a zip file are local.
      TZ: 'UTC',
    },
  });
  if (status !== 0) throw new Error(`The extension can't be packaged:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** The result of {@link packageExtension}. */
export interface PackageResult {
  /** The metafile of the bundles. */
  readonly metafile: Metafile;
  /** The output of vsce: the list of files, and warnings. */
  readonly report: string;
}

/**
 * Writes the package (`.vsix`) from a production build that is made in a temporary folder, so that `dist` stays as it
 * is. The same commit gives the same bytes in any folder, at any time, and with any umask, time zone and language.
 */
export async function packageExtension(file: string): Promise<PackageResult> {
  const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
  try {
    const metafile = await fillStage(stage);
    return { metafile, report: runVsce(stage, file) };
  } finally {
    fs.rmSync(stage, { recursive: true, force: true });
  }
}
