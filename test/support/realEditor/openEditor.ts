import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { editorCache } from '../projectFolders.ts';
import { EDITOR_HOST, openEditorWindow, type WindowSize } from './editorWindow.ts';
import { installEditor } from './install/installEditor.ts';
import { copyInstalledExtension, copyOtherExtension, copyThemes } from './installedExtension.ts';
import { installPackage } from './installPackage.ts';
import { installLanguagePack } from './languagePack.ts';
import { QUIET_SETTINGS, writeUserSettings } from './userSettings.ts';
import { startWebEditor } from './webEditor.ts';
import { type Workbench, workbench } from './workbench/workbench.ts';

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
  /** Whether the editor's own extensions are there beside its themes, which take their time. Default false. */
  readonly builtIns?: boolean;
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
  fs.mkdirSync(logs, { recursive: true });
  return { userData, logs, extensions: path.join(home, 'extensions'), profile: path.join(home, 'browser') };
}

const logTo = (folder: string, name: string) => (text: string) =>
  fs.appendFileSync(path.join(folder, name), `${text}\n`);

function pageQuery(folder: string | undefined): Record<string, string> {
  if (!folder) return { ew: 'true' };
  return { [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: path.resolve(folder) };
}

/**
 * Opens a real editor in a headless Chromium with our extension installed, and waits until it can be used.
 * Whoever opens it disposes it. The bundles in `dist/` must be built; `testUi.ts` does that first.
 */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const home = options.persist ?? fs.mkdtempSync(path.join(os.tmpdir(), 'ui-'));
  const folders = layOut(home);
  writeUserSettings(folders.userData, { ...QUIET_SETTINGS, ...options.settings });
  const editorFolder = await installEditor(editorCache);
  const { extension = 'installed' } = options;
  if (extension === 'installed') copyInstalledExtension(folders.extensions);
  else if (extension !== 'none') {
    await installPackage(extension.vsix, {
      ...{ editorFolder, extensionsFolder: folders.extensions, userDataFolder: folders.userData },
    });
  }
  for (const folder of options.alsoInstalled ?? []) copyOtherExtension(folder, folders.extensions);
  if (options.language) installLanguagePack(options.language, folders.extensions, folders.userData);
  const editor = await startWebEditor({
    editorFolder,
    builtinExtensionsFolder: options.builtIns ? undefined : copyThemes(editorFolder, home),
    userDataFolder: folders.userData,
    extensionsFolder: folders.extensions,
    environment: options.environment,
    language: options.language,
    workspaceTrust: options.workspaceTrust,
    logLevel: options.logLevel,
    extraHosts: [EDITOR_HOST],
    onLine: logTo(folders.logs, 'server-output.log'),
  });
  const opened = await openEditorWindow({
    ...{ port: editor.port, profileFolder: folders.profile, size: options.size },
  }).catch(async error => {
    await editor.dispose();
    throw error;
  });
  const { context, page } = opened;
  const dispose = async (): Promise<void> => {
    await context.close();
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
