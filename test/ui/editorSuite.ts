import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { renewSampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { readUserSettings } from '../support/realEditor/userSettings.ts';
import { hasFailed } from './hasFailed.ts';

/** What all tests of a suite share; there from the first on. */
export interface EditorSuite {
  readonly editor: Editor;
}

/**
 * Gives all tests of a suite one editor, since opening one costs more than most tests. After each test it is tidied up;
 * after one that failed the next has a new editor, since nobody knows what that one has left behind.
 */
export function editorSuite(
  open: () => Promise<Editor>,
  tidyUp: (editor: Editor) => Promise<void>,
): EditorSuite {
  let editor: Editor | undefined;
  const close = async (): Promise<void> => {
    await editor?.dispose();
    editor = undefined;
  };
  beforeEach(async () => {
    editor ??= await open();
  });
  afterEach(async function () {
    if (!editor) return;
    if (await hasFailed(this, editor)) return close();
    const title = this.currentTest?.title;
    await tidyUp(editor).catch(async error => {
      process.stderr.write(`a new editor, since it could not be tidied up after “${title}”: ${error}\n`);
      await close();
    });
  });
  after(close);
  return {
    get editor() {
      if (!editor) throw new Error('the editor is there only while tests run');
      return editor;
    },
  };
}

/** An editor on a project. */
export interface ProjectSuite extends EditorSuite {
  /** The sample workspace, which each test finds as it is before anything is done to it. */
  readonly folder: string;
}

/** Gives all tests of a suite one editor on the sample workspace. */
export function projectSuite(tidyUp: (editor: Editor) => Promise<void>): ProjectSuite {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'project-')));
  beforeEach(() => renewSampleWorkspace(folder));
  const suite = editorSuite(() => openEditor({ folder }), tidyUp);
  // after the editor has ended, which watches it
  after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return {
    folder,
    get editor() {
      return suite.editor;
    },
  };
}

/** Closes what a test has opened: questions, messages, editors, other pages of the browser. */
export async function closeEverything({ page, workbench }: Editor): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close();
  // a page behind others takes no keys
  await page.bringToFront();
  await page.keyboard.press('Escape');
  if ((await page.locator('.notification-toast').count()) > 0) await workbench.clearToasts();
  await workbench.closeAllEditors();
}

/** Closes what a test has opened, and removes the connections that it has made. */
export async function leaveNoConnection(editor: Editor): Promise<void> {
  await closeEverything(editor);
  const { workbench, page } = editor;
  const { 'clientCredentials.connections': connections = [] } = readUserSettings(editor.userDataDir);
  for (const { name } of connections as readonly { readonly name: string }[]) {
    await workbench.runCommand('Client Credentials: Remove Connection…');
    const which = page.locator('.quick-input-title:visible', { hasText: 'Which connection?' });
    await which.or(workbench.dialog('Remove the connection')).waitFor();
    // the editor still asks a moment after all others are gone
    if (await which.isVisible()) await workbench.quickInput.pick(name);
    await workbench.pressDialog('Remove the connection', 'Remove');
  }
  await workbench.openContainer('Client Credentials');
  await page.getByRole('button', { name: 'Use Local Tenant' }).waitFor();
}
