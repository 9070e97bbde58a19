import * as v from 'valibot';
import { decoderOf } from '../records/decoderOf.ts';
import { type Checked, checkGuid, checkRedirectUri, checkResource } from './connectionInput.ts';

/** The service's global base URL, the only one that accepts changes (documentation: *Regions*). */
export const GLOBAL_RESOURCE = 'https://uswe.datahub.connect.aveva.com';

/** The default redirect URI. The client must have exactly this address. */
export const DEFAULT_REDIRECT_URI = 'http://127.0.0.1:54321/callback';

/** Makes a schema from a check of input. */
const checkWith = (check: (text: string) => Checked<string>) =>
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const checked = check(dataset.value);
      if (checked.ok) return checked.value;
      addIssue({ message: checked.fault });
      return NEVER;
    }),
  );

/** A text with a default value, which is also used for anything that is not a text. */
const textOr = (standard: string) =>
  v.optional(v.fallback(v.pipe(v.string(), v.nonEmpty()), standard), standard);

const guid = checkWith(checkGuid);

const clientSignIn = v.object({
  method: v.literal('client'),
  /** GUID of the client that signs in. */
  clientId: guid,
});

const browserSignIn = v.object({
  method: v.literal('browser'),
  /** GUID of an Authorization Code client. */
  clientId: guid,
  /** One of the client's redirect URIs, exactly as it is registered. */
  redirectUri: v.pipe(textOr(DEFAULT_REDIRECT_URI), checkWith(checkRedirectUri)),
  /**
   * Whether to request a refresh token, so that the user doesn't have to sign in every hour. Only if the user says so: the
   * service refuses a client that isn't allowed one on its own error page, and clients made in its portal aren't.
   */
  offlineAccess: v.pipe(
    v.optional(v.unknown(), false),
    v.transform(value => value === true),
  ),
});

const deviceSignIn = v.object({
  method: v.literal('device'),
  /** GUID of a Device Code client. */
  clientId: guid,
});

/** An entry of the setting, as the user may have typed it. */
const connection = v.object({
  /** Chosen by the user; unique among the connections. */
  name: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  /** `localTenant`: the embedded service, which the extension starts itself. */
  kind: v.optional(v.fallback(v.picklist(['service', 'localTenant']), 'service'), 'service'),
  /** Base URL of the service (`Resource`), without a slash at the end. */
  resource: v.pipe(textOr(GLOBAL_RESOURCE), checkWith(checkResource)),
  /** GUID of the tenant. */
  tenantId: guid,
  signIn: v.variant('method', [clientSignIn, browserSignIn, deviceSignIn]),
});

/** A client that signs in as itself, with an id and a secret in secret storage. */
export type ClientSignInChoice = Readonly<v.InferOutput<typeof clientSignIn>>;

/** A user who signs in in the browser (authorization code with PKCE). */
export type BrowserSignInChoice = Readonly<v.InferOutput<typeof browserSignIn>>;

/** A user who signs in by typing a code on any device (RFC 8628). */
export type DeviceSignInChoice = Readonly<v.InferOutput<typeof deviceSignIn>>;

/** How a connection gets its tokens. */
export type SignInChoice = ClientSignInChoice | BrowserSignInChoice | DeviceSignInChoice;

/** The methods, by name. */
export type SignInMethod = SignInChoice['method'];

/** One tenant reached at one Resource with one sign-in. Holds no secret, so that a setting can hold it. */
export type Connection = Readonly<v.InferOutput<typeof connection>>;

/** Reads one entry of the setting; `undefined` when it is not a usable connection. */
export const readConnection = decoderOf(connection);

/** Returns the usable connections of the setting (the first of each name), and the number of other entries. */
export function readConnections(setting: unknown): {
  readonly connections: readonly Connection[];
  readonly unusable: number;
} {
  const entries = Array.isArray(setting) ? setting : [];
  const byName = new Map<string, Connection>();
  for (const entry of entries) {
    const connection = readConnection(entry);
    if (connection && !byName.has(connection.name)) byName.set(connection.name, connection);
  }
  return { connections: [...byName.values()], unusable: entries.length - byName.size };
}

/**
 * Returns the key of a connection's sign-in in secret storage and among the editor's accounts. The address is part of it:
 * a connection whose host is changed must not send the new host the sign-in of the first.
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
