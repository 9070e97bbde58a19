import * as v from 'valibot';
import { LIMITS } from '../../service/model/limits.ts';

/** Schemes that a browser would run or show instead of handing over to an application. */
const FORBIDDEN_SCHEMES = new Set(['about:', 'blob:', 'data:', 'file:', 'javascript:', 'vbscript:']);

const WEB_SCHEMES = new Set(['http:', 'https:']);

/** Characters that no registered URI has: wildcards, fragments, white space, and what browsers read as a slash. */
const FORBIDDEN_CHARACTERS = /[*#\\\s\p{Cc}]/u;

/** Tells whether a text is an absolute URI as it may be registered: compared exactly later, so never mended here. */
function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url || FORBIDDEN_CHARACTERS.test(text)) return false;
  if (WEB_SCHEMES.has(url.protocol)) return /^https?:\/\/[^/]/i.test(text);
  return !FORBIDDEN_SCHEMES.has(url.protocol);
}

const redirectUri = v.pipe(v.string(), v.check(isRedirectUri));

/** At least one redirect URI (RFC 6749, section 3.1.2), at most as many as the service takes. */
export const redirectUrisSchema = v.pipe(
  v.array(redirectUri),
  v.minLength(1),
  v.maxLength(LIMITS.redirectUrisPerClient),
);

/** Any number of post-logout redirect URIs up to the service's limit. */
export const postLogoutRedirectUrisSchema = v.pipe(
  v.array(redirectUri),
  v.maxLength(LIMITS.redirectUrisPerClient),
);

/** Origins as browsers send them (RFC 6454, section 6.2): scheme, host and port, nothing else. */
export const originsSchema = v.array(
  v.pipe(
    v.string(),
    v.check(text => {
      const url = URL.parse(text);
      return url !== null && WEB_SCHEMES.has(url.protocol) && url.origin === text;
    }),
  ),
);

/** An address of a web page. */
export const webUriSchema = v.pipe(
  v.string(),
  v.check(text => isRedirectUri(text) && /^https?:/i.test(text)),
);
