import { CLIENT_TYPES, type ClientTypeRow } from '../../service/model/clientTypes.ts';
import { countClients, listClients } from './clients/clientList.ts';
import { createClient, deleteClient, getClient, updateClient } from './clients/clientOperations.ts';
import {
  listClientRoles,
  listRoleClients,
  listRolesOfAnyClient,
  replaceClientRoles,
  replaceRolesOfAnyClient,
} from './clients/clientRoles.ts';
import { listRegions } from './namespaces/namespaceOperations.ts';
import { NAMESPACE_ROUTES } from './namespaces/namespaceRoutes.ts';
import { createRole, deleteRole, getRole, listRoles, updateRole } from './roleOperations.ts';
import type { Route } from './route.ts';
import {
  countSecrets,
  createSecret,
  deleteSecret,
  getSecret,
  listSecrets,
  updateSecret,
} from './secretOperations.ts';
import { getTenant, probeTenant } from './tenantOperations.ts';
import { listRoleUsers } from './users/userList.ts';
import { USER_ROUTES } from './users/userRoutes.ts';

/** The routes that every type of clients has. */
function clientRoutes({ type, segment }: ClientTypeRow): Route[] {
  const client = `${segment}/{clientId}`;
  return [
    { path: segment, method: 'GET', access: 'member', operation: listClients(type) },
    { path: segment, method: 'HEAD', access: 'member', operation: countClients(type) },
    { path: segment, method: 'POST', access: 'administrator', operation: createClient(type) },
    { path: client, method: 'GET', access: 'memberOrSelf', operation: getClient(type) },
    { path: client, method: 'PUT', access: 'administrator', operation: updateClient(type) },
    { path: client, method: 'DELETE', access: 'administrator', operation: deleteClient(type) },
  ];
}

/** The routes of the types whose clients have secrets. */
function secretRoutes({ type, segment, selfManagesSecrets }: ClientTypeRow): Route[] {
  const secrets = `${segment}/{clientId}/Secrets`;
  const secret = `${secrets}/{secretId}`;
  const access = selfManagesSecrets ? 'administratorOrSelf' : 'administrator';
  return [
    { path: secrets, method: 'GET', access, operation: listSecrets(type) },
    { path: secrets, method: 'HEAD', access, operation: countSecrets(type) },
    { path: secrets, method: 'POST', access, operation: createSecret(type) },
    { path: secret, method: 'GET', access, operation: getSecret(type) },
    { path: secret, method: 'PUT', access: 'administrator', operation: updateSecret(type) },
    { path: secret, method: 'DELETE', access, operation: deleteSecret(type) },
  ];
}

const CLIENT_ROLES = 'ClientCredentialClients/{clientId}/Roles';
const ANY_CLIENT_ROLES = 'Clients/{clientId}/Roles';
const ROLE = 'Roles/{roleId}';

/** The API (documentation: *Identity*, *Tenants*, *OMF ingress*). `HEAD` without a row is `GET` without the body. */
export const ROUTES: readonly Route[] = [
  { path: '', method: 'GET', access: 'member', operation: getTenant },
  { path: '', method: 'HEAD', access: 'member', operation: probeTenant },
  { path: 'Regions', method: 'GET', access: 'member', operation: listRegions },

  { path: 'Roles', method: 'GET', access: 'member', operation: listRoles },
  { path: 'Roles', method: 'POST', access: 'administrator', operation: createRole },
  { path: ROLE, method: 'GET', access: 'member', operation: getRole },
  { path: ROLE, method: 'PUT', access: 'administrator', operation: updateRole },
  { path: ROLE, method: 'DELETE', access: 'administrator', operation: deleteRole },
  { path: `${ROLE}/clientcredentialclients`, method: 'GET', access: 'member', operation: listRoleClients },
  { path: `${ROLE}/users`, method: 'GET', access: 'member', operation: listRoleUsers },

  { path: CLIENT_ROLES, method: 'GET', access: 'memberOrSelf', operation: listClientRoles },
  { path: CLIENT_ROLES, method: 'PUT', access: 'administrator', operation: replaceClientRoles },
  { path: ANY_CLIENT_ROLES, method: 'GET', access: 'memberOrSelf', operation: listRolesOfAnyClient },
  { path: ANY_CLIENT_ROLES, method: 'PUT', access: 'administrator', operation: replaceRolesOfAnyClient },

  ...CLIENT_TYPES.flatMap(clientRoutes),
  ...CLIENT_TYPES.filter(row => row.hasSecrets).flatMap(secretRoutes),
  ...USER_ROUTES,
  ...NAMESPACE_ROUTES,
];
