/** The only address on which a tenant listens. */
export const HOST = '127.0.0.1';

/** The names under which a tenant answers. */
export const HOST_NAMES = [HOST, 'localhost'] as const;

/** A name under which a tenant answers. */
export type HostName = (typeof HOST_NAMES)[number];

/** The schemes of a tenant's addresses, with the port that an address leaves out (RFC 9110, section 4.2). */
const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** The scheme of a tenant's addresses. */
export type Scheme = keyof typeof DEFAULT_PORTS;

/**
 * Returns the check of the header `Host`, which must be the address or `localhost`. It blocks web pages that point their own
 * name to the address (DNS rebinding).
 */
export function createHostCheck(
  port: number,
  scheme: Scheme = 'http',
): (host: string | undefined) => boolean {
  const allowed = new Set(HOST_NAMES.map(name => `${name}:${port}`));
  if (port === DEFAULT_PORTS[scheme]) for (const name of HOST_NAMES) allowed.add(name);
  return host => host !== undefined && allowed.has(host.toLowerCase());
}

/** Returns the name in a header `Host` that the check has accepted. */
export function hostNameOf(host: string | undefined): HostName {
  return host?.toLowerCase().startsWith('localhost') ? 'localhost' : HOST;
}

/** Returns the port of an address, also where the address leaves it out. */
export function portOf(address: URL): number {
  return Number(address.port || DEFAULT_PORTS[address.protocol === 'https:' ? 'https' : 'http']);
}
