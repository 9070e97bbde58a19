/** A client that signs in as itself, with an id whose secret is in the keyring. */
export interface ClientSignInChoice {
  readonly method: 'client';
  /** GUID of the client that signs in. */
  readonly clientId: string;
}

/** A user who signs in in the browser (authorization code with PKCE). */
export interface BrowserSignInChoice {
  readonly method: 'browser';
  /** GUID of an Authorization Code client. */
  readonly clientId: string;
  /** Where the browser is sent with the answer: exactly one of the client's redirect URIs. */
  readonly redirectUri: string;
  /** Whether to ask for a refresh token, so that nobody has to sign in again every hour. */
  readonly offlineAccess: boolean;
}

/** A user who signs in by typing a code on any device (RFC 8628). */
export interface DeviceSignInChoice {
  readonly method: 'device';
  /** GUID of a Device Code client. */
  readonly clientId: string;
}

/** How a connection gets its tokens. */
export type SignInChoice = ClientSignInChoice | BrowserSignInChoice | DeviceSignInChoice;

/** The methods, by name. */
export type SignInMethod = SignInChoice['method'];

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
  readonly signIn: SignInChoice;
}

/** The service's global base URL, the only one that takes writes (documentation: *Regions*). */
export const GLOBAL_RESOURCE = 'https://uswe.datahub.connect.aveva.com';

/** Where the browser is sent unless the user says otherwise; the client must have exactly this address. */
export const DEFAULT_REDIRECT_URI = 'http://127.0.0.1:54321/callback';

/**
 * Names a connection's sign-in: its place in the keyring, and its session among the editor's accounts. The address
 * is part of it: a connection that is pointed at another host must not hand that host what is meant for the first.
 */
export function signInKey({ resource, tenantId, signIn }: Connection): string {
  const parts = [resource, tenantId, signIn.method, signIn.clientId];
  return ['signIn', ...parts.map(part => part.toLowerCase())].join('/');
}

/** Tells whether two connections are the same in everything that a user can choose. */
export function isSameConnection(one: Connection, other: Connection): boolean {
  const choice = ({ name, kind, signIn }: Connection) =>
    JSON.stringify([name, kind, Object.entries(signIn).sort()]);
  return signInKey(one) === signInKey(other) && choice(one) === choice(other);
}
