import { buildBundles } from './buildBundles.ts';
import { buildPackage } from './buildPackage.ts';
import { JOBS, runMocha } from './mochaCommand.ts';
import { editorCache, packageFile } from './projectFolders.ts';
import { ensureChromium } from './realEditor/chromium.ts';
import { installEditor } from './realEditor/install/installEditor.ts';

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
  return runMocha({ suites: 'test/ui/**/*.test.ts', jobs: JOBS.ui, selection });
}
