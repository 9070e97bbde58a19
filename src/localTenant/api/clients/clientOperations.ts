import { DEFAULT_SETTINGS } from '../../../service/model/clientSettings.ts';
import { CLIENT_TYPES, type ClientType } from '../../../service/model/clientTypes.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { ADMINISTRATOR_CLIENTS } from '../../administrator.ts';
import { hashSecret, newSecretValue } from '../../secretValue.ts';
import type { StoredClient } from '../../storage/clientTable.ts';
import type { StoredSecret } from '../../storage/secretTable.ts';
import type { TenantStore } from '../../storage/tenantStore.ts';
import type { Call, OperationOf, Tenant } from '../call.ts';
import { readRoleIds } from '../roleOperations.ts';
import { type Answer, type Read, refuse } from '../wire/answer.ts';
import { firstSecretSchema } from '../wire/bodySchema.ts';
import { writeIsoDate } from '../wire/isoDate.ts';
import { readBody } from '../wire/readBody.ts';
import { type ClientBody, changeSettings, clientSchema, writeClient } from './clientProperties.ts';
import { findClient } from './findClient.ts';

/** `GET` of a client. */
export const getClient: OperationOf = type => call => {
  const client = findClient(type, call);
  return client.ok ? { kind: 'success', status: 200, body: writeClient(client.value) } : client.refusal;
};

/** `POST` to a collection: adds a client and, for types with secrets, its first secret. Only this answer has its value. */
export const createClient: OperationOf = type => {
  const schema = clientSchema(type, 'create');
  const hasSecrets = CLIENT_TYPES.some(row => row.type === type && row.hasSecrets);
  return call => {
    const read = readBody(schema, call.body);
    if (!read.ok) return read.refusal;
    const client = newClient(type, call.tenant, read.value);
    if (!client.ok) return client.refusal;
    if (hasSecrets) return createWithSecret(call, client.value);
    call.tenant.store.clients.insert(client.value);
    return { kind: 'success', status: 201, body: writeClient(client.value) };
  };
};

/** `PUT` of a client: properties that are missing or null in the body don't change. */
export const updateClient: OperationOf = type => {
  const schema = clientSchema(type, 'update');
  return call => {
    const { store } = call.tenant;
    const found = findClient(type, call);
    if (!found.ok) return found.refusal;
    const read = readBody(schema, call.body);
    if (!read.ok) return read.refusal;
    if ((read.value.Id ?? found.value.id) !== found.value.id) {
      const reason = 'Id differs from the one in the address.';
      return refuse('badRequest', reason, 'Leave Id out: it cannot be changed.');
    }
    const client = changeClient(store, found.value, read.value);
    if (!client.ok) return client.refusal;
    store.clients.update(client.value);
    return { kind: 'success', status: 200, body: writeClient(client.value) };
  };
};

/** `DELETE` of a client, with its secrets and the grants of its users. */
export const deleteClient: OperationOf = type => call => {
  const found = findClient(type, call);
  if (!found.ok) return found.refusal;
  const { store } = call.tenant;
  store.transaction(() => {
    store.clients.remove(type, found.value.id);
    store.artefacts.removeClient(found.value.id);
  });
  return { kind: 'success', status: 204 };
};

function newClient(type: ClientType, { store, newGuid }: Tenant, body: ClientBody): Read<StoredClient> {
  const id = readNewId(store, body.Id ?? newGuid());
  if (!id.ok) return id;
  const blank: StoredClient = {
    type,
    id: id.value,
    name: '',
    enabled: true,
    tokenLifetimeSeconds: LIMITS.tokenLifetimeSeconds.default,
    roleIds: [],
    tags: [],
    settings: DEFAULT_SETTINGS,
  };
  return changeClient(store, blank, body);
}

/** Returns a client with the changes in a body. */
function changeClient(store: TenantStore, client: StoredClient, body: ClientBody): Read<StoredClient> {
  const roleIds = body.RoleIds ? readRoleIds(store.roles, body.RoleIds) : undefined;
  if (roleIds && !roleIds.ok) return roleIds;
  return {
    ok: true,
    value: {
      ...client,
      name: body.Name ?? client.name,
      enabled: body.Enabled ?? client.enabled,
      tokenLifetimeSeconds: body.AccessTokenLifetime ?? client.tokenLifetimeSeconds,
      roleIds: roleIds?.value ?? client.roleIds,
      settings: changeSettings(client.type, client.settings, body),
    },
  };
}

function createWithSecret({ tenant: { store, surroundings }, body }: Call, client: StoredClient): Answer {
  const read = readBody(firstSecretSchema, body);
  if (!read.ok) return read.refusal;
  const value = newSecretValue(surroundings.randomBytes);
  const { SecretDescription, SecretExpirationDate } = read.value;
  const described = { description: SecretDescription ?? null, expiresAtMs: SecretExpirationDate ?? null };
  const secret = store.transaction(() => {
    store.clients.insert(client);
    return store.secrets.insert(client.id, described, hashSecret(value));
  });
  return { kind: 'success', status: 201, body: writeCreated(client, secret, value) };
}

/** Returns the body of the answer to `POST` for a type with secrets. */
function writeCreated(client: StoredClient, secret: StoredSecret, value: string) {
  return {
    Secret: value,
    Id: secret.id,
    Description: secret.description,
    ExpirationDate: writeIsoDate(secret.expiresAtMs),
    Client: writeClient(client),
  };
}

function readNewId(store: TenantStore, id: string): Read<string> {
  if (store.clients.findOfAnyType(id) !== undefined) {
    const reason = 'A client with this Id exists already.';
    return { ok: false, refusal: refuse('conflict', reason, 'Choose another Id, or leave it out.') };
  }
  if (store.clients.countAll() >= LIMITS.clientsPerTenant + ADMINISTRATOR_CLIENTS) {
    const reason = `The tenant has ${LIMITS.clientsPerTenant} clients, which is the limit.`;
    return {
      ok: false,
      refusal: refuse('badRequest', reason, 'Delete clients that nobody uses any longer.'),
    };
  }
  return { ok: true, value: id };
}
