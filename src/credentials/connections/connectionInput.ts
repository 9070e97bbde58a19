/** Why an address or id was not accepted. */
export type ConnectionInputFault =
  | 'empty'
  | 'notAnAddress'
  | 'notHttps'
  | 'hasCredentials'
  | 'hasQuery'
  /** http to this machine without a port to listen on. */
  | 'needsPort'
  | 'notAGuid';

/** The result of checking an input: the normalized value, or why it was not accepted. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: ConnectionInputFault };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const refuse = (fault: ConnectionInputFault) => ({ ok: false, fault }) as const;

/** Checks the base URL of a service: https, or http for this machine only; returns it without a slash at the end. */
export function checkResource(text: string): Checked<string> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty');
  if (!URL.canParse(trimmed)) return refuse('notAnAddress');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('notAnAddress');
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) return refuse('notHttps');
  if (url.username !== '' || url.password !== '') return refuse('hasCredentials');
  if (url.search !== '' || url.hash !== '') return refuse('hasQuery');
  return { ok: true, value: `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '') };
}

/**
 * Checks a redirect URI: http with a port on this machine, where we listen ourselves (RFC 8252, section 7.3), or
 * https elsewhere, from where the user copies the address. Returns it as typed, because the service compares it exactly.
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

/** Checks a tenant or client id; returns it in lower case. */
export function checkGuid(text: string): Checked<string> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty');
  return GUID.test(trimmed) ? { ok: true, value: trimmed.toLowerCase() } : refuse('notAGuid');
}
