// Loaded by the editor as `extensionTestsPath`: runs the bundled host suites inside the extension host.
import path from 'node:path';

/** The variable with a {@link HostRun} as JSON. */
export const HOST_RUN_VARIABLE = 'HOST_TESTS_RUN';

/** Which host suites are run, and how. */
export interface HostRun {
  /** The limit of every test, in milliseconds. */
  readonly limitMs: number;
  /** Bundled suites below this bundle's folder. */
  readonly files: readonly string[];
  /** Part of the titles of the tests to run, and a regular expression for it. Default: all. */
  readonly fgrep?: string;
  readonly grep?: string;
}

/**
 * Runs the suites beside this bundle. Rejects if one fails, as the editor expects. The counts are written to the file
 * `TEST_RESULT_FILE`.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { limitMs, files, fgrep, grep }: HostRun = JSON.parse(process.env[HOST_RUN_VARIABLE] ?? '');
  // Mocha is an ES module and isn't bundled, because it loads its reporters by name.
  const { default: Mocha } = await import('mocha');
  const { default: reporter } = await import('./resultReporter.ts');
  const { reportProgress } = await import('../waiting/progress.ts');
  const mocha = new Mocha({ timeout: limitMs, forbidOnly: true, reporter, color: false });
  if (fgrep !== undefined) mocha.fgrep(fgrep);
  if (grep !== undefined) mocha.grep(grep);
  for (const file of files) mocha.addFile(path.join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    mocha
      .run(failures => (failures === 0 ? resolve() : reject(new Error(`${failures} host tests failed`))))
      .on('test', test => reportProgress('begins', test.fullTitle()))
      .on('test end', test => reportProgress('ended', test.fullTitle()));
  });
}
