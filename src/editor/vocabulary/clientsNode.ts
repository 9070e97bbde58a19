import type { Connection } from '../../credentials/connections/connection.ts';
import type { Client } from '../../service/model/client.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';
import type { ClientType } from '../../service/model/clientTypes.ts';

/** A connection; its level is left out while there is only one. */
export interface ConnectionNode {
  readonly kind: 'connection';
  readonly connection: Connection;
}

/** All clients of one type. */
export interface TypeNode {
  readonly kind: 'type';
  readonly connection: Connection;
  readonly type: ClientType;
}

/** One line for all the types that have no client. */
export interface EmptyTypesNode {
  readonly kind: 'emptyTypes';
  readonly connection: Connection;
  readonly types: readonly ClientType[];
}

/** One client. */
export interface ClientNode {
  readonly kind: 'client';
  readonly connection: Connection;
  /** As it was read last: the editor knows the node by its identity, whatever has changed in it. */
  client: Client;
}

/** One secret of a client; its value is nowhere near. */
export interface SecretNode {
  readonly kind: 'secret';
  readonly connection: Connection;
  readonly client: Client;
  readonly secret: ClientSecret;
}

/** The line that fetches the next page. */
export interface LoadMoreNode {
  readonly kind: 'loadMore';
  readonly of: TypeNode;
}

/** A line that says why there is nothing to see. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly connection: Connection;
  readonly error: unknown;
}

/** A node of the Clients tree. Nodes are plain data: they fetch nothing and ask nothing. */
export type ClientsNode =
  | ConnectionNode
  | TypeNode
  | EmptyTypesNode
  | ClientNode
  | SecretNode
  | LoadMoreNode
  | ProblemNode;
