import fs from 'node:fs';
import path from 'node:path';
import { buildBundles } from '../builds/buildBundles.ts';
import { buildPackage } from '../builds/buildPackage.ts';
import { editorCache, packageFile, projectRoot } from '../folders/projectFolders.ts';
import { ensureChromium } from '../realEditor/chromium.ts';
import { installEditor } from '../realEditor/install/installEditor.ts';
import { JOBS, runMocha } from './mochaCommand.ts';

/** What takes longest begins first, lest one process still works when the others have nothing left to do. */
const LONGEST_FIRST = [
  'sampleProject',
  'leaks/everyCommand',
  'emptyWindow',
  'localClients',
  'shownNames',
  'expiry',
].map(name => path.join('test/ui', `${name}.test.ts`));

/** Lists the test files in the order in which they begin. */
function uiSuites(): readonly string[] {
  const all = fs.globSync('test/ui/**/*.test.ts', { cwd: projectRoot }).sort();
  return [...LONGEST_FIRST, ...all.filter(file => !LONGEST_FIRST.includes(file))];
}

/**
 * Builds the extension, installs what the UI tests need, runs them, and returns the exit code.
 *
 * @param selection test files (default: all) and options of mocha
 */
export async function runUiTests(selection: readonly string[]): Promise<number> {
  await installEditor(editorCache);
  buildPackage(packageFile);
  buildBundles();
  await ensureChromium();
  return runMocha({ suites: uiSuites(), jobs: JOBS.ui, selection });
}
