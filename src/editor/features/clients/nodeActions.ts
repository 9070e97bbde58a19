import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';

/** Action that a node offers; the manifest's `when` clauses look for these words in a node's context value. */
export type NodeAction =
  | 'addClient'
  | 'addSecret'
  | 'adoptSecret'
  | 'changeClient'
  | 'copyClientId'
  | 'disableClient'
  | 'editSecret'
  | 'enableClient'
  | 'insertClient'
  | 'insertPublic'
  | 'insertSecret'
  | 'manageConnection'
  | 'manageRoles'
  | 'rotateSecret'
  | 'showCredential';

/** What the actions of a node depend on beside the node itself. */
export interface NodeFacts {
  /** Whether the value of this secret, or of any secret of this client, is saved on this machine. */
  readonly kept: boolean;
}

const clientActions = ({ client }: ClientNode): readonly NodeAction[] => [
  'changeClient',
  'copyClientId',
  // Both, when the service didn't say.
  ...(client.enabled === false ? [] : (['disableClient'] as const)),
  ...(client.enabled === true ? [] : (['enableClient'] as const)),
  ...(hasSecrets(client.type)
    ? (['addSecret', 'adoptSecret', 'insertClient', 'rotateSecret'] as const)
    : (['insertPublic'] as const)),
  ...(client.type === 'clientCredentials' ? (['manageRoles'] as const) : []),
];

// Inserting and showing need the saved value: the service returns it only once.
const secretActions = (_node: SecretNode, { kept }: NodeFacts): readonly NodeAction[] => [
  'copyClientId',
  'editSecret',
  'rotateSecret',
  ...(kept ? (['insertSecret', 'showCredential'] as const) : []),
];

/** Returns the actions of a node. */
export function actionsOf(node: ClientsNode, facts: NodeFacts): readonly NodeAction[] {
  switch (node.kind) {
    case 'connection':
      return ['addClient', 'manageConnection'];
    case 'type':
      return ['addClient'];
    case 'client':
      return clientActions(node);
    case 'secret':
      return secretActions(node, facts);
    default:
      return [];
  }
}

/** Returns a node's context value: kind and actions, between semicolons so that `when` clauses match whole words. */
export function contextValueOf(node: ClientsNode, facts: NodeFacts): string {
  return `;${[node.kind, ...actionsOf(node, facts)].join(';')};`;
}
