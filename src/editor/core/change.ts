import type { Connection } from '../../credentials/connections/connection.ts';
import type { Operation } from '../../credentials/operations/operation.ts';
import type { ClientType } from '../../service/model/clientTypes.ts';
import type { CommandName } from '../vocabulary/commandId.ts';

/** A change that one feature reports to the others. */
export type Change =
  /** Everything may have changed: connections, sign-ins, network. */
  | { readonly kind: 'everything' }
  /** A client was changed in the service, or its secrets were. */
  | {
      readonly kind: 'client';
      readonly connection: Connection;
      readonly type: ClientType;
      readonly clientId: string;
    }
  /** Clients of a type were added or removed in the service. */
  | { readonly kind: 'clients'; readonly connection: Connection; readonly type: ClientType }
  /** A saved secret was added, replaced or removed in this or another window. */
  | { readonly kind: 'savedSecrets' }
  /** An operation has made progress. */
  | { readonly kind: 'operations' }
  /** The user has just been shown that an operation was interrupted. */
  | { readonly kind: 'operationShown'; readonly operation: Operation }
  /** A survey was taken, or shown again. */
  | { readonly kind: 'surveys' }
  /** A file of the project was written. */
  | { readonly kind: 'projectFiles' }
  | { readonly kind: 'commandEnded'; readonly command: CommandName };

/** The kinds of changes. */
export type ChangeKind = Change['kind'];

/** Reports a change to all features; resolves when the loaded ones show it. */
export type TellChange = (change: Change) => Promise<void>;
