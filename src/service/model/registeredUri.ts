/** Why a text cannot be registered with a client. */
export type UriFault =
  /** No scheme, or nothing that could be an address at all. */
  | 'notAbsolute'
  /** A wildcard, a fragment, white space or a backslash, which no registered URI may have. */
  | 'forbiddenCharacter'
  /** A scheme that a browser would run or show instead of handing it over. */
  | 'forbiddenScheme'
  /** An origin must be scheme, host and port, and nothing after them. */
  | 'notAnOrigin'
  /** Only http and https lead to a web page. */
  | 'notAWebAddress';

/** Schemes that a browser would run or show instead of handing over to an application. */
const FORBIDDEN_SCHEMES = new Set(['about:', 'blob:', 'data:', 'file:', 'javascript:', 'vbscript:']);

const WEB_SCHEMES = new Set(['http:', 'https:']);

/** Characters that no registered URI has: wildcards, fragments, white space, and what browsers read as a slash. */
const FORBIDDEN_CHARACTERS = /[*#\\\s\p{Cc}]/u;

/**
 * Tells why a text cannot be a redirect URI (RFC 6749, section 3.1.2), a post-logout one included; `undefined` when it
 * can. The service compares them byte for byte, so that nothing is mended here.
 */
export function redirectUriFault(text: string): UriFault | undefined {
  const url = URL.parse(text);
  if (!url) return 'notAbsolute';
  if (FORBIDDEN_CHARACTERS.test(text)) return 'forbiddenCharacter';
  if (FORBIDDEN_SCHEMES.has(url.protocol)) return 'forbiddenScheme';
  return !WEB_SCHEMES.has(url.protocol) || /^https?:\/\/[^/]/i.test(text) ? undefined : 'notAbsolute';
}

/** Tells why a text is not an origin as browsers send it (RFC 6454, section 6.2); `undefined` when it is. */
export function originFault(text: string): UriFault | undefined {
  const url = URL.parse(text);
  if (!url) return 'notAbsolute';
  if (!WEB_SCHEMES.has(url.protocol)) return 'notAWebAddress';
  return url.origin === text ? undefined : 'notAnOrigin';
}

/** Tells why a text is not the address of a web page; `undefined` when it is. */
export function webUriFault(text: string): UriFault | undefined {
  const fault = redirectUriFault(text);
  if (fault) return fault;
  return /^https?:/i.test(text) ? undefined : 'notAWebAddress';
}
