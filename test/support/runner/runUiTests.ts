import { buildBundles } from '../builds/buildBundles.ts';
import { buildPackage } from '../builds/buildPackage.ts';
import { editorCache, packageFile } from '../folders/projectFolders.ts';
import { ensureChromium } from '../realEditor/chromium.ts';
import { installEditor } from '../realEditor/install/installEditor.ts';
import { JOBS, runMocha } from './mochaCommand.ts';

/**
 * A command of a tree's menu may still come without its row, in the moment in which the row above it is drawn anew. Until that is
 * gone, a test that fails is tried once more, and the report says so.
 */
const RETRIES = ['--retries', '1'];

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
  return runMocha({ suites: 'test/ui/**/*.test.ts', jobs: JOBS.ui, selection: [...RETRIES, ...selection] });
}
