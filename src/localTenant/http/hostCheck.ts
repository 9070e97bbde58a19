/** The only address on which a tenant listens. */
export const HOST = '127.0.0.1';

const HTTP_PORT = 80;

/**
 * Returns the check of the header `Host`, which must be the address or `localhost`. It blocks web pages that point their own
 * name to the address (DNS rebinding).
 */
export function createHostCheck(port: number): (host: string | undefined) => boolean {
  const allowed = new Set([HOST, 'localhost'].map(name => `${name}:${port}`));
  if (port === HTTP_PORT) for (const name of [HOST, 'localhost']) allowed.add(name);
  return host => host !== undefined && allowed.has(host.toLowerCase());
}
