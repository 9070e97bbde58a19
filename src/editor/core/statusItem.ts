import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type CommandName, commandId } from '../vocabulary/commandId.ts';

/** How many operations have not ended. */
export interface OpenOperations {
  /** Those that wait for the user. */
  readonly count: number;
  /** Rotations that wait for the time at which the old secret may be deleted. */
  readonly waitingCount: number;
}

/** The status bar items: one for secrets that expire, one for operations that have not ended. Each is hidden without any. */
export class StatusItem implements vscode.Disposable {
  readonly #expiring = new CountItem('expiry', 'key', 'showTimeline');
  readonly #operations = new CountItem('operations', 'history', 'resumeWork');

  /** Sets the text about expiring secrets; empty for none. */
  showExpiring(expiring: string): void {
    this.#expiring.show([expiring]);
  }

  /** Shows how many operations wait for the user, and how many for their time. */
  showOperations({ count, waitingCount }: OpenOperations): void {
    this.#operations.show([
      count > 0 ? l10n.t('{0} unfinished', count) : '',
      waitingCount > 0 ? waitingInWords(waitingCount) : '',
    ]);
  }

  dispose(): void {
    this.#expiring.dispose();
    this.#operations.dispose();
  }
}

const waitingInWords = (count: number): string =>
  count === 1 ? l10n.t('1 rotation pending') : l10n.t('{0} rotations pending', count);

/** An item that is there only while it has something to say. */
class CountItem implements vscode.Disposable {
  readonly #id: string;
  readonly #icon: string;
  readonly #command: CommandName;
  #item: vscode.StatusBarItem | undefined;

  constructor(id: string, icon: string, command: CommandName) {
    this.#id = id;
    this.#icon = icon;
    this.#command = command;
  }

  /** Shows texts; empty ones are left out. */
  show(parts: readonly string[]): void {
    const texts = parts.filter(text => text !== '');
    if (texts.length === 0) {
      this.#item?.hide();
      return;
    }
    this.#item ??= vscode.window.createStatusBarItem(
      `clientCredentials.${this.#id}`,
      vscode.StatusBarAlignment.Left,
    );
    this.#item.name = l10n.t('Client Credentials');
    this.#item.text = `$(${this.#icon}) ${texts.join(' · ')}`;
    this.#item.tooltip = texts.join('\n');
    this.#item.accessibilityInformation = { label: l10n.t('Client credentials: {0}', texts.join(', ')) };
    this.#item.command = commandId(this.#command);
    this.#item.show();
  }

  dispose(): void {
    this.#item?.dispose();
  }
}
