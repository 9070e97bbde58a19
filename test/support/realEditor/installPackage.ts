import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from './install/runProgram.ts';

/** Into which editor a package is installed. All paths are absolute. */
export interface PackageTarget {
  /** The folder that `installEditor` returned. */
  readonly editorFolder: string;
  readonly extensionsFolder: string;
  readonly userDataFolder: string;
}

/** Installs a package (`.vsix`) by the editor's own command line, as `code --install-extension FILE` does. */
export async function installPackage(vsix: string, target: PackageTarget): Promise<void> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'install-'));
  try {
    const server = path.join(target.editorFolder, 'out/server-main.js');
    const folders = [
      ...['--extensions-dir', target.extensionsFolder, '--user-data-dir', target.userDataFolder],
      ...['--server-data-dir', scratch],
    ];
    await runProgram(
      process.execPath,
      [server, '--install-extension', vsix, ...folders, '--accept-server-license-terms'],
      scratch,
    );
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}
