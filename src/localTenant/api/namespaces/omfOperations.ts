import type { OmfConnection } from '../../storage/omfConnectionTable.ts';
import type { Call, Operation } from '../call.ts';
import { type Read, type Refusal, refuse } from '../wire/answer.ts';
import { omfConnectionCreateSchema, omfConnectionUpdateSchema } from '../wire/bodySchema.ts';
import { writeIsoDate } from '../wire/isoDate.ts';
import { readBody } from '../wire/readBody.ts';
import { findNamespace } from './namespaceOperations.ts';

/**
 * The states of a connection (documentation: *OMF connections*). The service makes and deletes it after it has answered; here,
 * that is done by the next request.
 */
type ConnectionState = 'Creating' | 'Active' | 'Deleting';

/** `GET …/Namespaces/{namespaceId}/omfConnections`: all connections, in `Results`. */
export const listOmfConnections: Operation = call => {
  const namespace = findNamespace(call);
  if (!namespace.ok) return namespace.refusal;
  const connections = call.tenant.store.omfConnections.list(namespace.value.id);
  const results = connections.map(connection => writeConnection(connection, 'Active'));
  return { kind: 'success', status: 200, body: { Results: results } };
};

/** `GET …/omfConnections/{connectionId}`. */
export const getOmfConnection: Operation = call => {
  const found = findConnection(call);
  if (!found.ok) return found.refusal;
  return { kind: 'success', status: 200, body: writeConnection(found.value, 'Active') };
};

/** `POST …/omfConnections`: maps clients to a new connection. The answer is 202, because the service makes it later. */
export const createOmfConnection: Operation = call => {
  const { store, surroundings, newGuid } = call.tenant;
  const namespace = findNamespace(call);
  if (!namespace.ok) return namespace.refusal;
  const read = readBody(omfConnectionCreateSchema, call.body);
  if (!read.ok) return read.refusal;
  const connection: OmfConnection = {
    id: newGuid(),
    namespaceId: namespace.value.id,
    name: read.value.Name ?? null,
    description: read.value.Description ?? null,
    createdAtMs: surroundings.now(),
    clientIds: read.value.ClientIds,
  };
  const mapped = refuseMappedClients(call, connection);
  if (mapped) return mapped;
  store.transaction(() => store.omfConnections.insert(connection));
  return { kind: 'success', status: 202, body: writeConnection(connection, 'Creating') };
};

/** `PUT …/omfConnections/{connectionId}`: properties that are missing or null in the body don't change. */
export const updateOmfConnection: Operation = call => {
  const { store } = call.tenant;
  const found = findConnection(call);
  if (!found.ok) return found.refusal;
  const read = readBody(omfConnectionUpdateSchema, call.body);
  if (!read.ok) return read.refusal;
  const connection: OmfConnection = {
    ...found.value,
    name: read.value.Name ?? found.value.name,
    description: read.value.Description ?? found.value.description,
    clientIds: read.value.ClientIds ?? found.value.clientIds,
  };
  const mapped = refuseMappedClients(call, connection);
  if (mapped) return mapped;
  store.transaction(() => store.omfConnections.update(connection));
  return { kind: 'success', status: 200, body: writeConnection(connection, 'Active') };
};

/** `DELETE …/omfConnections/{connectionId}`. The answer is 202, because the service deletes it later. */
export const deleteOmfConnection: Operation = call => {
  const { store } = call.tenant;
  const found = findConnection(call);
  if (!found.ok) return found.refusal;
  store.transaction(() => store.omfConnections.remove(found.value.id));
  return { kind: 'success', status: 202, body: writeConnection(found.value, 'Deleting') };
};

/**
 * `POST …/Namespaces/{namespaceId}/omf`: takes an OMF message from a client that is mapped to a connection of the namespace,
 * whatever its roles, and refuses it from others. The message isn't looked at, and not stored.
 */
export const acceptOmf: Operation = call => {
  const namespace = findNamespace(call);
  if (!namespace.ok) return namespace.refusal;
  const { clientId } = call.caller;
  const { store, newGuid } = call.tenant;
  if (!store.omfConnections.connectionsOf(namespace.value.id, [clientId]).has(clientId)) {
    const reason = `The client is not mapped to an OMF connection of the namespace ${namespace.value.id}.`;
    return refuse('forbidden', reason, 'Add its id to the ClientIds of an OMF connection.');
  }
  return { kind: 'success', status: 202, body: { 'Operation-Id': newGuid() } };
};

function findConnection(call: Call): Read<OmfConnection> {
  const namespace = findNamespace(call);
  if (!namespace.ok) return namespace;
  const { connectionId } = call.parameters;
  const connection = call.tenant.store.omfConnections.find(namespace.value.id, connectionId);
  if (connection) return { ok: true, value: connection };
  const reason = 'The namespace has no OMF connection of this id.';
  return { ok: false, refusal: refuse('notFound', reason, 'List the OMF connections to see their ids.') };
}

/** Returns the refusal if a client is mapped to another connection of the namespace. */
function refuseMappedClients({ tenant }: Call, connection: OmfConnection): Refusal | undefined {
  const { id, namespaceId, clientIds } = connection;
  const mapped = tenant.store.omfConnections.connectionsOf(namespaceId, clientIds);
  const taken = clientIds.find(clientId => (mapped.get(clientId) ?? id) !== id);
  if (taken === undefined) return undefined;
  const reason = `ClientIds is not valid: ${taken} is mapped to another OMF connection of the namespace.`;
  return refuse('badRequest', reason, 'Remove it from there first.');
}

function writeConnection(connection: OmfConnection, state: ConnectionState) {
  return {
    Id: connection.id,
    Name: connection.name,
    State: state,
    Description: connection.description,
    CreatedDate: writeIsoDate(connection.createdAtMs),
    ClientIds: connection.clientIds,
  };
}
