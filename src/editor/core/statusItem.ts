import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commandId } from '../vocabulary/commandId.ts';

/** The status bar item: shows expiring secrets and operations that wait for the user. Hidden if there are neither. */
export class StatusItem implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  #expiring = '';
  #waiting = 0;

  /** Sets the text about expiring secrets; empty for none. */
  showExpiring(expiring: string): void {
    this.#expiring = expiring;
    this.#draw();
  }

  /** Shows how many operations wait for the user. */
  showWaiting(waiting: number): void {
    this.#waiting = waiting;
    this.#draw();
  }

  dispose(): void {
    this.#item?.dispose();
  }

  #draw(): void {
    const waiting = this.#waiting > 0 ? l10n.t('{0} to finish', this.#waiting) : '';
    const texts = [this.#expiring, waiting].filter(text => text !== '');
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
    this.#item.command = commandId(this.#expiring === '' ? 'resumeWork' : 'showTimeline');
    this.#item.show();
  }
}
