// Runs the host suites inside a real editor: the desktop VS Code where it can be downloaded and shown, else
// the editor from npm. HOST_TESTS_EDITOR=desktop or =npm asks for one of them, HOST_TESTS_VSCODE_VERSION for a version of
// the desktop (`stable`, `1.106.0`). Arguments are test files (default: all), and `-g` or `-f` with a part of a title.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import esbuild from 'esbuild';
import { buildBundles } from '../builds/buildBundles.ts';
import { editorCache, projectRoot } from '../folders/projectFolders.ts';
import { copySampleWorkspace } from '../folders/sampleWorkspaceCopy.ts';
import { canDownloadDesktop } from '../realEditor/desktopDownload.ts';
import { installEditor } from '../realEditor/install/installEditor.ts';
import { TEST_LIMIT_MS } from '../waiting/limits.ts';
import { RESULT_FILE_VARIABLE, type TestResult } from './resultReporter.ts';
import { HOST_RUN_VARIABLE, type HostRun } from './runHostSuite.ts';

const outFolder = path.join(projectRoot, 'out');

/** Bundles the suites for the extension host, whose loader is CommonJS and reads no TypeScript. */
async function bundleSuites(): Promise<void> {
  fs.rmSync(outFolder, { recursive: true, force: true });
  const suites = fs.globSync('test/host/**/*.test.ts', { cwd: projectRoot });
  const entries = suites.map(file => [file.replace(/^test\//, '').replace(/\.ts$/, ''), file]);
  await esbuild.build({
    absWorkingDir: projectRoot,
    entryPoints: { runHostSuite: 'test/support/runner/runHostSuite.ts', ...Object.fromEntries(entries) },
    outdir: outFolder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: 'linked',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/** Reads which suites and tests are asked for. */
function readHostRun(args: readonly string[]): HostRun {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { fgrep: { type: 'string', short: 'f' }, grep: { type: 'string', short: 'g' } },
  });
  const files =
    positionals.length > 0 ? positionals : fs.globSync('test/host/**/*.test.ts', { cwd: projectRoot });
  return {
    limitMs: TEST_LIMIT_MS,
    files: files.map(file => file.replace(/^(?:\.\/)?test\//, '').replace(/\.ts$/, '.cjs')),
    ...values,
  };
}

/** Which editor to use; the desktop has a cache of its own, since both would take the same folder names. */
async function chooseEditor(): Promise<
  { cachePath: string; version: string | undefined } | { vscodeExecutablePath: string }
> {
  const { HOST_TESTS_EDITOR: asked, HOST_TESTS_VSCODE_VERSION: version } = process.env;
  if (asked === 'desktop' || (asked !== 'npm' && (await canDownloadDesktop()))) {
    return { cachePath: path.join(editorCache, 'desktop'), version };
  }
  return { vscodeExecutablePath: path.join(await installEditor(editorCache), 'code') };
}

/** Demands the suite's own word besides the exit code: a crashed extension host may end with 0. */
function checkResult(file: string): void {
  if (!fs.existsSync(file)) throw new Error('the host suite left no result: it did not reach its end');
  const { passed, failed }: TestResult = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (passed === 0 || failed > 0) throw new Error(`host tests: ${passed} passed, ${failed} failed`);
}

async function main(args: readonly string[]): Promise<void> {
  const hostRun = readHostRun(args);
  buildBundles();
  await bundleSuites();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'host-'));
  const resultFile = process.env[RESULT_FILE_VARIABLE] ?? path.join(scratch, 'result.json');
  const workspace = path.join(scratch, 'workspace');
  copySampleWorkspace(workspace);
  try {
    await runTests({
      ...(await chooseEditor()),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: path.join(outFolder, 'runHostSuite.cjs'),
      extensionTestsEnv: {
        [RESULT_FILE_VARIABLE]: resultFile,
        [HOST_RUN_VARIABLE]: JSON.stringify(hostRun),
      },
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${path.join(scratch, 'user-data')}`,
        `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ],
    });
    checkResult(resultFile);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
