import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { safeWindow } from '../../platform/window/safeWindow.ts';

/** A format of an exported report. */
export interface ReportChoice {
  /** File name extension. */
  readonly form: string;
  readonly label: string;
  readonly detail: string;
  /** Writes the report. */
  readonly write: () => Promise<string>;
}

/** Asks for a format, if there are several, and a file; writes the report, and opens text formats. */
export async function exportReport(
  title: string,
  name: string,
  choices: readonly ReportChoice[],
): Promise<void> {
  const chosen = choices.length > 1 ? await safeWindow.showQuickPick([...choices], { title }) : choices[0];
  if (!chosen) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const fileName = `${name}.${chosen.form}`;
  const target = await vscode.window.showSaveDialog({
    title,
    filters: { [chosen.label]: [chosen.form] },
    defaultUri: folder && vscode.Uri.joinPath(folder, fileName),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(await chosen.write(), 'utf8'));
  const open = l10n.t('Open File');
  const saved = l10n.t('Saved: {0}', vscode.workspace.asRelativePath(target));
  // Not awaited: a command ends when its message is shown.
  void safeWindow.showInformationMessage(saved, open).then(async button => {
    if (button === open) await vscode.commands.executeCommand('vscode.open', target);
  });
}
