import path from 'node:path';
import { parseArgs } from 'node:util';
import { editorCache } from '../../test/support/folders/projectFolders.ts';

/** The editors that `npm start` can open, the best first. */
export const EDITORS = ['code', 'desktop', 'npm'] as const;
export type EditorKind = (typeof EDITORS)[number];

/** The options of `npm start`. */
export interface StartOptions {
  /** The folder of user data, tenant data and workspace. */
  readonly stateFolder: string;
  /** The editor to open; default: the first available one. */
  readonly editor: EditorKind | undefined;
  /** Whether to open the user's browser. */
  readonly open: boolean;
}

/** The help of `npm start`. */
export const usage = `npm start -- [--no-open] [--editor code|desktop|npm] [--state FOLDER]

  --no-open   print the editor's address, but open no browser
  --editor    code     VS Code's own command on the PATH
              desktop  a VS Code that is downloaded for this
              npm      a VS Code from npm, shown in a browser
              (default: the first available one)
  --state     the folder of user data, tenant data and workspace
              (default: .vscode-test/start)
`;

/** Reads the arguments. Throws with the reason if they are invalid. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      open: { type: 'boolean', default: true },
      editor: { type: 'string' },
      state: { type: 'string', default: path.join(editorCache, 'start') },
    },
  });
  const editor = EDITORS.find(kind => kind === values.editor);
  if (values.editor !== undefined && !editor) throw new Error(`There is no editor "${values.editor}".`);
  return { stateFolder: path.resolve(values.state), editor, open: values.open };
}
