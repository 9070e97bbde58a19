import type { ACCESS } from './access.ts';
import type { Operation } from './call.ts';
import { listClients } from './clientList.ts';
import { countClients, createClient, deleteClient, getClient, updateClient } from './clientOperations.ts';
import { listClientRoles, replaceClientRoles } from './clientRoles.ts';
import { getRole, listRoles } from './roleOperations.ts';
import {
  countSecrets,
  createSecret,
  deleteSecret,
  getSecret,
  listSecrets,
  updateSecret,
} from './secretOperations.ts';
import { getTenant, probeTenant } from './tenantOperations.ts';

/** Methods that the API knows. */
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** One row: who may do what at which path. */
export interface Route {
  /** Path below `/api/v1/Tenants/{tenantId}`; `{name}` stands for any one segment. */
  readonly path: string;
  readonly method: Method;
  readonly access: keyof typeof ACCESS;
  readonly operation: Operation;
}

const CLIENTS = 'ClientCredentialClients';
const CLIENT = `${CLIENTS}/{clientId}`;
const SECRETS = `${CLIENT}/Secrets`;
const SECRET = `${SECRETS}/{secretId}`;

/** The identity API (documentation: *Identity*). Where `HEAD` has no row it is `GET` without the body. */
export const ROUTES: readonly Route[] = [
  { path: '', method: 'GET', access: 'member', operation: getTenant },
  { path: '', method: 'HEAD', access: 'member', operation: probeTenant },

  { path: 'Roles', method: 'GET', access: 'member', operation: listRoles },
  { path: 'Roles/{roleId}', method: 'GET', access: 'member', operation: getRole },

  { path: CLIENTS, method: 'GET', access: 'member', operation: listClients },
  { path: CLIENTS, method: 'HEAD', access: 'member', operation: countClients },
  { path: CLIENTS, method: 'POST', access: 'administrator', operation: createClient },
  { path: CLIENT, method: 'GET', access: 'memberOrSelf', operation: getClient },
  { path: CLIENT, method: 'PUT', access: 'administrator', operation: updateClient },
  { path: CLIENT, method: 'DELETE', access: 'administrator', operation: deleteClient },

  { path: `${CLIENT}/Roles`, method: 'GET', access: 'memberOrSelf', operation: listClientRoles },
  { path: `${CLIENT}/Roles`, method: 'PUT', access: 'administrator', operation: replaceClientRoles },

  { path: SECRETS, method: 'GET', access: 'administratorOrSelf', operation: listSecrets },
  { path: SECRETS, method: 'HEAD', access: 'administratorOrSelf', operation: countSecrets },
  { path: SECRETS, method: 'POST', access: 'administratorOrSelf', operation: createSecret },
  { path: SECRET, method: 'GET', access: 'administratorOrSelf', operation: getSecret },
  { path: SECRET, method: 'PUT', access: 'administrator', operation: updateSecret },
  { path: SECRET, method: 'DELETE', access: 'administratorOrSelf', operation: deleteSecret },
];
