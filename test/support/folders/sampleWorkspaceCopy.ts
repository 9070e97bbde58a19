import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { sampleWorkspace } from './projectFolders.ts';

/**
 * Copies the sample workspace to `folder` and makes it a git repository, so that its `.gitignore` counts. A
 * file that is already there is left alone: `npm start` keeps what the developer did.
 */
export function copySampleWorkspace(folder: string): void {
  fs.cpSync(sampleWorkspace, folder, { recursive: true, force: false });
  const git = spawnSync('git', ['init', '--quiet'], { cwd: folder, encoding: 'utf8' });
  // without git the workspace still opens; what needs it says so itself
  if (git.status !== 0) process.stderr.write(`git init failed: ${git.error?.message ?? git.stderr}\n`);
}

/** Makes of `folder` the sample workspace as it is before anything is done to it. */
export function renewSampleWorkspace(folder: string): void {
  // what is inside: an editor that watches the folder would not see another one of this name
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true });
  copySampleWorkspace(folder);
}
