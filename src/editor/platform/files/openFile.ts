import * as vscode from 'vscode';
import type { TextPosition } from '../../../projectFiles/textPosition.ts';

/** Opens a file as far as the editor can, which says itself if it can't show the file; sets the cursor to a position. */
export async function openFile(file: string, position?: TextPosition): Promise<void> {
  const at = position && new vscode.Position(position.line - 1, position.column - 1);
  const selection = at && new vscode.Range(at, at);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), { preview: true, selection });
}
