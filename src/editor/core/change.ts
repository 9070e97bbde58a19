import type { Connection } from '../../credentials/connections/connection.ts';
import type { Operation } from '../../credentials/operations/operation.ts';
import type { ClientType } from '../../service/model/clientTypes.ts';
import type { CommandName } from '../vocabulary/commandId.ts';

/** Something that has changed, as one feature tells the others. */
export type Change =
  /** Anything may look different: connections, sign-ins, or the network. */
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
  /** A secret was saved, replaced or forgotten on this machine, in this window or in another. */
  | { readonly kind: 'savedSecrets' }
  /** An operation of the journal has got further. */
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

/** Tells all features of a change; resolves when those that are loaded show it. */
export type TellChange = (change: Change) => Promise<void>;
