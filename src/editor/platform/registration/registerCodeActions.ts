import * as vscode from 'vscode';

/** Returns what can be done in some lines of a document. */
export type ProvideActions = (
  document: vscode.TextDocument,
  range: vscode.Range,
) => Promise<vscode.CodeAction[]>;

/** Lines around the cursor that may have the name of a value: some formats write it above or below. */
const AROUND = 2;

/** Parts of the names that keys for client secrets have; most lines have none. */
const SECRET_NAME = /secret|client[\s_-]?key|app(?:lication)?[\s_-]?key/i;

/** Offers what can be done about the value of a client secret. The code for it is loaded at the first line that may have one. */
export function registerCodeActions(provide: () => Promise<ProvideActions>): vscode.Disposable {
  const kind = vscode.CodeActionKind.QuickFix;
  return vscode.languages.registerCodeActionsProvider(
    { scheme: 'file' },
    {
      provideCodeActions: async (document, range, { only }) => {
        if ((only && !only.intersects(kind)) || !vscode.workspace.isTrusted) return [];
        return mayHaveSecret(document, range) ? (await provide())(document, range) : [];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

/** Most of a line that is looked at: a longer one is no configuration that a person writes. */
const LONGEST_LINE = 2000;

function mayHaveSecret(document: vscode.TextDocument, { start, end }: vscode.Range): boolean {
  // A selection of many lines is about something else.
  if (end.line - start.line > AROUND) return false;
  const first = Math.max(start.line - AROUND, 0);
  const last = Math.min(end.line + AROUND, document.lineCount - 1);
  for (let line = first; line <= last; line += 1)
    if (SECRET_NAME.test(document.lineAt(line).text.slice(0, LONGEST_LINE))) return true;
  return false;
}
