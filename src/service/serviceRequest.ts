/** A request to the identity API, as data. */
export interface ServiceRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Path below `/api/v1/Tenants/{tenantId}`, its segments encoded; empty for the tenant itself. */
  readonly path: string;
  readonly query?: Readonly<Record<string, number>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer with a status of success, as data. */
export interface ServiceAnswer {
  readonly status: number;
  /** Parsed JSON; `undefined` for an empty body. */
  readonly body: unknown;
  /** The header `Total-Count`. */
  readonly totalCount?: number;
}

/** Writes a request for the log. The query holds only numbers, the path only ids. */
export const requestInLog = ({ method, path }: ServiceRequest): string => `${method} ${path || '/'}`;
