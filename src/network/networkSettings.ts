/** How the network is reached, as the user has told the editor or the system. */
export interface NetworkSettings {
  /** Address of the proxy, with user and password where it wants them; missing: no proxy. */
  readonly proxy?: string;
  /** Value of the header `Proxy-Authorization`, in place of the user and password of the address. */
  readonly proxyAuthorization?: string;
  /** Hosts that are reached directly, in the forms of `NO_PROXY`: a name with all below it, `*.name`, `host:port`, `*`. */
  readonly noProxy: readonly string[];
  /** Whether certificates count that come through the proxy, its own included; direct ones always do. */
  readonly strictProxyTls: boolean;
  /** Trusted certificates (PEM) in place of those that Node brings along; missing: Node's own. */
  readonly certificates?: readonly string[];
}

/** What `HttpDispatcher` does when nobody says otherwise. */
export const DIRECT_NETWORK: NetworkSettings = { noProxy: [], strictProxyTls: true };
