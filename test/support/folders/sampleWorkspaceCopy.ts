import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { sampleWorkspace } from './projectFolders.ts';

/**
 * Copies the sample workspace to `folder` and makes it a Git repository, so that its `.gitignore` has an effect. Existing files
 * aren't overwritten, so that `npm start` keeps the developer's changes.
 */
export function copySampleWorkspace(folder: string): void {
  fs.cpSync(sampleWorkspace, folder, { recursive: true, force: false });
  const git = spawnSync('git', ['init', '--quiet'], { cwd: folder, encoding: 'utf8' });
  // Without Git, the workspace can still be opened.
  if (git.status !== 0) process.stderr.write(`git init failed: ${git.error?.message ?? git.stderr}\n`);
}

/** Restores the sample workspace in `folder`. */
export function renewSampleWorkspace(folder: string): void {
  // Only the content, because an editor that watches the folder wouldn't notice a new folder of this name.
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true });
  copySampleWorkspace(folder);
}
