import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { safeWindow } from './safeWindow.ts';

/**
 * Returns whether the editor logs the environment variables of processes that it starts, as it does at log level
 * *Trace*, and warns the user. No secret must be in variables then.
 */
export function editorLogsVariables(): boolean {
  if (vscode.env.logLevel !== vscode.LogLevel.Trace) return false;
  const text = l10n.t(
    'The editor’s log level is Trace: it would write the secret into its own logs. Choose another one with “Developer: Set Log Level…”, then try again.',
  );
  void safeWindow.showWarningMessage(text);
  return true;
}
