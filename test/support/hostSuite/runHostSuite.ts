// What the editor loads as `extensionTestsPath`: runs the bundled host suites inside the extension host.
import fs from 'node:fs';
import path from 'node:path';

/** Slow enough for a real editor under load, in milliseconds. */
const TEST_TIMEOUT_MS = 20_000;

/**
 * Runs every suite beside this bundle (`host/` below it). Rejects when one fails, as the editor expects it;
 * the counts go to the file that `TEST_RESULT_FILE` names.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  // mocha is an ES module and not bundled: its reporters are loaded by name
  const { default: Mocha } = await import('mocha');
  const { default: reporter } = await import('../resultReporter.ts');
  const mocha = new Mocha({ timeout: TEST_TIMEOUT_MS, forbidOnly: true, reporter, color: false });
  for (const file of fs.globSync('host/**/*.test.cjs', { cwd: __dirname }))
    mocha.addFile(path.join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    mocha.run(failures => (failures === 0 ? resolve() : reject(new Error(`${failures} host tests failed`))));
  });
}
