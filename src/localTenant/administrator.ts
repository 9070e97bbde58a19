import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../service/model/builtInRoles.ts';
import { DEFAULT_SETTINGS } from '../service/model/clientSettings.ts';
import { LIMITS } from '../service/model/limits.ts';
import { guidFrom } from './guid.ts';
import { hashSecret, newSecretValue } from './secretValue.ts';
import type { StoredClient } from './storage/clientTable.ts';
import type { TenantStore } from './storage/tenantStore.ts';
import type { Surroundings } from './surroundings.ts';

/** The credentials that a tenant gives to the process that starts it. */
export interface Administrator {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Number of clients that a new tenant has; they don't count towards the limit. */
export const ADMINISTRATOR_CLIENTS = 1;

/**
 * Returns the administrator client, which the first call makes. If the client, its secret, its roles or its being enabled
 * was removed since, it is restored, so that a restart always gives its owner access again. A deleted secret is restored
 * with a new value, because the old one must no longer work.
 */
export function administrator(store: TenantStore, { randomBytes }: Surroundings): Administrator {
  return store.transaction(() => {
    const clientId = store.settings.getOrMake('administratorClientId', () => guidFrom(randomBytes(16)));
    restoreClient(store, clientId);
    // The only secret whose value is saved, so that it can be printed after a restart. It gives access only to this file,
    // which only its owner can read.
    const kept = store.settings.get('administratorSecretValue');
    const secretId = Number(store.settings.get('administratorSecretId'));
    if (kept !== undefined && store.secrets.find(clientId, secretId)) return { clientId, clientSecret: kept };
    return { clientId, clientSecret: addSecret(store, clientId, newSecretValue(randomBytes)) };
  });
}

function restoreClient(store: TenantStore, id: string): void {
  const found = store.clients.find('clientCredentials', id);
  const client: StoredClient = {
    type: 'clientCredentials',
    id,
    name: found?.name ?? 'Local administrator',
    enabled: true,
    tokenLifetimeSeconds: found?.tokenLifetimeSeconds ?? LIMITS.tokenLifetimeSeconds.default,
    roleIds: [MEMBER_ROLE_TYPE_ID, ADMINISTRATOR_ROLE_TYPE_ID].map(typeId => store.roles.idOfType(typeId)),
    tags: [],
    settings: DEFAULT_SETTINGS,
  };
  if (found) store.clients.update(client);
  else store.clients.insert(client);
}

function addSecret(store: TenantStore, clientId: string, value: string): string {
  const secret = { description: 'Made by the local tenant', expiresAtMs: null };
  const { id } = store.secrets.insert(clientId, secret, hashSecret(value));
  store.settings.set('administratorSecretId', String(id));
  store.settings.set('administratorSecretValue', value);
  return value;
}
