import type { HttpDispatcher } from '../service/httpDispatcher.ts';
import { IdentityService } from '../service/identityService.ts';
import { Transport } from '../service/transport.ts';
import { requestClientToken } from '../signIn/clientSignIn.ts';
import { RenewingTokenSource } from '../signIn/renewingTokenSource.ts';
import { type Connection, signInSecretKey } from './connection.ts';
import { CredentialsError } from './credentialsError.ts';
import type { SecretStore } from './secretStore.ts';

/** Time, randomness and the network, as sessions use them. */
export interface SessionSurroundings {
  readonly dispatcher: Pick<HttpDispatcher, 'request' | 'fetch'>;
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** `fetch` in the types of the platform, which a signing-in library expects; undici's own differ in name only. */
export const platformFetch = ({ fetch }: Pick<HttpDispatcher, 'fetch'>) =>
  fetch as unknown as typeof globalThis.fetch;

/** Makes the service of a connection that signs in with a secret which is at hand. */
export function serviceWithSecret(
  connection: Connection,
  secret: () => Promise<{ reveal(): string }>,
  { dispatcher, nowMs, random, sleep }: SessionSurroundings,
): IdentityService {
  const { resource, tenantId, signIn } = connection;
  const tokens = new RenewingTokenSource({
    nowMs,
    request: async signal => {
      const clientSecret = await secret();
      return requestClientToken(
        { resource, clientId: signIn.clientId, clientSecret, fetch: platformFetch(dispatcher) },
        signal,
      );
    },
  });
  const apiRoot = `${resource}/api/v1/Tenants/${tenantId}`;
  return new IdentityService(new Transport({ apiRoot, dispatcher, tokens, nowMs, random, sleep }));
}

/** The services of the connections that are in use, one each, so that each has one token. */
export class ConnectionSessions {
  readonly #secrets: SecretStore;
  readonly #surroundings: SessionSurroundings;
  readonly #services = new Map<string, IdentityService>();

  constructor(secrets: SecretStore, surroundings: SessionSurroundings) {
    this.#secrets = secrets;
    this.#surroundings = surroundings;
  }

  /** Returns the service of a connection. Rejects with `signedOut` when its sign-in secret is not in the keyring. */
  async open(connection: Connection): Promise<IdentityService> {
    const key = signInSecretKey(connection);
    // looked up first each time: signing out in another window counts here too
    await this.#secret(key);
    const open = this.#services.get(key);
    if (open) return open;
    const service = serviceWithSecret(connection, () => this.#secret(key), this.#surroundings);
    this.#services.set(key, service);
    return service;
  }

  /** Drops a connection's service, and with it the token. */
  close(connection: Connection): void {
    this.#services.delete(signInSecretKey(connection));
  }

  async #secret(key: string): Promise<{ reveal(): string }> {
    const value = await this.#secrets.get(key);
    if (!value) throw new CredentialsError('signedOut');
    return { reveal: () => value };
  }
}
