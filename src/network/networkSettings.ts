/** How to reach the network, according to the settings of the editor and the system. */
export interface NetworkSettings {
  /** Address of the proxy, with user and password if it requires them; missing: no proxy. */
  readonly proxy?: string;
  /** Value of the header `Proxy-Authorization`, which replaces the user and password of the address. */
  readonly proxyAuthorization?: string;
  /** Hosts that are reached directly, as in `NO_PROXY`: a name with all its subdomains, `*.name`, `host:port`, `*`. */
  readonly noProxy: readonly string[];
  /** Whether certificates are checked for the proxy and behind it. On direct connections they always are. */
  readonly strictProxyTls: boolean;
  /**
   * Reads the trusted certificates (PEM), which replace those of Node; missing or `undefined`: those of Node. Reading and
   * parsing some hundred of them takes up to 0.2 s, so this is called for the first https connection, and not for http.
   */
  readonly certificates?: () => Promise<readonly string[] | undefined>;
}

/** The settings of an `HttpDispatcher` that gets none: no proxy, and Node's certificates. */
export const DIRECT_NETWORK: NetworkSettings = { noProxy: [], strictProxyTls: true };
