import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { editorCache } from './folders/projectFolders.ts';
import { findCommand } from './realEditor/chromium.ts';

/** A download that takes longer hangs, milliseconds. */
const LIMIT_MS = 300_000;

/**
 * Finds a program, or takes it out of Debian's package of the same name without installing it; `undefined` where
 * neither works. What was taken out is kept for the next run.
 */
export function debianProgram(name: string): string | undefined {
  const installed = findCommand(name);
  if (installed) return installed;
  const folder = path.join(editorCache, 'programs', name);
  const program = path.join(folder, 'usr/bin', name);
  if (fs.existsSync(program)) return program;
  if (!findCommand('apt-get') || !findCommand('dpkg-deb')) return undefined;
  // the first test of a fresh clone comes before the editor is installed into this folder
  fs.mkdirSync(editorCache, { recursive: true });
  const scratch = fs.mkdtempSync(`${path.join(editorCache, 'package-')}`);
  try {
    const options = { cwd: scratch, stdio: 'ignore', timeout: LIMIT_MS } as const;
    execFileSync('apt-get', ['download', name], options);
    const file = fs.readdirSync(scratch).find(each => each.endsWith('.deb'));
    if (!file) return undefined;
    execFileSync('dpkg-deb', ['-x', file, 'out'], options);
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    // another test may have been quicker
    if (!fs.existsSync(folder)) fs.renameSync(path.join(scratch, 'out'), folder);
    return program;
  } catch {
    return undefined;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
