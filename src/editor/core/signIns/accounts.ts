import type * as vscode from 'vscode';
import { type Connection, signInKey } from '../../../credentials/connections/connection.ts';
import type { ConnectionSessions } from '../../../credentials/connections/connectionSession.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import type { SignInRecords } from '../../../credentials/connections/signInRecords.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { AccountSessions, SessionsChanged } from '../../platform/registration/accountsProvider.ts';
import { labelText } from '../../vocabulary/shownText.ts';
import { isAlive, sessionOf } from './accountSession.ts';

/** Dependencies of {@link Accounts}. */
export interface AccountsGround {
  readonly connections: () => readonly Connection[];
  readonly records: SignInRecords;
  readonly sessions: Pick<ConnectionSessions, 'token' | 'close'>;
  /** Asks the editor for one of our sessions, as any other extension would. */
  readonly getSession: (
    scopes: readonly string[],
    options: vscode.AuthenticationGetSessionOptions,
  ) => Thenable<vscode.AuthenticationSession | undefined>;
  /** Has the user sign in, and verifies it. */
  readonly signIn: (connection: Connection) => Promise<SignInRecord>;
  /** Revokes a sign-in; if that fails, it is valid until it expires. */
  readonly revoke: (connection: Connection, record: SignInRecord) => Promise<void>;
  /** Reports added, removed and changed sessions. */
  readonly changed: SessionsChanged;
  /** Shows in the views that the user has signed in or out. */
  readonly refresh: () => void;
  /** The accounts last reported to the editor, by sign-in key; default: none. */
  readonly shownAccounts?: Map<string, string>;
  /** Detail text below the editor's question about signing in. */
  readonly detail: (connection: Connection) => string;
}

interface Attempt {
  readonly connection: Connection;
  /** A sign-in that is already verified. */
  readonly prepared: SignInRecord | undefined;
  /** The error with its code: the editor passes on only its text. */
  error?: unknown;
}

/**
 * Provides the sign-ins as sessions of the editor's accounts: one per connection, with its sign-in key as scope. In
 * the Accounts menu the user can see them, sign out, and decide which extensions can use them, including this one.
 * The local tenant has no account.
 */
export class Accounts implements AccountSessions {
  readonly #ground: AccountsGround;
  readonly #attempts = new Map<string, Attempt>();
  /** Keys that the editor allows us to use; reset on change. */
  readonly #allowed = new Set<string>();
  /** How many permission checks of a key are pending; those need no token. */
  readonly #asking = new Map<string, number>();
  /** The accounts last reported, by key. */
  readonly #seen: Map<string, string>;

  constructor(ground: AccountsGround) {
    this.#ground = ground;
    this.#seen = ground.shownAccounts ?? new Map();
  }

  /** Returns all sessions without tokens, or the one of a scope with a currently valid token. */
  async getSessions(
    scopes?: readonly string[],
    options: vscode.AuthenticationProviderSessionOptions = {},
  ): Promise<vscode.AuthenticationSession[]> {
    const wanted = this.#connections().filter(
      connection => !scopes?.length || (scopes.length === 1 && scopes[0] === signInKey(connection)),
    );
    const sessions = await Promise.all(
      wanted.map(connection => this.#session(connection, Boolean(scopes?.length))),
    );
    const { account } = options;
    return sessions
      .filter(session => session !== undefined)
      .filter(({ account: { id } }) => !account || account.id === id);
  }

