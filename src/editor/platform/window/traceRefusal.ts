import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { safeWindow } from './safeWindow.ts';

/**
 * Tells whether the editor writes the variables of what it starts into its own logs, as it does while its log level is
 * *Trace*, and says so. No secret must be put into variables then.
 */
export function editorLogsVariables(): boolean {
  if (vscode.env.logLevel !== vscode.LogLevel.Trace) return false;
  const text = l10n.t(
    'The editor’s log level is Trace: it would write the secret into its own logs. Choose another one with “Developer: Set Log Level…”, then try again.',
  );
  void safeWindow.showWarningMessage(text);
  return true;
}
