import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { TenantStore } from '../storage/tenantStore.ts';

/** Metadata of ours that the engine keeps with a client and hands back to the configuration's functions. */
export const OWN_METADATA = ['access_token_lifetime_seconds', 'role_type_ids'] as const;

/**
 * Satisfies the engine's rule that a client of this kind has *a* secret; never compared, see
 * `compareClientSecret`. Constant, because the engine caches a client under the hash of what the adapter returns.
 */
const UNUSED_SECRET = 'unused: secrets are kept as hashes';

/**
 * Lets the engine find the clients of the tenant; it writes none. A disabled client is not found, which makes
 * every request of it fail as `invalid_client`.
 */
export class StoredClients implements Adapter {
  readonly #store: TenantStore;

  constructor(store: TenantStore) {
    this.#store = store;
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const client = this.#store.clients.find('clientCredentials', id.toLowerCase());
    if (!client?.enabled) return undefined;
    return {
      client_id: client.id,
      client_secret: UNUSED_SECRET,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_post',
      access_token_lifetime_seconds: client.tokenLifetimeSeconds,
      role_type_ids: this.#store.roles.typeIdsOf(client.roleIds),
    };
  }

  async findByUserCode(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async upsert(): Promise<void> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
}
