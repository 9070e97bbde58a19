import type { ClientChanges, ClientDraft } from './model/client.ts';
import type { ClientSecretDraft } from './model/clientSecret.ts';
import { settingsOfType } from './model/clientSettings.ts';
import { type ClientType, hasSecrets, segmentOfType } from './model/clientTypes.ts';
import type { ServiceRequest } from './serviceRequest.ts';

/** A part of a list. */
export interface Range {
  readonly skip: number;
  /** 1..1000. */
  readonly count: number;
}

const clientsPath = (type: ClientType): string => `/${segmentOfType(type)}`;

const clientPath = (type: ClientType, id: string): string => `${clientsPath(type)}/${encodeURIComponent(id)}`;

const secretsPath = (type: ClientType, id: string): string => `${clientPath(type, id)}/Secrets`;

const secretBody = ({ description, expiresAt }: ClientSecretDraft) => ({
  Description: description,
  Expires: expiresAt !== undefined,
  Expiration: expiresAt?.toISOString() ?? null,
});

/** JSON leaves out what is `undefined`. */
const changesBody = (type: ClientType, changes: ClientChanges) => ({
  Name: changes.name,
  Enabled: changes.enabled,
  AccessTokenLifetime: changes.accessTokenLifetimeSeconds,
  ...Object.fromEntries(settingsOfType(type).map(({ key, wire }) => [wire, changes.settings?.[key]])),
});

/** `GET` the tenant (documentation: *Tenants*). */
export const tenantRequest = (): ServiceRequest => ({ method: 'GET', path: '' });

/** `GET` a page of the roles (documentation: *Roles*). */
export const rolesRequest = ({ skip, count }: Range): ServiceRequest => ({
  method: 'GET',
  path: '/Roles',
  query: { skip, count },
});

/** `GET` a page of the addresses at which the tenant can be reached (documentation: *Regions*). */
export const regionsRequest = ({ skip, count }: Range): ServiceRequest => ({
  method: 'GET',
  path: '/Regions',
  query: { skip, count },
});

/** `HEAD` a collection of clients, for its `Total-Count`. */
export const clientCountRequest = (type: ClientType): ServiceRequest => ({
  method: 'HEAD',
  path: clientsPath(type),
});

/** `GET` a page of the clients of a type. */
export const clientsRequest = (type: ClientType, { skip, count }: Range): ServiceRequest => ({
  method: 'GET',
  path: clientsPath(type),
  query: { skip, count },
});

/** `GET` one client. */
export const clientRequest = (type: ClientType, id: string): ServiceRequest => ({
  method: 'GET',
  path: clientPath(type, id),
});

/** `POST` a client, with its first secret when the type has secrets. */
export const createClientRequest = (type: ClientType, draft: ClientDraft): ServiceRequest => ({
  method: 'POST',
  path: clientsPath(type),
  body: {
    Id: draft.id,
    ...changesBody(type, draft),
    Enabled: draft.enabled ?? true,
    RoleIds: type === 'clientCredentials' ? draft.roleIds : undefined,
    SecretDescription: hasSecrets(type) ? draft.secretDescription : undefined,
    SecretExpirationDate: hasSecrets(type) ? (draft.secretExpiresAt?.toISOString() ?? null) : undefined,
  },
});

/** `PUT` the changed properties of a client. The others keep their values. */
export const updateClientRequest = (
  type: ClientType,
  id: string,
  changes: ClientChanges,
): ServiceRequest => ({ method: 'PUT', path: clientPath(type, id), body: changesBody(type, changes) });

/** `DELETE` a client with all its secrets. */
export const deleteClientRequest = (type: ClientType, id: string): ServiceRequest => ({
  method: 'DELETE',
  path: clientPath(type, id),
});

/** `GET` a page of the roles of a Client-Credentials client. */
export const clientRolesRequest = (id: string, { skip, count }: Range): ServiceRequest => ({
  method: 'GET',
  path: `${clientPath('clientCredentials', id)}/Roles`,
  query: { skip, count },
});

/** `PUT` the roles of a Client-Credentials client, which replace its current roles. */
export const replaceClientRolesRequest = (id: string, roleIds: readonly string[]): ServiceRequest => ({
  method: 'PUT',
  path: `${clientPath('clientCredentials', id)}/Roles`,
  body: roleIds,
});

/** `GET` a page of a client's secrets. */
export const secretsRequest = (type: ClientType, id: string, { skip, count }: Range): ServiceRequest => ({
  method: 'GET',
  path: secretsPath(type, id),
  query: { skip, count },
});

/** `POST` another secret of a client. */
export const addSecretRequest = (type: ClientType, id: string, draft: ClientSecretDraft): ServiceRequest => ({
  method: 'POST',
  path: secretsPath(type, id),
  body: secretBody(draft),
});

/** `PUT` description and expiration of a secret. */
export const updateSecretRequest = (
  type: ClientType,
  id: string,
  secretId: number,
  draft: ClientSecretDraft,
): ServiceRequest => ({
  method: 'PUT',
  path: `${secretsPath(type, id)}/${secretId}`,
  body: secretBody(draft),
});

/** `DELETE` a secret. */
export const deleteSecretRequest = (type: ClientType, id: string, secretId: number): ServiceRequest => ({
  method: 'DELETE',
  path: `${secretsPath(type, id)}/${secretId}`,
});
