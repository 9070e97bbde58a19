import type { IdentityService } from '../../../service/identityService.ts';
import { type Connection, GLOBAL_RESOURCE } from '../connection.ts';
import { checkResource } from '../connectionInput.ts';

/** An address of a tenant, and whether clients and secrets can be changed there; missing when the service doesn't say. */
export interface TenantAddress {
  readonly resource: string;
  readonly acceptsWrites?: boolean | undefined;
}

/**
 * Reads the addresses of a tenant that can be used; none when the service doesn't name them. Rejects only when the signal
 * aborts.
 */
export async function readAddresses(
  service: Pick<IdentityService, 'regions'>,
  signal?: AbortSignal,
): Promise<readonly TenantAddress[]> {
  const regions = await service.regions({ signal }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    return [];
  });
  return regions.flatMap(({ baseAddress, acceptsWrites }) => {
    const checked = checkResource(baseAddress);
    return checked.ok ? [{ resource: checked.value, acceptsWrites }] : [];
  });
}

/**
 * Returns the base URL at which a tenant's clients and secrets can be changed: the one that the service names, else the
 * global one. Rejects only when the signal aborts.
 *
 * @param otherThan an address that has refused a change, whatever the service says of it
 */
export async function findWriteAddress(
  service: Pick<IdentityService, 'regions'>,
  signal?: AbortSignal,
  otherThan?: string,
): Promise<string> {
  const addresses = await readAddresses(service, signal);
  const found = addresses.find(({ resource, acceptsWrites }) => acceptsWrites && resource !== otherThan);
  return found?.resource ?? GLOBAL_RESOURCE;
}

/** The host of an address, if it is an IP address. */
const IP_ADDRESS = /^(?:[\d.]+$|\[)/;

/**
 * Tells whether an address belongs to the same service as a connection's: it has the same host, or only the first part of
 * its name is different. Only there is the secret of the connection used without being asked for again.
 */
export function isSameService({ resource }: Pick<Connection, 'resource'>, address: string): boolean {
  const [one, other] = [new URL(resource), new URL(address)];
  if (one.protocol !== other.protocol) return false;
  if (one.hostname === other.hostname) return true;
  // The parts of an IP address are no names of the same owner.
  if (IP_ADDRESS.test(one.hostname)) return false;
  const domainOf = ({ hostname }: URL) => hostname.split('.').slice(1);
  const domain = domainOf(one);
  return domain.length > 2 && domain.join('.') === domainOf(other).join('.');
}
