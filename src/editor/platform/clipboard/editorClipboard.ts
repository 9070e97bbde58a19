import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { RecordFolder } from '../../../credentials/records/recordFolder.ts';
import { startTimer } from '../startTimer.ts';
import { decodeClipboardMark } from './clipboardMark.ts';
import { SecretClipboard } from './secretClipboard.ts';

/**
 * Wraps the editor's clipboard to clear secrets after the time in the setting.
 *
 * @param storage folder of the extension's records
 * @param report told why the clipboard could not be cleared
 */
export function editorClipboard(storage: string, report: (error: unknown) => void) {
  const seconds = () =>
    vscode.workspace.getConfiguration('clientCredentials').get('clipboard.clearAfterSeconds', 60);
  const clipboard = new SecretClipboard({
    clipboard: vscode.env.clipboard,
    startTimer,
    clearAfterMs: () => seconds() * 1000,
    marks: new RecordFolder(path.join(storage, 'clipboard'), decodeClipboardMark, randomUUID),
    now: () => new Date(),
    newSalt: () => randomBytes(16).toString('hex'),
    report,
  });
  return {
    copy: async (secret: Parameters<SecretClipboard['copy']>[0]) => {
      await clipboard.copy(secret);
      return seconds() > 0
        ? l10n.t('Client secret copied. The clipboard is cleared in {0} s.', seconds())
        : l10n.t('Client secret copied.');
    },
    /** Clears what a window that has closed has copied. */
    recover: () => clipboard.recover(),
    dispose: () => void clipboard.dispose().catch(report),
  };
}
