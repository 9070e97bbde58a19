import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { TenantStore } from '../../storage/tenantStore.ts';
import { clientMetadata } from './clientMetadata.ts';

/**
 * Lets the engine find the clients of the tenant. The engine writes none. A disabled client isn't found, so all of its
 * requests fail with `invalid_client`.
 */
export class StoredClients implements Adapter {
  readonly #store: TenantStore;
  readonly #now: () => number;

  /** @param now returns the current time in milliseconds since 1970 UTC */
  constructor(store: TenantStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const client = this.#store.authentication.findClient(id.toLowerCase(), this.#now());
    if (!client?.enabled) return undefined;
    return clientMetadata(client, this.#store.roles.typeIdsOf(client.roleIds));
  }

  async findByUserCode(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async upsert(): Promise<void> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
}
