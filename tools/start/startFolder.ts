import fs from 'node:fs';
import path from 'node:path';
import { identify, isRunning, type ProcessIdentity } from '../../test/support/processTree.ts';

/** The files and folders in the state folder of `npm start`. */
export interface StartFolder {
  readonly workspace: string;
  readonly userData: string;
  readonly extensions: string;
  readonly tenantData: string;
  /** Ports of the last start; see `savedPort.ts`. */
  readonly ports: string;
  /** Releases the folder for the next `npm start`. */
  release(): void;
}

/** Another `npm start` uses the folder. */
export class StartFolderTaken extends Error {}

/** Makes the lock file; one that a killed process left behind is ignored. */
function lock(file: string): void {
  const mine = JSON.stringify(identify(process.pid));
  try {
    fs.writeFileSync(file, mine, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner: ProcessIdentity = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (isRunning(owner)) {
      throw new StartFolderTaken(
        `"npm start" is already running (process ${owner.pid}): use its window or end it, ` +
          'or start a second one with "npm start -- --state FOLDER".',
      );
    }
    fs.writeFileSync(file, mine);
  }
}

/**
 * Makes the state folder and claims it for this process. Throws `StartFolderTaken` while another process uses it, because two
 * editors would overwrite each other's state.
 */
export function claimStartFolder(folder: string): StartFolder {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lockFile = path.join(folder, 'lock.json');
  lock(lockFile);
  return {
    workspace: path.join(folder, 'workspace'),
    userData: path.join(folder, 'user-data'),
    extensions: path.join(folder, 'extensions'),
    tenantData: path.join(folder, 'tenant'),
    ports: path.join(folder, 'ports.json'),
    release: () => fs.rmSync(lockFile, { force: true }),
  };
}
