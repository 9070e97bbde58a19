/** How a connection gets its tokens: here as a client, with an id whose secret is in the keyring. */
export interface ClientSignInChoice {
  readonly method: 'client';
  /** GUID of the client that signs in. */
  readonly clientId: string;
}

/** One tenant reached at one Resource with one sign-in. Holds no secret, so it may stand in a setting. */
export interface Connection {
  /** What the user calls it; unique among the connections. */
  readonly name: string;
  /** `localTenant`: the embedded service, which the extension starts itself. */
  readonly kind: 'service' | 'localTenant';
  /** Base URL of the service (`Resource`), without a slash at the end. */
  readonly resource: string;
  /** GUID of the tenant. */
  readonly tenantId: string;
  readonly signIn: ClientSignInChoice;
}

/** The service's global base URL, the only one that takes writes (documentation: *Regions*). */
export const GLOBAL_RESOURCE = 'https://uswe.datahub.connect.aveva.com';

/**
 * Names the place of a connection's sign-in secret in the keyring. The address is part of it: a connection that
 * is pointed at another host must not hand that host the secret of the first.
 */
export function signInSecretKey({ resource, tenantId, signIn }: Connection): string {
  return `signIn/${resource.toLowerCase()}/${tenantId.toLowerCase()}/${signIn.clientId.toLowerCase()}`;
}

/** Tells whether two connections reach the same tenant at the same address with the same sign-in. */
export function isSameConnection(one: Connection, other: Connection): boolean {
  return one.name === other.name && signInSecretKey(one) === signInSecretKey(other);
}
