const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'DELETE']);
const CLIENT_PATH = /\/tenants\/[^/]+\/\w*clients(?:\/|$)/i;

/** Tells whether a request can change a client or its secrets. `path` is without the query. */
export function changesClients(method: string | undefined, path: string): boolean {
  return WRITES.has(method ?? '') && CLIENT_PATH.test(path);
}
