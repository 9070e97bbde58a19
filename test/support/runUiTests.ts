import { spawnSync } from 'node:child_process';
import { buildBundles } from './buildBundles.ts';
import { buildPackage } from './buildPackage.ts';
import { JOBS, mochaCommand } from './mochaCommand.ts';
import { editorCache, packageFile, projectRoot } from './projectFolders.ts';
import { ensureChromium } from './realEditor/chromium.ts';
import { installEditor } from './realEditor/install/installEditor.ts';

/** A whole story in an editor that shares its machine, in milliseconds. */
const TEST_TIMEOUT_MS = 180_000;

/**
 * A window loses a key or a click now and then, when another part of it takes the focus just then: a test that fails is tried
 * once more, and the report says so. What is broken fails twice.
 */
const RETRIES = 1;

/** Builds the extension, installs what the UI tests need, runs them, and returns the exit code. */
export async function runUiTests(mochaOptions: readonly string[]): Promise<number> {
  await installEditor(editorCache);
  // first, since it leaves bundles of its own
  buildPackage(packageFile);
  buildBundles();
  await ensureChromium();
  const limits = ['--timeout', `${TEST_TIMEOUT_MS}`, '--retries', `${RETRIES}`];
  const command = mochaCommand('test/ui/**/*.test.ts', JOBS.ui, ...limits, ...mochaOptions);
  return spawnSync(process.execPath, command, { cwd: projectRoot, stdio: 'inherit' }).status ?? 1;
}
