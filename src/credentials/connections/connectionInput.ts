import {
  type Connection,
  DEFAULT_REDIRECT_URI,
  GLOBAL_RESOURCE,
  type SignInChoice,
  type SignInMethod,
} from './connection.ts';

/** Why an address or id was not accepted; the words for it are made in the editor. */
export type ConnectionInputFault =
  | 'empty'
  | 'notAnAddress'
  | 'notHttps'
  | 'hasCredentials'
  | 'hasQuery'
  /** http to this machine without a port, on which nobody could listen. */
  | 'needsPort'
  | 'notAGuid';

/** What checking an input yields: the value in its plain form, or the reason against it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: ConnectionInputFault };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const refuse = (fault: ConnectionInputFault) => ({ ok: false, fault }) as const;

/** Checks the base URL of a service: https, or http for this machine only; yields it without a slash at the end. */
export function checkResource(text: string): Checked<string> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty');
  if (!URL.canParse(trimmed)) return refuse('notAnAddress');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('notAnAddress');
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) return refuse('notHttps');
  if (url.username !== '' || url.password !== '') return refuse('hasCredentials');
  if (url.search !== '' || url.hash !== '') return refuse('hasQuery');
  return { ok: true, value: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}

/**
 * Checks a redirect URI: http with a port on this machine, where we listen ourselves (RFC 8252, section 7.3), or
 * https elsewhere, from where the user brings the address. Yields it as typed, since the service compares letters.
 */
export function checkRedirectUri(text: string): Checked<string> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty');
  const url = URL.parse(trimmed);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return refuse('notAnAddress');
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) return refuse('notHttps');
  if (url.protocol === 'http:' && url.port === '') return refuse('needsPort');
  if (url.username !== '' || url.password !== '') return refuse('hasCredentials');
  if (url.hash !== '') return refuse('hasQuery');
  return { ok: true, value: trimmed };
}

/** Checks a tenant or client id; yields it in lower case. */
export function checkGuid(text: string): Checked<string> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty');
  return GUID.test(trimmed) ? { ok: true, value: trimmed.toLowerCase() } : refuse('notAGuid');
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Makes a sign-in of an entry's fields, by its method; `undefined` when one of them is of no use. */
const SIGN_IN_READERS: Readonly<
  Record<SignInMethod, (clientId: string, fields: Fields) => SignInChoice | undefined>
> = {
  client: clientId => ({ method: 'client', clientId }),
  browser: (clientId, { redirectUri, offlineAccess }) => {
    const checked = checkRedirectUri(text(redirectUri) || DEFAULT_REDIRECT_URI);
    if (!checked.ok) return undefined;
    return {
      method: 'browser',
      clientId,
      redirectUri: checked.value,
      offlineAccess: offlineAccess !== false,
    };
  },
  device: clientId => ({ method: 'device', clientId }),
};

function readSignIn(fields: unknown): SignInChoice | undefined {
  if (!isFields(fields)) return undefined;
  const clientId = checkGuid(text(fields.clientId));
  const method = text(fields.method);
  if (!clientId.ok || !Object.hasOwn(SIGN_IN_READERS, method)) return undefined;
  return SIGN_IN_READERS[method as SignInMethod](clientId.value, fields);
}

/** Reads one entry of the setting; `undefined` when it is no usable connection. */
export function readConnection(entry: unknown): Connection | undefined {
  if (!isFields(entry)) return undefined;
  const resource = checkResource(text(entry.resource) || GLOBAL_RESOURCE);
  const tenantId = checkGuid(text(entry.tenantId));
  const signIn = readSignIn(entry.signIn);
  const name = text(entry.name).trim();
  if (name === '' || !resource.ok || !tenantId.ok || !signIn) return undefined;
  return {
    name,
    kind: entry.kind === 'localTenant' ? 'localTenant' : 'service',
    resource: resource.value,
    tenantId: tenantId.value,
    signIn,
  };
}

/** Splits the setting's entries into usable connections (the first of a name counts) and the number of others. */
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
