/** The only address that a tenant listens on. */
export const HOST = '127.0.0.1';

const HTTP_PORT = 80;

/**
 * Makes the check of the header `Host`: ours by number or by the name `localhost`. It keeps web pages out that
 * give their own name our address (DNS rebinding).
 */
export function createHostCheck(port: number): (host: string | undefined) => boolean {
  const allowed = new Set([HOST, 'localhost'].map(name => `${name}:${port}`));
  if (port === HTTP_PORT) for (const name of [HOST, 'localhost']) allowed.add(name);
  return host => host !== undefined && allowed.has(host.toLowerCase());
}
