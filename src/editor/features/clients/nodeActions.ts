import type { Operation } from '../../../credentials/operations/operation.ts';
import { type ClientType, hasSecrets } from '../../../service/model/clientTypes.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';

/** Action that a node offers; the manifest's `when` clauses look for these words in a node's context value. */
export type NodeAction =
  | 'addAuthorizationCode'
  | 'addClient'
  | 'addClientCredentials'
  | 'addDeviceCode'
  | 'addHybrid'
  | 'addSecret'
  | 'adoptSecret'
  | 'changeClient'
  | 'copyClientId'
  | 'disableClient'
  | 'editSecret'
  | 'enableClient'
  | 'finishRotation'
  | 'insertClient'
  | 'insertPublic'
  | 'insertSecret'
  | 'manageConnection'
  | 'manageRoles'
  | 'rotateSecret'
  | 'showCredential'
  | 'undoRotation';

/** What the actions of a node depend on beside the node itself. */
export interface NodeFacts {
  /** Whether the value of this secret, or of any secret of this client, is saved on this machine. */
  readonly kept?: boolean;
  /** The unfinished rotation that replaces this secret, or one of this client's. */
  readonly rotation?: Pick<Operation, 'step'> | undefined;
}

/** The action that adds a client of a type: its button says the type. */
const ADD_OF_TYPE: Readonly<Record<ClientType, NodeAction>> = {
  clientCredentials: 'addClientCredentials',
  authorizationCode: 'addAuthorizationCode',
  hybrid: 'addHybrid',
  deviceCode: 'addDeviceCode',
};

/** What has been deleted can't be restored. */
const rotationActions = ({ rotation }: NodeFacts): readonly NodeAction[] => [
  ...(rotation ? (['finishRotation'] as const) : []),
  ...(rotation && rotation.step !== 'deleting' ? (['undoRotation'] as const) : []),
];

const clientActions = ({ client }: ClientNode, facts: NodeFacts): readonly NodeAction[] => [
  'changeClient',
  'copyClientId',
  // Both, when the service didn't say.
  ...(client.enabled === false ? [] : (['disableClient'] as const)),
  ...(client.enabled === true ? [] : (['enableClient'] as const)),
  ...(hasSecrets(client.type)
    ? (['addSecret', 'adoptSecret', 'insertClient', 'rotateSecret'] as const)
    : (['insertPublic'] as const)),
  ...(client.type === 'clientCredentials' ? (['manageRoles'] as const) : []),
  ...rotationActions(facts),
];

// Inserting and showing need the saved value: the service returns it only once.
const secretActions = (_node: SecretNode, facts: NodeFacts): readonly NodeAction[] => [
  'copyClientId',
  'editSecret',
  // The old secret of a rotation has its successor already.
  ...(facts.rotation ? [] : (['rotateSecret'] as const)),
  ...(facts.kept ? (['showCredential'] as const) : []),
  ...(facts.kept && !facts.rotation ? (['insertSecret'] as const) : []),
  ...rotationActions(facts),
];

/** Returns the actions of a node. */
export function actionsOf(node: ClientsNode, facts: NodeFacts): readonly NodeAction[] {
  switch (node.kind) {
    case 'connection':
      return ['addClient', 'manageConnection'];
    case 'type':
      return [ADD_OF_TYPE[node.type]];
    case 'emptyTypes':
      return ['addClient'];
    case 'client':
      return clientActions(node, facts);
    case 'secret':
      return secretActions(node, facts);
    default:
      return [];
  }
}

/** Returns a node's context value: kind and actions, between semicolons so that `when` clauses match whole words. */
export function contextValueOf(node: ClientsNode, facts: NodeFacts = {}): string {
  return `;${[node.kind, ...actionsOf(node, facts)].join(';')};`;
}
