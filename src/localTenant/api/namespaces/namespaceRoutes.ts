import type { Route } from '../route.ts';
import { getNamespace, listNamespaces } from './namespaceOperations.ts';
import {
  acceptOmf,
  createOmfConnection,
  deleteOmfConnection,
  getOmfConnection,
  listOmfConnections,
  updateOmfConnection,
} from './omfOperations.ts';

const NAMESPACE = 'Namespaces/{namespaceId}';
const CONNECTIONS = `${NAMESPACE}/omfConnections`;
const CONNECTION = `${CONNECTIONS}/{connectionId}`;

/** Namespaces and what belongs to one (documentation: *Namespaces*, *OMF connections*, *OMF*). */
export const NAMESPACE_ROUTES: readonly Route[] = [
  { path: 'Namespaces', method: 'GET', access: 'member', operation: listNamespaces },
  { path: NAMESPACE, method: 'GET', access: 'member', operation: getNamespace },
  ...(
    [
      { path: CONNECTIONS, method: 'GET', access: 'member', operation: listOmfConnections },
      {
        path: CONNECTIONS,
        method: 'POST',
        access: 'administrator',
        operation: createOmfConnection,
        body: 'longJson',
      },
      { path: CONNECTION, method: 'GET', access: 'member', operation: getOmfConnection },
      {
        path: CONNECTION,
        method: 'PUT',
        access: 'administrator',
        operation: updateOmfConnection,
        body: 'longJson',
      },
      { path: CONNECTION, method: 'DELETE', access: 'administrator', operation: deleteOmfConnection },
      { path: `${NAMESPACE}/omf`, method: 'POST', access: 'anyone', operation: acceptOmf, body: 'omf' },
    ] satisfies Route[]
  ).map((route): Route => ({ ...route, ofNamespace: true })),
];
