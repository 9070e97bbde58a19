/** A request to the identity API, as data. */
export interface ServiceRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Path below `/api/v1/Tenants/{tenantId}` with encoded segments; empty for the tenant itself. */
  readonly path: string;
  readonly query?: Readonly<Record<string, number>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer with a status of success. */
export interface ServiceAnswer {
  readonly status: number;
  /** Parsed JSON; `undefined` for an empty body. */
  readonly body: unknown;
  /** The header `Total-Count`. */
  readonly totalCount?: number;
}

/** Returns a request as text for the log. The path contains no other values than ids. */
export const requestInLog = ({ method, path }: ServiceRequest): string => `${method} ${path || '/'}`;
