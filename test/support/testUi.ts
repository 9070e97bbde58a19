// Runs the UI tests: each opens a real editor in a headless Chromium with the built extension installed.
// Arguments go to mocha, such as `-g "part of a name"`.
import { spawnSync } from 'node:child_process';
import { buildBundles } from './buildBundles.ts';
import { mochaCommand } from './mochaCommand.ts';
import { editorCache, projectRoot } from './projectFolders.ts';
import { ensureChromium } from './realEditor/chromium.ts';
import { installEditor } from './realEditor/install/installEditor.ts';

/** A whole story in an editor that shares its machine, in milliseconds. */
const TEST_TIMEOUT_MS = 180_000;

async function main(args: readonly string[]): Promise<number> {
  buildBundles();
  await installEditor(editorCache);
  await ensureChromium();
  const command = mochaCommand('test/ui/**/*.test.ts', '--timeout', `${TEST_TIMEOUT_MS}`, ...args);
  return spawnSync(process.execPath, command, { cwd: projectRoot, stdio: 'inherit' }).status ?? 1;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
