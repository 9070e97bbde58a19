import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { renewSampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { readUserSettings } from '../support/realEditor/userSettings.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { hasFailed } from './hasFailed.ts';

/** State shared by the tests of a suite; set by the first. */
export interface EditorSuite {
  readonly editor: Editor;
  /** Whether an editor is open: not before the first test, nor after a failed one. */
  readonly isOpen: boolean;
  /** Cleans up the editor after each test. A story that shares the suite can replace it. */
  tidyUp: (editor: Editor) => Promise<void>;
}

/**
 * Shares one editor among the tests of a suite, since opening one takes longer than most tests. It is cleaned up after
 * each test, and replaced after a failed one, whose state is unknown.
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
    await suite.tidyUp(editor).catch(async error => {
      process.stderr.write(`a new editor, since it could not be tidied up after “${title}”: ${error}\n`);
      await close();
    });
  });
  after(close);
  const suite: EditorSuite = {
    tidyUp,
    get isOpen() {
      return editor !== undefined;
    },
    get editor() {
      if (!editor) throw new Error('the editor is there only while tests run');
      return editor;
    },
  };
  return suite;
}

/** An editor on a project. */
export interface ProjectSuite extends EditorSuite {
  /** The sample workspace, restored to its original state for each test. */
  readonly folder: string;
}

/** Gives all tests of a suite one editor on the sample workspace. */
export function projectSuite(tidyUp: (editor: Editor) => Promise<void>): ProjectSuite {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'project-')));
  beforeEach(() => renewSampleWorkspace(folder));
  const suite = editorSuite(() => openEditor({ folder }), tidyUp);
  // After the editor, which watches it.
  after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return Object.assign(suite, { folder });
}

/** Closes what a test has opened: questions, messages, editors, other pages of the browser. */
export async function closeEverything({ page, workbench }: Editor): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close();
  // A background page gets no keys.
  await page.bringToFront();
  await page.keyboard.press('Escape');
  if ((await page.locator('.notification-toast').count()) > 0) await workbench.clearToasts();
  await workbench.closeAllEditors();
}

/** Returns the names of the connections that the user's settings have. */
export function connectionNames(editor: Editor): readonly string[] {
  const { 'clientCredentials.connections': connections = [] } = readUserSettings(editor.userDataDir);
  return (connections as readonly { readonly name: string }[]).map(({ name }) => name);
}

/** Closes what a test has opened, and removes the connections that it has made. */
export async function leaveNoConnection(editor: Editor): Promise<void> {
  await closeEverything(editor);
  const { workbench, page } = editor;
  for (let names = connectionNames(editor); names.length > 0; names = connectionNames(editor)) {
    await workbench.runCommand('Client Credentials: Remove Connection…');
    const which = page.locator('.quick-input-title:visible', { hasText: 'Which connection?' });
    await which.or(workbench.dialog('Remove the connection')).waitFor();
    // The editor may ask a moment later.
    if (await which.isVisible()) await workbench.quickInput.pick(names[0] ?? '');
    await workbench.pressDialog('Remove the connection', 'Remove');
    // The service may have to revoke first.
    await eventually(() => assert.ok(connectionNames(editor).length < names.length));
  }
  await workbench.openContainer('Client Credentials');
  await page.getByRole('button', { name: 'Use Local Tenant' }).waitFor();
}
