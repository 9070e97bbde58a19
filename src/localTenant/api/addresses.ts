import { HOST, type HostName } from '../http/hostCheck.ts';

/** The addresses of a tenant. */
export interface Addresses {
  /** Base URL (`Resource`) at which this process answers. */
  readonly own: string;
  /** Base URL that takes writes to clients, secrets, roles and users; `undefined` if it isn't known. */
  readonly global: string | undefined;
}

/** Returns addresses under the name that a client uses, because some clients send tokens to this host only. */
export function addressesUnder(name: HostName, { own, global }: Addresses): Addresses {
  return { own: renameHost(own, name), global: global === undefined ? undefined : renameHost(global, name) };
}

function renameHost(address: string, name: HostName): string {
  return address.replace(`//${HOST}:`, `//${name}:`);
}
