import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may pass the front. */
export interface FrontAccess {
  /** True when the request names one of our own hosts and, if it comes from a page, from a page of ours. */
  isForUs(request: IncomingMessage): boolean;
  /** True when the request carries the cookie that `cookie` made. */
  hasCookie(request: IncomingMessage): boolean;
  /** True for the token, and once for each code that `singleUseCode` gave out. */
  admits(tokenOrCode: string): boolean;
  /**
   * A `Set-Cookie` value. The name holds the port, since cookies of 127.0.0.1 are shared by all its ports.
   */
  cookie(): string;
  /**
   * A code that stands for the token once: for an argument list, which every user of the machine can read.
   */
  singleUseCode(): string;
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Guards a front on `port` whose pages are opened under one of `hosts` (as in a Host header). */
export function createFrontAccess(port: number, hosts: readonly string[], token: string): FrontAccess {
  const name = `editor-${port}`;
  const codes = new Set<string>();
  return {
    isForUs({ headers }) {
      // a Host of somebody else's is DNS rebinding; an Origin of somebody else's is a page that uses our
      // cookie
      const host = headers.host ?? '';
      return hosts.includes(host) && (headers.origin === undefined || headers.origin === `http://${host}`);
    },
    hasCookie({ headers }) {
      const cookies = (headers.cookie ?? '').split(';').map(cookie => cookie.trim());
      return cookies.some(cookie => equal(cookie, `${name}=${token}`));
    },
    admits: tokenOrCode => equal(tokenOrCode, token) || codes.delete(tokenOrCode),
    cookie: () => `${name}=${token}; Path=/; HttpOnly; SameSite=Lax`,
    singleUseCode() {
      const code = randomBytes(32).toString('base64url');
      codes.add(code);
      return code;
    },
  };
}
