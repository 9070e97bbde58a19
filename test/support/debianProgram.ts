import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { editorCache } from './folders/projectFolders.ts';
import { findCommand } from './realEditor/chromium.ts';

/** Time after which a download is stopped, in milliseconds. */
const LIMIT_MS = 300_000;

/**
 * Finds a program, or extracts it from its Debian package without installing that; `undefined` if neither works. An extracted
 * program is kept for the next run.
 *
 * @param from name of the package; default: that of the program
 */
export function debianProgram(name: string, from = name): string | undefined {
  const installed = findCommand(name);
  if (installed) return installed;
  const folder = path.join(editorCache, 'programs', name);
  const extracted = () =>
    ['usr/bin', 'bin'].map(bin => path.join(folder, bin, name)).find(program => fs.existsSync(program));
  const before = extracted();
  if (before) return before;
  if (!findCommand('apt-get') || !findCommand('dpkg-deb')) return undefined;
  // In a new clone, the editor hasn't been installed in this folder yet.
  fs.mkdirSync(editorCache, { recursive: true });
  const scratch = fs.mkdtempSync(`${path.join(editorCache, 'package-')}`);
  try {
    const options = { cwd: scratch, stdio: 'ignore', timeout: LIMIT_MS } as const;
    execFileSync('apt-get', ['download', from], options);
    const file = fs.readdirSync(scratch).find(each => each.endsWith('.deb'));
    if (!file) return undefined;
    execFileSync('dpkg-deb', ['-x', file, 'out'], options);
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    // Another test may have been faster.
    if (!fs.existsSync(folder)) fs.renameSync(path.join(scratch, 'out'), folder);
    return extracted();
  } catch {
    return undefined;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
