import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../service/model/builtInRoles.ts';
import { DEFAULT_SETTINGS } from '../service/model/clientSettings.ts';
import { LIMITS } from '../service/model/limits.ts';
import { guidFrom } from './guid.ts';
import { hashSecret, newSecretValue } from './secretValue.ts';
import type { StoredClient } from './storage/clientTable.ts';
import type { TenantStore } from './storage/tenantStore.ts';
import type { Surroundings } from './surroundings.ts';

/** The credentials that a tenant hands to whoever starts it. */
export interface Administrator {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The one client that is there before anybody has made one, and that does not count as one of theirs. */
export const ADMINISTRATOR_CLIENTS = 1;

/**
 * Returns the administrator client, made on the first call. What somebody took from it since (the client, its
 * secret, its roles, its being enabled) is restored, so that a restart always lets its owner in again; a deleted
 * secret comes back with a new value, since whoever deleted it wanted the old one dead.
 */
export function administrator(store: TenantStore, { randomBytes }: Surroundings): Administrator {
  return store.transaction(() => {
    const clientId = store.settings.getOrMake('administratorClientId', () => guidFrom(randomBytes(16)));
    restoreClient(store, clientId);
    // The only secret whose value is kept. Nothing else could print it again after a restart, and it opens
    // nothing but this very file, which is readable for its owner alone.
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
