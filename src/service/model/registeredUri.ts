/** Why a text can't be registered with a client. */
export type UriFault =
  /** It has no scheme, or isn't an address. */
  | 'notAbsolute'
  /** It contains a wildcard, a fragment, white space or a backslash. */
  | 'forbiddenCharacter'
  /** A browser would run or show the address instead of passing it to an application. */
  | 'forbiddenScheme'
  /** It isn't only scheme, host and port. */
  | 'notAnOrigin'
  /** Its scheme isn't http or https. */
  | 'notAWebAddress';

/** Schemes that a browser would run or show instead of passing them to an application. */
const FORBIDDEN_SCHEMES = new Set(['about:', 'blob:', 'data:', 'file:', 'javascript:', 'vbscript:']);

const WEB_SCHEMES = new Set(['http:', 'https:']);

/** Wildcards, fragments, white space, and the backslash, which browsers read as a slash. */
const FORBIDDEN_CHARACTERS = /[*#\\\s\p{Cc}]/u;

/**
 * Tells why a text can't be a redirect URI or a post-logout redirect URI; `undefined` when it can. The service compares
 * them byte by byte, so nothing is corrected here.
 *
 * @see RFC 6749, section 3.1.2
 */
export function redirectUriFault(text: string): UriFault | undefined {
  const url = URL.parse(text);
  if (!url) return 'notAbsolute';
  if (FORBIDDEN_CHARACTERS.test(text)) return 'forbiddenCharacter';
  if (FORBIDDEN_SCHEMES.has(url.protocol)) return 'forbiddenScheme';
  return !WEB_SCHEMES.has(url.protocol) || /^https?:\/\/[^/]/i.test(text) ? undefined : 'notAbsolute';
}

/** Tells why a text isn't an origin as browsers send it; `undefined` when it is. See RFC 6454, section 6.2. */
export function originFault(text: string): UriFault | undefined {
  const url = URL.parse(text);
  if (!url) return 'notAbsolute';
  if (!WEB_SCHEMES.has(url.protocol)) return 'notAWebAddress';
  return url.origin === text ? undefined : 'notAnOrigin';
}

/** Tells why a text isn't the address of a web page; `undefined` when it is. */
export function webUriFault(text: string): UriFault | undefined {
  const fault = redirectUriFault(text);
  if (fault) return fault;
  return /^https?:/i.test(text) ? undefined : 'notAWebAddress';
}
