// `npm start`: builds the extension, starts a local tenant with sample clients, and opens a real editor that is signed in to it
// and shows a sample workspace. Ctrl-C, or closing the editor, ends everything.
import { buildBundles } from '../../test/support/builds/buildBundles.ts';
import { copySampleWorkspace } from '../../test/support/folders/sampleWorkspaceCopy.ts';
import {
  QUIET_SETTINGS,
  readUserSettings,
  writeUserSettings,
} from '../../test/support/realEditor/userSettings.ts';
import { openBrowserEditor } from './browserEditor.ts';
import { openCodeCommand, openDownloadedDesktop } from './desktopEditor.ts';
import { type LocalTenant, startLocalTenant } from './localTenantProcess.ts';
import { readSavedPort, savePort } from './savedPort.ts';
import type { OpenEditor, StartedEditor } from './startedEditor.ts';
import { claimStartFolder, type StartFolder, StartFolderTaken } from './startFolder.ts';
import { EDITORS, type EditorKind, readStartOptions, type StartOptions, usage } from './startOptions.ts';

const OPEN: Readonly<Record<EditorKind, OpenEditor>> = {
  code: openCodeCommand,
  desktop: openDownloadedDesktop,
  npm: openBrowserEditor,
};

/**
 * Resolves with the first signal to end. Later ones are ignored: bootstrap.mjs repeats what the terminal sends.
 */
const asked = new Promise<void>(resolve => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});

const TENANT_NAME = 'Local tenant';

/**
 * Adds the tenant to the user's settings and keeps the developer's other settings. The extension reads the tenant's secret
 * from the data folder.
 */
function writeSettings(folder: StartFolder, { resource, tenantId, clientId }: LocalTenant): void {
  const existing = readUserSettings(folder.userData);
  const connections = (existing['clientCredentials.connections'] ?? []) as { readonly name?: string }[];
  const signIn = { method: 'client', clientId };
  writeUserSettings(folder.userData, {
    ...QUIET_SETTINGS,
    ...existing,
    'clientCredentials.connections': [
      { name: TENANT_NAME, kind: 'localTenant', resource, tenantId, signIn },
      ...connections.filter(({ name }) => name !== TENANT_NAME),
    ],
    'clientCredentials.localTenant.dataFolder': folder.tenantData,
  });
}

async function startTenant(folder: StartFolder): Promise<LocalTenant> {
  const tenant = await startLocalTenant(folder.tenantData, await readSavedPort(folder.ports, 'tenant'));
  savePort(folder.ports, 'tenant', Number(new URL(tenant.resource).port));
  return tenant;
}

/** Opens the first available editor, or the requested one. */
async function openFirstEditor(folder: StartFolder, options: StartOptions): Promise<StartedEditor> {
  for (const kind of options.editor ? [options.editor] : EDITORS) {
    const editor = await OPEN[kind](folder, options);
    if (editor) return editor;
  }
  throw new Error(`The editor "${options.editor}" isn't available.`);
}

/** Starts everything, adds to `ends` how to end it, and resolves when the editor is closed. */
async function run(folder: StartFolder, options: StartOptions, ends: (() => Promise<void>)[]): Promise<void> {
  process.stderr.write('Building …\n');
  buildBundles();
  copySampleWorkspace(folder.workspace);
  const tenant = await startTenant(folder);
  ends.push(tenant.dispose);
  writeSettings(folder, tenant);
  const editor = await openFirstEditor(folder, options);
  ends.push(editor.dispose);
  process.stdout.write(`Local tenant: ${tenant.resource}\nEditor: ${editor.description}\n`);
  process.stderr.write('Press Ctrl-C to end both.\n');
  const tenantFailed = tenant.ended.then(() => {
    throw new Error('The local tenant has ended: see above.');
  });
  await Promise.race([editor.ended, tenantFailed]);
}

/** Runs until the editor is closed or a signal comes, then ends everything in reverse order. */
async function start(options: StartOptions): Promise<void> {
  const folder = claimStartFolder(options.stateFolder);
  const ends: (() => Promise<void>)[] = [];
  try {
    // Processes that are still starting then end by themselves (parentWatch.mjs).
    await Promise.race([asked, run(folder, options, ends)]);
  } finally {
    for (const end of ends.reverse()) await end();
    folder.release();
  }
}

async function main(args: readonly string[]): Promise<number> {
  let options: StartOptions;
  try {
    options = readStartOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  try {
    await start(options);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof StartFolderTaken ? error.message : (error as Error).stack}\n`);
    return 1;
  }
}

process.exit(await main(process.argv.slice(2)));
