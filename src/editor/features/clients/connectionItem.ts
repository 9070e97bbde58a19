import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { pickLabel } from '../../vocabulary/shownText.ts';

/** Names the connection that a workspace works with, or says that it works with all; empty without any. */
export function connectionInWords(connections: readonly Connection[]): string {
  const [only] = connections;
  return connections.length > 1 ? l10n.t('All connections') : (only?.name ?? '');
}

/** The status bar item with the connection, which is there while one of our views is. A click switches the connection. */
export class ConnectionItem implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;

  /** Shows the connection; nothing while no view is visible, and without a connection. */
  show(connections: readonly Connection[], isInUse: boolean): void {
    const name = connectionInWords(connections);
    if (!isInUse || name === '') {
      this.#item?.hide();
      return;
    }
    this.#item ??= vscode.window.createStatusBarItem(
      'clientCredentials.connection',
      vscode.StatusBarAlignment.Left,
    );
    const [only, ...others] = connections;
    const tenant = others.length === 0 ? [only?.resource ?? '', only?.tenantId ?? ''] : [];
    this.#item.name = l10n.t('Client Credentials: Connection');
    this.#item.text = `$(plug) ${pickLabel(name)}`;
    this.#item.tooltip = [l10n.t('Connection: {0}', name), ...tenant, l10n.t('Click to switch.')].join('\n');
    this.#item.accessibilityInformation = { label: l10n.t('Connection: {0}', name), role: 'button' };
    this.#item.command = commandId('switchConnection');
    this.#item.show();
  }

  dispose(): void {
    this.#item?.dispose();
  }
}
