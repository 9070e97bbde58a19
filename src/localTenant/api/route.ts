import type { ACCESS } from './access.ts';
import type { Operation } from './call.ts';
import type { BodyKind } from './wire/jsonBody.ts';

/** The methods of the API. */
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** One row: the operation for a method and a path, and who may use it. */
export interface Route {
  /** Path below `/api/v1/Tenants/{tenantId}`; `{name}` matches one segment. */
  readonly path: string;
  readonly method: Method;
  readonly access: keyof typeof ACCESS;
  readonly operation: Operation;
  /** The kind of its request's body; default: JSON of usual length. */
  readonly body?: BodyKind;
  /** Whether it belongs to a namespace, and thus takes writes at a regional address, too. */
  readonly ofNamespace?: true;
}
