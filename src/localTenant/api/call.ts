import type { ClientType } from '../../service/model/clientTypes.ts';
import type { Caller } from '../identity/accessTokenCheck.ts';
import type { TenantStore } from '../storage/tenantStore.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TenantIdentity } from '../tenantIdentity.ts';
import type { Answer } from './wire/answer.ts';

/** The tenant that an operation works on. */
export interface Tenant {
  readonly identity: TenantIdentity;
  readonly store: TenantStore;
  readonly surroundings: Surroundings;
  newGuid(): string;
}

/** Names that may stand in a route's path as `{name}`. */
export type PathParameter = 'clientId' | 'secretId' | 'roleId';

/** A request that was let in: known route, known caller, body read. */
export interface Call {
  readonly tenant: Tenant;
  readonly caller: Caller;
  /** Lower case; empty for names that the route's path does not have. */
  readonly parameters: Readonly<Record<PathParameter, string>>;
  /** Names in lower case. */
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` when there was none. */
  readonly body: unknown;
}

/** Makes an operation of one type of clients. */
export type OperationOf = (type: ClientType) => Operation;

/** Does what a route promises. Synchronous, so that nothing comes between a check and the write that relies on it. */
export type Operation = (call: Call) => Answer;
