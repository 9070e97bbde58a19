import type { ClientType } from '../../service/model/clientTypes.ts';
import type { Caller } from '../identity/accessTokenCheck.ts';
import type { TenantStore } from '../storage/tenantStore.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TenantIdentity } from '../tenantIdentity.ts';
import type { Addresses } from './addresses.ts';
import type { Answer } from './wire/answer.ts';

/** The tenant of an operation. */
export interface Tenant {
  readonly identity: TenantIdentity;
  readonly store: TenantStore;
  readonly surroundings: Surroundings;
  /** Under the name that the request used. */
  readonly addresses: Addresses;
  newGuid(): string;
}

/** The parameters of a route's path (`{name}`). */
export type PathParameter = keyof typeof NO_PARAMETERS;

/** The parameters of a path that has none. */
export const NO_PARAMETERS = {
  clientId: '',
  connectionId: '',
  invitationId: '',
  namespaceId: '',
  roleId: '',
  secretId: '',
  userId: '',
};

/** An accepted request: its route and caller are known, and its body has been read. */
export interface Call {
  readonly tenant: Tenant;
  readonly caller: Caller;
  /** In lower case; empty for names that the route's path doesn't have. */
  readonly parameters: Readonly<Record<PathParameter, string>>;
  /** With names in lower case. */
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` if there was no body. */
  readonly body: unknown;
}

/** Returns an operation for one type of clients. */
export type OperationOf = (type: ClientType) => Operation;

/** Carries out a request. Synchronous, so that nothing happens between a check and the write that relies on it. */
export type Operation = (call: Call) => Answer;
