/** Why a proxy didn't connect, in the form of Node's error codes. */
export type ProxyErrorCode =
  /** 407: it requires a user and a password, or rejects those that it got. */
  | 'ERR_PROXY_AUTHORIZATION'
  /** Any other status except 200: it doesn't let the request through. */
  | 'ERR_PROXY_REFUSED'
  /** The proxy itself can't be reached. */
  | 'ERR_PROXY_UNREACHABLE';

/** A request that failed at the proxy. The message names the proxy, and never contains the password. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: ProxyErrorCode;
  /** Host and port of the proxy, and the status or the code of the failure. */
  readonly detail: string;

  constructor(code: ProxyErrorCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.code = code;
    this.detail = detail;
  }
}
