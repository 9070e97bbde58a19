import { type Connection, signInSecretKey } from '../../credentials/connection.ts';
import {
  type ConnectionSessions,
  type SessionSurroundings,
  serviceWithSecret,
} from '../../credentials/connectionSession.ts';
import { CredentialsError } from '../../credentials/credentialsError.ts';
import type { SecretStore } from '../../credentials/secretStore.ts';
import type { IdentityService } from '../../service/identityService.ts';
import type { SecretText } from '../../service/model/secretText.ts';
import type { ConnectionSettings } from './connectionSettings.ts';
import type { LocalTenantProcess } from './localTenantProcess.ts';

/** What {@link SignIns} works with. */
export interface SignInsParts {
  readonly secrets: SecretStore;
  readonly settings: Pick<ConnectionSettings, 'save'>;
  readonly sessions: ConnectionSessions;
  readonly surroundings: SessionSurroundings;
  readonly localTenant: Pick<LocalTenantProcess, 'ensureRunning'>;
  /** Small facts that outlast the window; no secrets. */
  readonly memory: {
    get(key: string): unknown;
    update(key: string, value: unknown): PromiseLike<void>;
  };
  /** Learns of every secret before it is used, so that no log shows it. */
  readonly redact: (secret: SecretText) => void;
}

/** Signing in to connections, the local tenant's among them, and out again. */
export class SignIns {
  readonly #parts: SignInsParts;

  constructor(parts: SignInsParts) {
    this.#parts = parts;
  }

  /** Proves that a secret signs in to a connection, by reading the tenant with it. Keeps nothing. */
  async prove(connection: Connection, secret: SecretText, signal?: AbortSignal): Promise<void> {
    this.#parts.redact(secret);
    const service = serviceWithSecret(connection, async () => secret, this.#parts.surroundings);
    await service.tenant(signal ? { signal } : {});
  }

  /** Keeps the sign-in secret of a connection in the keyring. */
  async keep(connection: Connection, secret: SecretText): Promise<void> {
    this.#parts.redact(secret);
    this.#parts.sessions.close(connection);
    await this.#parts.secrets.store(signInSecretKey(connection), secret.reveal());
    await this.#parts.memory.update(signedOutKey(connection), undefined);
  }

  /** Forgets the sign-in secret of a connection. */
  async forget(connection: Connection): Promise<void> {
    this.#parts.sessions.close(connection);
    await this.#parts.secrets.delete(signInSecretKey(connection));
    if (connection.kind === 'localTenant') await this.#parts.memory.update(signedOutKey(connection), true);
  }

  /** Starts the local tenant unless it runs, and tells how to reach it. */
  async localTenant(
    name: string,
    preferredPort?: number,
  ): Promise<{ readonly connection: Connection; readonly secret: SecretText }> {
    const tenant = await this.#parts.localTenant.ensureRunning(preferredPort);
    const { resource, tenantId, clientId, clientSecret } = tenant;
    const signIn = { method: 'client', clientId } as const;
    return { connection: { name, kind: 'localTenant', resource, tenantId, signIn }, secret: clientSecret };
  }

  /**
   * Opens the service of a connection. The local tenant is started for it when it does not run, and signed in to
   * by itself, unless the user has signed out. Rejects with `signedOut` where there is no sign-in.
   */
  async service(connection: Connection): Promise<IdentityService> {
    if (connection.kind !== 'localTenant') return this.#parts.sessions.open(connection);
    if (this.#parts.memory.get(signedOutKey(connection))) throw new CredentialsError('signedOut');
    const running = await this.localTenant(connection.name, Number(new URL(connection.resource).port));
    const kept = await this.#parts.secrets.get(signInSecretKey(running.connection));
    if (kept !== running.secret.reveal()) await this.keep(running.connection, running.secret);
    // the port was taken, so the tenant is at another one: the setting follows
    if (running.connection.resource !== connection.resource)
      await this.#parts.settings.save(running.connection);
    return this.#parts.sessions.open(running.connection);
  }
}

/** Names the mark that the user signed out of the local tenant on purpose. */
const signedOutKey = ({ name }: Connection): string => `signedOut/${name}`;
