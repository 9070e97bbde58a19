import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Log } from '../log/redactingLog.ts';
import { levelThatLogsVariables } from './loggedVariables.ts';
import { safeWindow } from './safeWindow.ts';

/**
 * Returns whether the editor logs the environment variables of processes that it starts, as it does at log level *Trace*,
 * and *Debug* in a remote window, and warns the user. No secret must be in variables then.
 */
export function editorLogsVariables(log: Pick<Log, 'level'>): boolean {
  const level = levelThatLogsVariables({
    levels: [vscode.env.logLevel, log.level()],
    isRemote: vscode.env.remoteName !== undefined,
  });
  if (level === undefined) return false;
  const text = l10n.t(
    'The editor’s log level is {0}: it would write the secret into its own logs. Choose another one with “Developer: Set Log Level…”, then try again.',
    { trace: l10n.t('Trace'), debug: l10n.t('Debug') }[level],
  );
  void safeWindow.showWarningMessage(text);
  return true;
}
