import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WatchedSecret } from '../../credentials/expiry/dueNotices.ts';
import { commandId } from '../commands/commandId.ts';
import { expiringCountInWords } from '../words/watchWords.ts';

/** The one item in the status bar: what expires soon, and what waits for somebody. Nothing to say, no item. */
export class ExpiryStatus implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  #expiring: readonly WatchedSecret[] = [];
  #waiting = 0;

  /** Shows which of the watched secrets expire soon. */
  expiringChanged(expiring: readonly WatchedSecret[]): void {
    this.#expiring = expiring;
    this.#draw();
  }

  /** Shows how many operations wait for somebody. */
  waitingChanged(waiting: number): void {
    this.#waiting = waiting;
    this.#draw();
  }

  dispose(): void {
    this.#item?.dispose();
  }

  #draw(): void {
    const expiring = this.#expiring.length > 0 ? expiringCountInWords(this.#expiring) : '';
    const waiting = this.#waiting > 0 ? l10n.t('{0} to finish', this.#waiting) : '';
    const texts = [expiring, waiting].filter(text => text !== '');
    if (texts.length === 0) {
      this.#item?.hide();
      return;
    }
    this.#item ??= vscode.window.createStatusBarItem(
      'clientCredentials.expiry',
      vscode.StatusBarAlignment.Left,
    );
    this.#item.name = l10n.t('Client Credentials');
    this.#item.text = `$(key) ${texts.join(' · ')}`;
    this.#item.tooltip = texts.join('\n');
    this.#item.accessibilityInformation = { label: l10n.t('Client credentials: {0}', texts.join(', ')) };
    this.#item.command = commandId(expiring === '' ? 'resumeWork' : 'showTimeline');
    this.#item.show();
  }
}
