/** What goes wrong with a proxy, in the form of Node's own error codes. */
export type ProxyErrorCode =
  /** 407: it wants a user and a password, or others. */
  | 'ERR_PROXY_AUTHORIZATION'
  /** Any other status but 200: it does not let us through. */
  | 'ERR_PROXY_REFUSED'
  /** It cannot be reached itself. */
  | 'ERR_PROXY_UNREACHABLE';

/** A request that got no further than the proxy. Its message names the proxy, never the password. */
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
