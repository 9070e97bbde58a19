import type { Connection } from '../../../credentials/connections/connection.ts';
import type { OpenService } from '../../core/connections/connections.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import type { ConnectionState } from '../../vocabulary/connectionState.ts';

/** Data sources and callbacks of the model. */
export interface ClientsModelPorts {
  readonly connections: () => readonly Connection[];
  readonly service: OpenService;
  readonly now: () => Date;
  /** Called when nodes have changed; `undefined` for the whole tree. */
  readonly changed: (nodes: readonly ClientsNode[] | undefined) => void;
  /** Called with the state of the view, which decides on its welcome content. */
  readonly stateChanged: (state: ConnectionState) => void;
}
