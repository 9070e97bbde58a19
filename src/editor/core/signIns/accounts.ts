import type * as vscode from 'vscode';
import { type Connection, signInKey } from '../../../credentials/connections/connection.ts';
import type { ConnectionSessions } from '../../../credentials/connections/connectionSession.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import type { SignInRecords } from '../../../credentials/connections/signInRecords.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { AccountSessions, SessionsChanged } from '../../platform/registration/accountsProvider.ts';
import { labelText } from '../../vocabulary/shownText.ts';
import { isAlive, sessionOf } from './accountSession.ts';

/** What {@link Accounts} are built on. */
export interface AccountsGround {
  readonly connections: () => readonly Connection[];
  readonly records: SignInRecords;
  readonly sessions: Pick<ConnectionSessions, 'token' | 'close'>;
  /** Asks the editor for one of our sessions, as any other extension would. */
  readonly getSession: (
    scopes: readonly string[],
    options: vscode.AuthenticationGetSessionOptions,
  ) => Thenable<vscode.AuthenticationSession | undefined>;
  /** Has the user sign in, and proves that it works. */
  readonly signIn: (connection: Connection) => Promise<SignInRecord>;
  /** Has the service forget a sign-in; failing, it goes on until it expires. */
  readonly revoke: (connection: Connection, record: SignInRecord) => Promise<void>;
  /** Tells the editor which sessions came, went or changed. */
  readonly changed: SessionsChanged;
  /** Shows in the views that the user has signed in or out. */
  readonly refresh: () => void;
  /** The accounts that the editor was last told of, by sign-in key; default: none. */
  readonly shownAccounts?: Map<string, string>;
  /** What a user reads below the editor's question whether we may sign in. */
  readonly detail: (connection: Connection) => string;
}

interface Attempt {
  readonly connection: Connection;
  /** A sign-in that has already proved itself. */
  readonly prepared: SignInRecord | undefined;
  /** What went wrong, with its code: the editor passes on its text only. */
  error?: unknown;
}

/**
 * The sign-ins as sessions of the editor's accounts: one per connection, whose scope is its sign-in key. The user
 * sees them in the Accounts menu, signs out there, and decides there who may use them, ourselves included. The
 * local tenant is not an account, and not among them.
 */
export class Accounts implements AccountSessions {
  readonly #ground: AccountsGround;
  readonly #attempts = new Map<string, Attempt>();
  /** Keys that the editor lets us use; forgotten with every change. */
  readonly #allowed = new Set<string>();
  /** Keys that we are asking the editor about, which needs no token. */
  readonly #asking = new Set<string>();
  /** What the editor was last told of each session. */
  readonly #seen: Map<string, string>;

  constructor(ground: AccountsGround) {
    this.#ground = ground;
    this.#seen = ground.shownAccounts ?? new Map();
  }

  /** Lists the sessions: all, or the one of a scope, which then has a token that is valid now. */
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

  /** Signs in to the connection of a scope: the editor calls it once the user has agreed. */
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

  /** Signs out of a session: the editor calls it from the Accounts menu. */
  async removeSession(id: string): Promise<void> {
    const connection = this.#connections().find(each => signInKey(each) === id);
    if (connection) await this.forget(connection);
  }

  /**
   * Has the user sign in to a connection, which need not be saved yet, by way of the editor.
   *
   * @param prepared a sign-in that has already proved itself; without it, the user is asked
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
      // without an error of ours, the user has not agreed to the editor's question
      throw attempt.error ?? new CredentialsError('cancelled', { cause });
    } finally {
      if (this.#attempts.get(key) === attempt) this.#attempts.delete(key);
    }
  }

  /** Tells whether the editor, and with it the user, lets us use a sign-in that is there. */
  async mayUse(connection: Connection, record: SignInRecord): Promise<boolean> {
    const key = signInKey(connection);
    if (connection.kind === 'localTenant' || this.#allowed.has(key)) return true;
    this.#asking.add(key);
    try {
      const account = { id: key, label: labelText(record.account) };
      const session = await this.#ground.getSession([key], { silent: true, account });
      if (session) this.#allowed.add(key);
      return session !== undefined;
    } finally {
      this.#asking.delete(key);
    }
  }

  /** Keeps a sign-in. */
  async keep(connection: Connection, record: SignInRecord): Promise<void> {
    this.#ground.sessions.close(connection);
    await this.#ground.records.put(connection, record);
    await this.noteChange(signInKey(connection));
  }

  /** Forgets a sign-in, here and, as far as it can be reached, at the service. */
  async forget(connection: Connection): Promise<void> {
    const { records, sessions, revoke } = this.#ground;
    const record = await records.get(connection);
    sessions.close(connection);
    await records.delete(connection);
    await this.noteChange(signInKey(connection));
    if (record) await revoke(connection, record);
  }

  /** Forgets what the editor has allowed: it may have changed. */
  forgetAllowed(): void {
    this.#allowed.clear();
  }

  /** Looks at a sign-in that this or another window has changed, and tells of it if users see a difference. */
  async noteChange(key: string): Promise<void> {
    const known = [
      ...this.#ground.connections(),
      ...[...this.#attempts.values()].map(each => each.connection),
    ];
    const ours = known.filter(each => signInKey(each) === key);
    // other secrets have keys too; a connection that is removed is still known by its session
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

  /** Looks at every sign-in that was there, since any may have been signed out of elsewhere. */
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
    const token = withToken && !this.#asking.has(key) ? await this.#tokenOf(connection, record) : '';
    return sessionOf(key, record.account, token);
  }

  /** Returns a token that is valid now or, while none can be had, the one that was. */
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
