import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
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
