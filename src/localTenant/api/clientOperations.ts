import { LIMITS } from '../../service/model/limits.ts';
import { ADMINISTRATOR_CLIENTS } from '../administrator.ts';
import { hashSecret, newSecretValue } from '../secretValue.ts';
import type { StoredClient } from '../storage/clientTable.ts';
import type { TenantStore } from '../storage/tenantStore.ts';
import { type Read, refuse } from './answer.ts';
import { clientCreateSchema, clientUpdateSchema, readBody } from './bodySchema.ts';
import type { Operation } from './call.ts';
import { readRoleIds } from './clientRoles.ts';
import { findClient } from './findClient.ts';
import { writeIsoDate } from './isoDate.ts';

const TYPE = 'clientCredentials';

/** A client as the service sends it (documentation: *Client-Credentials clients*). */
export function clientBody(client: StoredClient) {
  return {
    Id: client.id,
    Name: client.name,
    Enabled: client.enabled,
    AccessTokenLifetime: client.tokenLifetimeSeconds,
    Tags: [],
    RoleIds: client.roleIds,
  };
}

/** `HEAD …/ClientCredentialClients`: their number, in `Total-Count`. */
export const countClients: Operation = ({ tenant }) => ({
  kind: 'success',
  status: 200,
  totalCount: tenant.store.clients.count(TYPE),
});

/** `GET …/ClientCredentialClients/{clientId}`. */
export const getClient: Operation = call => {
  const client = findClient(call);
  return client.ok ? { kind: 'success', status: 200, body: clientBody(client.value) } : client.refusal;
};

/** `POST …/ClientCredentialClients`: makes a client and its first secret, whose value is in this answer only. */
export const createClient: Operation = ({ tenant: { store, surroundings, newGuid }, body }) => {
  const read = readBody(clientCreateSchema, body);
  if (!read.ok) return read.refusal;
  const input = read.value;
  const roleIds = readRoleIds(store.roles, input.RoleIds);
  if (!roleIds.ok) return roleIds.refusal;
  const id = readNewId(store, input.Id ?? newGuid());
  if (!id.ok) return id.refusal;
  const client: StoredClient = {
    id: id.value,
    name: input.Name,
    enabled: input.Enabled ?? true,
    tokenLifetimeSeconds: input.AccessTokenLifetime ?? LIMITS.tokenLifetimeSeconds.default,
    roleIds: roleIds.value,
  };
  const value = newSecretValue(surroundings.randomBytes);
  const secret = store.transaction(() => {
    store.clients.insert(TYPE, client);
    return store.secrets.insert(
      client.id,
      { description: input.SecretDescription ?? null, expiresAtMs: input.SecretExpirationDate ?? null },
      hashSecret(value),
    );
  });
  const envelope = {
    Secret: value,
    Id: secret.id,
    Description: secret.description,
    ExpirationDate: writeIsoDate(secret.expiresAtMs),
    Client: clientBody(client),
  };
  return { kind: 'success', status: 201, body: envelope };
};

/** `PUT …/ClientCredentialClients/{clientId}`: what the body leaves out, or has as null, stays. */
export const updateClient: Operation = call => {
  const { store } = call.tenant;
  const found = findClient(call);
  if (!found.ok) return found.refusal;
  const read = readBody(clientUpdateSchema, call.body);
  if (!read.ok) return read.refusal;
  const input = read.value;
  if ((input.Id ?? found.value.id) !== found.value.id) {
    return refuse(
      'badRequest',
      'Id differs from the one in the address.',
      'Leave Id out: it cannot be changed.',
    );
  }
  const roleIds = readRoleIds(store.roles, input.RoleIds ?? found.value.roleIds);
  if (!roleIds.ok) return roleIds.refusal;
  const client: StoredClient = {
    id: found.value.id,
    name: input.Name ?? found.value.name,
    enabled: input.Enabled ?? found.value.enabled,
    tokenLifetimeSeconds: input.AccessTokenLifetime ?? found.value.tokenLifetimeSeconds,
    roleIds: roleIds.value,
  };
  store.clients.update(client);
  return { kind: 'success', status: 200, body: clientBody(client) };
};

/** `DELETE …/ClientCredentialClients/{clientId}`, with its secrets. */
export const deleteClient: Operation = call => {
  const found = findClient(call);
  if (!found.ok) return found.refusal;
  call.tenant.store.clients.remove(TYPE, found.value.id);
  return { kind: 'success', status: 204 };
};

function readNewId(store: TenantStore, id: string): Read<string> {
  if (store.clients.isTaken(id)) {
    const reason = 'A client with this Id exists already.';
    return { ok: false, refusal: refuse('conflict', reason, 'Choose another Id, or leave it out.') };
  }
  if (store.clients.countAll() >= LIMITS.clientsPerTenant + ADMINISTRATOR_CLIENTS) {
    const reason = `The tenant has ${LIMITS.clientsPerTenant} clients, which is the limit.`;
    return { ok: false, refusal: refuse('badRequest', reason, 'Delete clients that nobody uses any more.') };
  }
  return { ok: true, value: id };
}
