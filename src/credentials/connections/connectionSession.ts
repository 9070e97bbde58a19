import type { IdentityService } from '../../service/identityService.ts';
import type { IssuedToken } from '../../signIn/issuedToken.ts';
import { CredentialsError } from '../credentialsError.ts';
import { type Connection, signInKey } from './connection.ts';
import type { Session } from './session.ts';
import type { SessionSurroundings } from './sessionSurroundings.ts';
import type { SignInRecord } from './signInRecord.ts';
import type { SignInRecords } from './signInRecords.ts';

/** What {@link ConnectionSessions} work with. */
export interface ConnectionSessionsParts {
  readonly records: Pick<SignInRecords, 'get' | 'slot'>;
  readonly surroundings: SessionSurroundings;
  /** Tells whether the user allows us to use an existing sign-in. */
  readonly mayUse: (connection: Connection, record: SignInRecord) => Promise<boolean>;
}

/** The connections in use, with one source of tokens each. */
export class ConnectionSessions {
  readonly #parts: ConnectionSessionsParts;
  readonly #sessions = new Map<string, Session>();

  constructor(parts: ConnectionSessionsParts) {
    this.#parts = parts;
  }

  /**
   * Returns the service of a connection. Rejects with `signedOut` when it has no sign-in that we may use, and with
   * `sessionExpired` when the service has ended it.
   */
  async open(connection: Connection): Promise<IdentityService> {
    const { records, mayUse } = this.#parts;
    // Read each time: signing out in another window counts here, too.
    const record = await records.get(connection);
    if (!record) throw new CredentialsError('signedOut');
    if (record.kind === 'user' && record.ended) throw new CredentialsError('sessionExpired');
    if (!(await mayUse(connection, record))) throw new CredentialsError('signedOut');
    return (await this.#session(connection)).service;
  }

  /** Returns a token that is valid now; rejects as {@link open} does, and with a `SignInError`. */
  async token(connection: Connection, signal?: AbortSignal): Promise<IssuedToken> {
    return (await this.#session(connection)).tokens.issuedToken(signal);
  }

  /** Drops a connection's service, and with it the token. */
  close(connection: Connection): void {
    this.#sessions.delete(signInKey(connection));
  }

  async #session(connection: Connection): Promise<Session> {
    const { records, surroundings } = this.#parts;
    // Loaded on first use: it brings the requests and their decoders.
    const { makeSession } = await import('./session.ts');
    const key = signInKey(connection);
    const session =
      this.#sessions.get(key) ?? makeSession(connection, records.slot(connection), surroundings);
    this.#sessions.set(key, session);
    return session;
  }
}
