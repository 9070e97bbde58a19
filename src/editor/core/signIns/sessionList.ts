import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type * as vscode from 'vscode';
import { signInKey } from '../../../credentials/connections/connection.ts';
import { SignInRecords } from '../../../credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../credentials/connections/signOuts.ts';
import { ConnectionSettings } from '../connections/connectionSettings.ts';
import { isAlive, sessionOf } from './accountSession.ts';
import type { Accounts } from './accounts.ts';

/** Dependencies of a {@link SessionList}. */
export interface SessionListGround {
  readonly context: vscode.ExtensionContext;
  /** The accounts last reported to the editor, by sign-in key. */
  readonly shownAccounts: Map<string, string>;
  /** Whether the extension is loaded and watches sign-ins itself. */
  readonly isLoaded: () => boolean;
  /** Loads the extension. */
  readonly accounts: () => Promise<Pick<Accounts, 'noteChange' | 'noteAll'>>;
}

/**
 * Lists the sessions for the editor's Accounts menu, without tokens. Every window requests them when it starts, so this
 * loads as little as possible, and the rest of the extension only when a sign-in changes in another window.
 */
export class SessionList implements vscode.Disposable {
  readonly #ground: SessionListGround;
  readonly #settings = new ConnectionSettings();
  readonly #records: SignInRecords;
  readonly #watching: readonly vscode.Disposable[];

  constructor(ground: SessionListGround) {
    const { context, shownAccounts } = ground;
    this.#ground = ground;
    const signOuts = new SignOuts(path.join(context.globalStorageUri.fsPath, 'signOuts'), randomUUID);
    this.#records = new SignInRecords({ secrets: context.secrets, signOuts });
    this.#watching = [
      context.secrets.onDidChange(({ key }) => {
        if (shownAccounts.has(key) || this.#keys().includes(key))
          this.#tell(accounts => accounts.noteChange(key));
      }),
      { dispose: signOuts.watch(() => this.#tell(accounts => accounts.noteAll())) },
    ];
  }

  /** Returns the sessions, or that of one account. */
  async list({
    account,
  }: vscode.AuthenticationProviderSessionOptions): Promise<vscode.AuthenticationSession[]> {
    const sessions: vscode.AuthenticationSession[] = [];
    for (const key of this.#keys()) {
      const record = await this.#records.read(key);
      if (!record || !isAlive(record)) continue;
      this.#ground.shownAccounts.set(key, record.account);
      if (!account || account.id === key) sessions.push(sessionOf(key, record.account, ''));
    }
    return sessions;
  }

  dispose(): void {
    for (const disposable of this.#watching.toReversed()) disposable.dispose();
  }

  /** The sign-in keys of connections that can have an account. */
  #keys(): readonly string[] {
    const connections = this.#settings.all().filter(({ kind }) => kind !== 'localTenant');
    return connections.map(signInKey);
  }

  #tell(note: (accounts: Pick<Accounts, 'noteChange' | 'noteAll'>) => Promise<void>): void {
    const { isLoaded, accounts } = this.#ground;
    if (!isLoaded()) void accounts().then(note);
  }
}
