import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { startTimer } from '../startTimer.ts';
import { SecretClipboard } from './secretClipboard.ts';

/** Wraps the editor's clipboard to clear secrets after the time in the setting. */
export function editorClipboard() {
  const seconds = () =>
    vscode.workspace.getConfiguration('clientCredentials').get('clipboard.clearAfterSeconds', 60);
  const clipboard = new SecretClipboard(vscode.env.clipboard, startTimer, () => seconds() * 1000);
  return {
    copy: async (secret: Parameters<SecretClipboard['copy']>[0]) => {
      await clipboard.copy(secret);
      return seconds() > 0
        ? l10n.t('Client secret copied. The clipboard is cleared in {0} s.', seconds())
        : l10n.t('Client secret copied.');
    },
    dispose: () => void clipboard.dispose(),
  };
}