  /** Signs in to the connection of a scope. The editor calls it after the user agreed. */
  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const key = scopes[0] ?? '';
    const attempt = this.#attempts.get(key);
    const connection = attempt?.connection ?? this.#connections().find(each => signInKey(each) === key);
    if (!connection) throw new Error('the scope must be the sign-in key of a connection');
    try {
      const record = attempt?.prepared ?? (await this.#ground.signIn(connection));
      await this.keep(connection, record);
      return sessionOf(key, record.account, await this.#tokenOf(connection, record));
    } catch (error) {
      if (attempt) attempt.error = error;
      throw error;
    }
  }

  /** Signs out of a session. The Accounts menu of the editor calls it. */
  async removeSession(id: string): Promise<void> {
    const connection = this.#connections().find(each => signInKey(each) === id);
    if (connection) await this.forget(connection);
  }

  /**
   * Has the user sign in through the editor to a connection, which need not be saved yet.
   *
   * @param prepared a sign-in that is already verified; without it, the user is asked
   */
  async signIn(connection: Connection, prepared?: SignInRecord): Promise<void> {
    const { getSession, records, detail } = this.#ground;
    const key = signInKey(connection);
    const known = await records.get(connection);
    const anew =
      prepared !== undefined || (known && isAlive(known) && (await this.mayUse(connection, known)));
    const attempt: Attempt = { connection, prepared };
    const how = { detail: detail(connection) };
    this.#attempts.set(key, attempt);
    try {
      await getSession(
        [key],
        known && isAlive(known) && anew ? { forceNewSession: how } : { createIfNone: how },
      );
    } catch (cause) {
      // Without our own error, the user declined the editor's question.
      throw attempt.error ?? new CredentialsError('cancelled', { cause });
    } finally {
      if (this.#attempts.get(key) === attempt) this.#attempts.delete(key);
    }
  }

  /** Returns whether the user allowed this extension, in the editor, to use a sign-in. */
  async mayUse(connection: Connection, record: SignInRecord): Promise<boolean> {
    const key = signInKey(connection);
    if (connection.kind === 'localTenant' || this.#allowed.has(key)) return true;
    this.#asking.set(key, (this.#asking.get(key) ?? 0) + 1);
    try {
      const account = { id: key, label: labelText(record.account) };
      const session = await this.#ground.getSession([key], { silent: true, account });
      if (session) this.#allowed.add(key);
      return session !== undefined;
    } finally {
      this.#asking.set(key, (this.#asking.get(key) ?? 1) - 1);
    }
  }

  /** Saves a sign-in. */
  async keep(connection: Connection, record: SignInRecord): Promise<void> {
    this.#ground.sessions.close(connection);
    await this.#ground.records.put(connection, record);
    // A request in the meantime has opened a session with the previous sign-in.
    this.#ground.sessions.close(connection);
    await this.noteChange(signInKey(connection));
  }

  /** Deletes a sign-in here and, if possible, revokes it in the service. */
  async forget(connection: Connection): Promise<void> {
    const { records, sessions, revoke } = this.#ground;
    const record = await records.get(connection);
    sessions.close(connection);
    await records.delete(connection);
    await this.noteChange(signInKey(connection));
    if (record) await revoke(connection, record);
  }

  /** Resets the cached permissions: they may have changed. */
  forgetAllowed(): void {
    this.#allowed.clear();
  }

  /** Checks a sign-in that this or another window has changed, and reports visible differences. */
  async noteChange(key: string): Promise<void> {
    const known = [
      ...this.#ground.connections(),
      ...[...this.#attempts.values()].map(each => each.connection),
    ];
    const ours = known.filter(each => signInKey(each) === key);
    // The key may be of another secret. A removed connection is recognized by its session.
    if (ours.length === 0 && !this.#seen.has(key)) return;
    const record = await this.#ground.records.read(key);
    const before = this.#seen.get(key);
    const now = record && isAlive(record) ? record.account : undefined;
    if (before === now) return;
    this.#allowed.delete(key);
    for (const connection of ours) this.#ground.sessions.close(connection);
    this.#see(key, now);
    if (!ours.some(({ kind }) => kind === 'localTenant')) this.#ground.changed(changeOf(key, before, now));
    this.#ground.refresh();
  }

  /** Checks every known sign-in, since the user may have signed out elsewhere. */
  async noteAll(): Promise<void> {
    for (const key of [...this.#seen.keys()]) await this.noteChange(key);
  }

  #see(key: string, account: string | undefined): void {
    if (account === undefined) this.#seen.delete(key);
    else this.#seen.set(key, account);
  }

  #connections(): readonly Connection[] {
    return this.#ground.connections().filter(({ kind }) => kind !== 'localTenant');
  }

  async #session(
    connection: Connection,
    withToken: boolean,
  ): Promise<vscode.AuthenticationSession | undefined> {
    const key = signInKey(connection);
    const record = await this.#ground.records.get(connection);
    if (!record || !isAlive(record)) return undefined;
    this.#see(key, record.account);
    const token = withToken && !this.#asking.get(key) ? await this.#tokenOf(connection, record) : '';
    return sessionOf(key, record.account, token);
  }

  /** Returns a valid token or, if none can be obtained, the last one. */
  async #tokenOf(connection: Connection, record: SignInRecord): Promise<string> {
    try {
      return (await this.#ground.sessions.token(connection)).value.reveal();
    } catch {
      return record.kind === 'user' ? record.accessToken.reveal() : '';
    }
  }
}

/** The editor identifies sessions by their id and lists them by their account. */
function changeOf(
  key: string,
  before: string | undefined,
  now: string | undefined,
): vscode.AuthenticationProviderAuthenticationSessionsChangeEvent {
  const sessions = (account: string | undefined) =>
    account === undefined ? [] : [sessionOf(key, account, '')];
  return { added: sessions(now), removed: sessions(before), changed: [] };
}
