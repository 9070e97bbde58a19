// Stands in for the desktop's `code` executable: understands the arguments that @vscode/test-electron passes,
// opens the editor from npm in a headless Chromium, and ends with the tests' exit code.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { editorCache } from '../folders/projectFolders.ts';
import { WAIT_LIMIT_MS } from '../waiting/limits.ts';
import { type CodeArguments, readCodeArguments } from './codeArguments.ts';
import { EDITOR_HOST, openEditorWindow } from './editorWindow.ts';
import { extensionHostText } from './extensionHostLog.ts';
import { installEditor } from './install/installEditor.ts';
import type { ProcessEnd } from './serverProcess.ts';
import { QUIET_SETTINGS, writeUserSettings } from './userSettings.ts';
import { startWebEditor } from './webEditor.ts';

/** Exit codes of our own, besides those of the tests. */
const EXIT = { extensionHostCrashed: 70, cannotStart: 72 };

const verdict = Promise.withResolvers<number>();

function fail(code: number, reason: string): void {
  process.stderr.write(`${reason}\n`);
  verdict.resolve(code);
}

let hostEnd: ProcessEnd | undefined;

/**
 * The workbench reports a crashed extension host as exit code 0; only the server knows how its process ended.
 */
async function onExit(code: number): Promise<void> {
  const until = Date.now() + WAIT_LIMIT_MS;
  while (code === 0 && !hostEnd && Date.now() < until) await wait(20);
  if (code !== 0) verdict.resolve(code);
  else if (hostEnd?.code === '0') verdict.resolve(0);
  else fail(EXIT.extensionHostCrashed, `The extension host crashed: ${JSON.stringify(hostEnd)}`);
}

/** After an orderly end the workbench's word is still to come; after any other it is not needed. */
async function onProcessEnd(end: ProcessEnd): Promise<void> {
  hostEnd = end;
  if (end.process === 'extension host' && end.code === '0') await wait(WAIT_LIMIT_MS);
  fail(EXIT.extensionHostCrashed, `The ${end.process} ended without a test result: ${JSON.stringify(end)}`);
}

function onLog(type: string, args: unknown): void {
  const text = extensionHostText(args);
  if (text === undefined) return;
  const stream = type === 'warn' || type === 'error' ? process.stderr : process.stdout;
  stream.write(`${text}\n`);
}

/** The page's address: what to open, and what the desktop would take from its arguments. */
function pageQuery(asked: CodeArguments): Record<string, string> {
  const uri = (file: string): string => `vscode-remote://${EDITOR_HOST}${encodeURI(path.resolve(file))}`;
  const payload = [
    ...asked.extensionDevelopmentPaths.map(folder => ['extensionDevelopmentPath', uri(folder)]),
    ...(asked.extensionTestsPath ? [['extensionTestsPath', uri(asked.extensionTestsPath)]] : []),
    ...(asked.disableExtensions ? [['disableExtensions', 'true']] : []),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const kind = asked.target?.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const opened: Record<string, string> = asked.target
    ? { [kind]: path.resolve(asked.target) }
    : { ew: 'true' };
  return { ...opened, payload: JSON.stringify(payload) };
}

/** Opens the editor as asked; resolves with what closes it. */
async function open(asked: CodeArguments, scratch: string): Promise<() => Promise<void>> {
  const userDataFolder = path.resolve(asked.userDataFolder ?? path.join(scratch, 'user-data'));
  writeUserSettings(userDataFolder, QUIET_SETTINGS);
  const editor = await startWebEditor({
    editorFolder: await installEditor(editorCache),
    userDataFolder,
    extensionsFolder: path.resolve(asked.extensionsFolder ?? path.join(scratch, 'extensions')),
    smokeTestDriver: true,
    extraHosts: [EDITOR_HOST],
    onProcessEnd,
  });
  try {
    const functions = { codeAutomationLog: onLog, codeAutomationExit: onExit };
    const profileFolder = path.join(scratch, 'browser');
    const { context, page } = await openEditorWindow({ port: editor.port, profileFolder, functions });
    page.on('crash', () => fail(EXIT.extensionHostCrashed, 'The page crashed.'));
    await page.goto(`http://${EDITOR_HOST}${editor.query(pageQuery(asked))}`, { waitUntil: 'commit' });
    return async () => {
      await context.close();
      await editor.dispose();
    };
  } catch (error) {
    await editor.dispose();
    throw error;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'code-'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => verdict.resolve(128 + os.constants.signals[signal]));
  }
  try {
    const close = await open(readCodeArguments(args), scratch);
    const code = await verdict.promise;
    await close();
    return code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return EXIT.cannotStart;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

process.exit(await run(process.argv.slice(2)));
