import { IdentityService } from '../../service/identityService.ts';
import { Transport } from '../../service/transport.ts';
import type { IssuedToken } from '../../signIn/issuedToken.ts';
import type { RenewingTokenSource } from '../../signIn/renewingTokenSource.ts';
import { CredentialsError } from '../credentialsError.ts';
import { type Connection, signInKey } from './connection.ts';
import { connectionTokens } from './connectionTokens.ts';
import type { SessionSurroundings } from './sessionSurroundings.ts';
import type { SignInRecord } from './signInRecord.ts';
import { holdInMemory, type SignInRecords, type SignInSlot } from './signInRecords.ts';

/** A connection in use. */
interface Session {
  readonly tokens: RenewingTokenSource;
  readonly service: IdentityService;
}

/** Makes the service of a connection with the sign-in of a slot. */
export function serviceWith(
  connection: Connection,
  slot: SignInSlot,
  surroundings: SessionSurroundings,
): IdentityService {
  return makeSession(connection, slot, surroundings).service;
}

/**
 * Proves that a sign-in works by reading the tenant. Saves nothing. Returns the sign-in as it is afterwards, because its
 * tokens may have been renewed.
 */
export async function proveSignIn(
  connection: Connection,
  record: SignInRecord,
  surroundings: SessionSurroundings,
  signal?: AbortSignal,
): Promise<SignInRecord> {
  const slot = holdInMemory(record);
  await serviceWith(connection, slot, surroundings).tenant({ signal });
  return (await slot.get()) ?? record;
}

function makeSession(connection: Connection, slot: SignInSlot, surroundings: SessionSurroundings): Session {
  const tokens = connectionTokens(connection, slot, surroundings);
  const apiRoot = `${connection.resource}/api/v1/Tenants/${connection.tenantId}`;
  return { tokens, service: new IdentityService(new Transport({ apiRoot, tokens, ...surroundings })) };
}

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
    return this.#session(connection).service;
  }

  /** Returns a token that is valid now; rejects as {@link open} does, and with a `SignInError`. */
  token(connection: Connection, signal?: AbortSignal): Promise<IssuedToken> {
    return this.#session(connection).tokens.issuedToken(signal);
  }

  /** Drops a connection's service, and with it the token. */
  close(connection: Connection): void {
    this.#sessions.delete(signInKey(connection));
  }

  #session(connection: Connection): Session {
    const { records, surroundings } = this.#parts;
    const key = signInKey(connection);
    const session =
      this.#sessions.get(key) ?? makeSession(connection, records.slot(connection), surroundings);
    this.#sessions.set(key, session);
    return session;
  }
}
