import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { editorCache } from '../folders/projectFolders.ts';
import { EDITOR_HOST, openEditorWindow, USUAL_SIZE, type WindowSize } from './editorWindow.ts';
import { installEditor } from './install/installEditor.ts';
import { copyBuiltIns, copyInstalledExtension, copyOtherExtension } from './installedExtension.ts';
import { installPackage } from './installPackage.ts';
import { installLanguagePack } from './languagePack.ts';
import { takeWindow } from './sharedWindow.ts';
import { QUIET_SETTINGS, writeKeybindings, writeUserSettings } from './userSettings.ts';
import { startWebEditor, type WebEditorOptions } from './webEditor.ts';
import { type Workbench, workbench } from './workbench/workbench.ts';

/** Keeps on show what a test looks at: on a slow machine it would be hidden before. */
const STEADY_PAGES = { 'clientCredentials.reveal.hideAfterSeconds': 0 };

/** What a UI test may ask of its editor. */
export interface EditorOptions {
  /** The folder or `.code-workspace` file to open. Default: an empty window. */
  readonly folder?: string;
  /** User settings, over those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Whether our extension is there: as built in `dist/`, or from a package (`.vsix`), installed as a user does it.
   * Default `installed`.
   */
  readonly extension?: 'installed' | 'none' | { readonly vsix: string };
  /** Folders of other extensions that are there too. */
  readonly alsoInstalled?: readonly string[];
  /** The language that the editor runs in. Default: English. */
  readonly language?: string;
  /** Names of the editor's own extensions that are there beside its themes; all of them would take their time. */
  readonly builtIns?: readonly string[];
  /** Variables for the extension host, over those of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How much is logged; see there. */
  readonly logLevel?: 'trace';
  /** Whether folders have to be trusted first, so that Restricted Mode can be seen. Default false. */
  readonly workspaceTrust?: boolean;
  /**
   * A folder in which everything outlives `dispose`: settings, state, secrets, logs, the browser's profile.
   * An editor that is opened with the same folder goes on from there. Default: a temporary one.
   */
  readonly persist?: string;
  /** Default 1440 by 900. */
  readonly size?: WindowSize;
}

/** A real editor with its window. */
export interface Editor {
  readonly workbench: Workbench;
  readonly page: Page;
  readonly userDataDir: string;
  /** The folder with every log of this editor: extension host, output channels, server, page console. */
  logs(): string;
  /** Changes user settings and loads the window anew, since they are read only then. */
  changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Loads the window anew. */
  reload(): Promise<void>;
  /** Closes the window and ends every process of the editor. */
  dispose(): Promise<void>;
}

/** Everything of one editor below one folder. */
function layOut(home: string) {
  const userData = path.join(home, 'user-data');
  const logs = path.join(userData, 'logs');
  const userHome = path.join(home, 'home');
  for (const folder of [logs, userHome]) fs.mkdirSync(folder, { recursive: true });
  return {
    userData,
    userHome,
    logs,
    extensions: path.join(home, 'extensions'),
    profile: path.join(home, 'browser'),
  };
}

const logTo = (folder: string, name: string) => (text: string) =>
  fs.appendFileSync(path.join(folder, name), `${text}\n`);

function pageQuery(folder: string | undefined): Record<string, string> {
  if (!folder) return { ew: 'true' };
  return { [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: path.resolve(folder) };
}

type Folders = ReturnType<typeof layOut>;

/** Puts our extension and the others that are asked for into the extensions folder. */
async function installExtensions(
  options: EditorOptions,
  folders: Folders,
  editorFolder: string,
): Promise<void> {
  const { extension = 'installed' } = options;
  if (extension === 'installed') copyInstalledExtension(folders.extensions);
  else if (extension !== 'none') {
    await installPackage(extension.vsix, {
      editorFolder,
      extensionsFolder: folders.extensions,
      userDataFolder: folders.userData,
    });
  }
  for (const folder of options.alsoInstalled ?? []) copyOtherExtension(folder, folders.extensions);
  if (options.language) installLanguagePack(options.language, folders.extensions, folders.userData);
}

/**
 * Says whether an editor may be shown in the window that one before has used. Only a worker of mocha has such a window: it
 * runs file after file, and its end closes the window.
 */
const canShare = ({ persist, size }: EditorOptions): boolean =>
  process.env.MOCHA_WORKER_ID !== undefined && persist === undefined && size?.scale === undefined;

/** A window, and what is done with it when its editor goes. */
interface OpenedWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  release(): Promise<void>;
}

/** Opens a browser for one editor alone: one whose profile is kept, or whose pixels are not a page's. */
async function openOwnWindow(port: number, folders: Folders, size: WindowSize): Promise<OpenedWindow> {
  const opened = await openEditorWindow({ port, profileFolder: folders.profile, size });
  return { ...opened, release: () => opened.context.close() };
}

/**
 * Opens a real editor in a headless Chromium with our extension installed, and waits until it can be used. Whoever opens it
 * disposes it. The bundles in `dist/` must be built; `testUi.ts` does that first.
 */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const home = options.persist ?? fs.mkdtempSync(path.join(os.tmpdir(), 'ui-'));
  const folders = layOut(home);
  const { size = USUAL_SIZE } = options;
  writeUserSettings(folders.userData, { ...QUIET_SETTINGS, ...STEADY_PAGES, ...options.settings });
  writeKeybindings(folders.userData);
  const editorFolder = await installEditor(editorCache);
  await installExtensions(options, folders, editorFolder);
  const shared = canShare(options) ? await takeWindow(size) : undefined;
  const serverOptions: WebEditorOptions = {
    editorFolder,
    builtinExtensionsFolder: copyBuiltIns(editorFolder, home, options.builtIns),
    userDataFolder: folders.userData,
    extensionsFolder: folders.extensions,
    // A shell of the user's own would run his start-up files, which may take seconds and say anything.
    environment: { HOME: folders.userHome, ...options.environment },
    language: options.language,
    workspaceTrust: options.workspaceTrust,
    logLevel: options.logLevel,
    extraHosts: [EDITOR_HOST],
    front: shared?.front,
    onLine: logTo(folders.logs, 'server-output.log'),
  };
  const editor = await startWebEditor(serverOptions).catch(async error => {
    await shared?.release();
    throw error;
  });
  const window = await Promise.resolve(shared ?? openOwnWindow(editor.port, folders, size)).catch(
    async error => {
      await editor.dispose();
      throw error;
    },
  );
  const { page } = window;
  const dispose = async (): Promise<void> => {
    await window.release();
    await editor.dispose();
    if (!options.persist) fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  const logPage = logTo(folders.logs, 'page-console.log');
  page.on('console', message => logPage(message.text()));
  const driver = workbench(page);
  try {
    await page.goto(`http://${EDITOR_HOST}${editor.query(pageQuery(options.folder))}`);
    await driver.ready();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    workbench: driver,
    page,
    userDataDir: folders.userData,
    logs: () => folders.logs,
    reload: driver.reload,
    async changeSettings(settings) {
      writeUserSettings(folders.userData, settings);
      await driver.reload();
    },
    dispose,
  };
}
