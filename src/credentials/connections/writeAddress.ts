import type { IdentityService } from '../../service/identityService.ts';
import { type Connection, GLOBAL_RESOURCE } from './connection.ts';
import { checkResource } from './connectionInput.ts';

/**
 * Returns the base URL at which a tenant's clients and secrets can be changed: the one that the service names, else the
 * global one. Never rejects.
 *
 * @param otherThan an address that has refused a change, whatever the service says of it
 */
export async function findWriteAddress(
  service: Pick<IdentityService, 'regions'>,
  signal?: AbortSignal,
  otherThan?: string,
): Promise<string> {
  const regions = await service.regions({ signal }).catch(() => []);
  for (const { baseAddress, acceptsWrites } of regions) {
    const checked = checkResource(baseAddress);
    if (acceptsWrites && checked.ok && checked.value !== otherThan) return checked.value;
  }
  return GLOBAL_RESOURCE;
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
