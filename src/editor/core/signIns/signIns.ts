import { type Connection, signInKey } from '../../../credentials/connections/connection.ts';
import type { ConnectionSessions } from '../../../credentials/connections/connectionSession.ts';
import { withGrantedOfflineAccess } from '../../../credentials/connections/grantedOfflineAccess.ts';
import type { SessionSurroundings } from '../../../credentials/connections/sessionSurroundings.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import type { SignInRecords } from '../../../credentials/connections/signInRecords.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';
import type { ConnectionSettings } from '../connections/connectionSettings.ts';
import type { LocalTenant } from '../connections/localTenant.ts';
import type { Accounts } from './accounts.ts';

/** Dependencies of {@link SignIns}. */
export interface SignInsGround {
  readonly records: Pick<SignInRecords, 'get'>;
  readonly accounts: Pick<Accounts, 'signIn' | 'keep' | 'forget'>;
  readonly settings: Pick<ConnectionSettings, 'save'>;
  readonly sessions: ConnectionSessions;
  readonly localTenant: Pick<LocalTenant, 'ensureRunning'>;
  /** Makes a unique id. */
  readonly newId: () => string;
  /** Persistent state without secrets. */
  readonly memory: WorkspaceMemory;
}

/** Signs in to and out of connections, including the local tenant. */
export class SignIns {
  readonly #ground: SignInsGround;

  constructor(ground: SignInsGround) {
    this.#ground = ground;
  }

  /** Has the user sign in to a connection through the editor's accounts; `prepared` is already verified. */
  signIn(connection: Connection, prepared?: SignInRecord): Promise<void> {
    return this.#ground.accounts.signIn(connection, prepared);
  }

  /** Tells whether a connection has a sign-in on this machine. */
  async isSignedIn(connection: Connection): Promise<boolean> {
    return (await this.#ground.records.get(connection)) !== undefined;
  }

  /** Returns a connection without what its sign-in didn't get, such as a refresh token, so that it isn't requested again. */
  async asGranted(connection: Connection): Promise<Connection> {
    return withGrantedOfflineAccess(connection, await this.#ground.records.get(connection));
  }

  /** Returns the sign-in of a connection that signs in as a client, for another address. */
  async clientRecord(connection: Connection): Promise<SignInRecord | undefined> {
    const record = await this.#ground.records.get(connection);
    return record?.kind === 'client' ? record : undefined;
  }

  /** Replaces the secret of a connection that signs in as a client; does nothing if it is signed out. */
  async replaceSecret(connection: Connection, clientSecret: SecretText): Promise<void> {
    const record = await this.clientRecord(connection);
    if (record?.kind === 'client') await this.#ground.accounts.keep(connection, { ...record, clientSecret });
  }

  /** Signs out of a connection. */
  async forget(connection: Connection): Promise<void> {
    await this.#ground.accounts.forget(connection);
    if (connection.kind === 'localTenant') await this.#ground.memory.update(signedOutKey(connection), true);
  }

  /** Starts the local tenant if needed, and returns how to connect. */
  async localTenant(
    name: string,
    preferredPort?: number,
  ): Promise<{ readonly connection: Connection; readonly secret: SecretText }> {
    const tenant = await this.#ground.localTenant.ensureRunning(preferredPort);
    const { resource, tenantId, clientId, clientSecret } = tenant;
    const signIn = { method: 'client', clientId } as const;
    return { connection: { name, kind: 'localTenant', resource, tenantId, signIn }, secret: clientSecret };
  }

  /** Signs in to the local tenant, which needs no permission: it is a process of this extension. */
  async keepLocalTenant(connection: Connection, clientSecret: SecretText): Promise<void> {
    await this.#ground.accounts.keep(connection, {
      kind: 'client',
      id: this.#ground.newId(),
      account: connection.name,
      clientSecret,
    });
    await this.#ground.memory.update(signedOutKey(connection), undefined);
  }

  /**
   * Opens the service of a connection. Starts the local tenant if needed and signs in to it automatically, unless
   * the user has signed out. Rejects with `signedOut` if there is no sign-in.
   */
  async service(connection: Connection): Promise<IdentityService> {
    if (connection.kind !== 'localTenant') return this.#ground.sessions.open(connection);
    if (this.#ground.memory.get(signedOutKey(connection))) throw new CredentialsError('signedOut');
    const running = await this.localTenant(connection.name, Number(new URL(connection.resource).port));
    const kept = await this.#ground.records.get(running.connection);
    if (kept?.kind !== 'client' || !kept.clientSecret.equals(running.secret)) {
      await this.keepLocalTenant(running.connection, running.secret);
    }
    // The port was taken, so the tenant uses another: update the setting.
    if (signInKey(running.connection) !== signInKey(connection)) {
      await this.#ground.settings.save(running.connection);
    }
    return this.#ground.sessions.open(running.connection);
  }
}

/** Revokes a user's sign-in at the service. If the service cannot be reached, the sign-in is valid until it expires. */
export async function revokeSignIn(
  connection: Connection,
  record: SignInRecord,
  surroundings: SessionSurroundings,
  warn: (text: string) => void,
): Promise<void> {
  try {
    const { revokeUserSignIn } = await import('../../../credentials/connections/revokeUserSignIn.ts');
    await revokeUserSignIn(connection, record, surroundings, AbortSignal.timeout(REVOCATION_LIMIT_MS));
  } catch (error) {
    warn(`the service could not be told of the sign-out: ${error}`);
  }
}

/** The longest time to wait for an unreachable service when signing out, milliseconds. */
const REVOCATION_LIMIT_MS = 5_000;

/** Key of the flag that the user signed out of the local tenant. */
const signedOutKey = ({ name }: Connection): string => `signedOut/${name}`;
