import type { ClientCredentialsClientDraft } from './model/client.ts';
import type { ClientSecretDraft } from './model/clientSecret.ts';
import { CLIENT_TYPES, type ClientType } from './model/clientTypes.ts';
import type { ServiceRequest } from './serviceRequest.ts';

/** A part of a list. */
export interface Range {
  readonly skip: number;
  /** 1..1000. */
  readonly count: number;
}

function clientsPath(type: ClientType): string {
  const row = CLIENT_TYPES.find(candidate => candidate.type === type);
  if (!row) throw new RangeError(`unknown client type ${type}`);
  return `/${row.segment}`;
}

const clientPath = (type: ClientType, id: string): string => `${clientsPath(type)}/${encodeURIComponent(id)}`;

const secretsPath = (type: ClientType, id: string): string => `${clientPath(type, id)}/Secrets`;

const secretBody = ({ description, expiresAt }: ClientSecretDraft) => ({
  Description: description,
  Expires: expiresAt !== undefined,
  Expiration: expiresAt?.toISOString() ?? null,
});

/** `GET` the tenant (documentation: *Tenants*). */
export const tenantRequest = (): ServiceRequest => ({ method: 'GET', path: '' });

/** `GET` a page of the roles (documentation: *Roles*). */
export const rolesRequest = ({ skip, count }: Range): ServiceRequest => ({
  method: 'GET',
  path: '/Roles',
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

/** `POST` a Client-Credentials client with its first secret. */
export const createClientRequest = (draft: ClientCredentialsClientDraft): ServiceRequest => ({
  method: 'POST',
  path: clientsPath('clientCredentials'),
  body: {
    Id: draft.id,
    Name: draft.name,
    Enabled: true,
    AccessTokenLifetime: draft.accessTokenLifetimeSeconds,
    RoleIds: draft.roleIds,
    SecretDescription: draft.secretDescription,
    SecretExpirationDate: draft.secretExpiresAt?.toISOString() ?? null,
  },
});

/** `DELETE` a client with all its secrets. */
export const deleteClientRequest = (type: ClientType, id: string): ServiceRequest => ({
  method: 'DELETE',
  path: clientPath(type, id),
});

/** `GET` the roles of a Client-Credentials client. */
export const clientRolesRequest = (id: string): ServiceRequest => ({
  method: 'GET',
  path: `${clientPath('clientCredentials', id)}/Roles`,
});

/** `GET` a page of a client's secrets. */
export const secretsRequest = (type: ClientType, id: string, { skip, count }: Range): ServiceRequest => ({
  method: 'GET',
  path: secretsPath(type, id),
  query: { skip, count },
});

/** `POST` one more secret of a client. */
export const addSecretRequest = (type: ClientType, id: string, draft: ClientSecretDraft): ServiceRequest => ({
  method: 'POST',
  path: secretsPath(type, id),
  body: secretBody(draft),
});

/** `DELETE` a secret. */
export const deleteSecretRequest = (type: ClientType, id: string, secretId: number): ServiceRequest => ({
  method: 'DELETE',
  path: `${secretsPath(type, id)}/${secretId}`,
});
