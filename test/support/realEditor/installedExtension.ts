import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../folders/projectFolders.ts';

/** What ships of our extension: what `.vscodeignore` lets into the package, but for what packaging makes. */
const SHIPPED = [
  'package.json',
  'package.nls*.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'SECURITY.md',
  'dist/*.cjs',
  'dist/chunks/*.cjs',
  'media/*.*',
  'media/walkthrough',
  'l10n',
];

function installedFolder(extensionsFolder: string): string {
  const { publisher, name, version } = JSON.parse(
    fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  );
  return path.join(extensionsFolder, `${publisher}.${name}-${version}`);
}

/**
 * Copies what ships of our extension into an extensions folder, where the editor takes it for installed:
 * unlike an extension in development it may show toasts, and a file that the package lacks is missing here
 * too.
 */
export function copyInstalledExtension(extensionsFolder: string): void {
  const folder = installedFolder(extensionsFolder);
  for (const file of fs.globSync(SHIPPED, { cwd: projectRoot })) {
    fs.cpSync(path.join(projectRoot, file), path.join(folder, file), { recursive: true });
  }
}

/** Copies another extension's folder into an extensions folder, as it is. */
export function copyOtherExtension(folder: string, extensionsFolder: string): void {
  fs.cpSync(folder, path.join(extensionsFolder, path.basename(folder)), { recursive: true });
}

/** Those of the editor's own extensions that are only themes. */
const THEMES = ['theme-defaults', 'theme-seti'];

/** Copies the themes and some more of the editor's own extensions below a folder, and returns where they are. */
export function copyBuiltIns(editorFolder: string, below: string, more: readonly string[] = []): string {
  const folder = path.join(below, 'builtin-extensions');
  for (const name of [...THEMES, ...more]) {
    fs.cpSync(path.join(editorFolder, 'extensions', name), path.join(folder, name), { recursive: true });
  }
  return folder;
}

/**
 * Links the project itself into an extensions folder, so that a rebuild counts after the window's next
 * reload.
 */
export function linkInstalledExtension(extensionsFolder: string): void {
  const link = installedFolder(extensionsFolder);
  fs.rmSync(link, { recursive: true, force: true });
  fs.mkdirSync(extensionsFolder, { recursive: true });
  // 'junction': Windows lets only these be made without special rights
  fs.symlinkSync(projectRoot, link, 'junction');
}
