import tls from 'node:tls';
import type { buildConnector, Dispatcher, Pool } from 'undici';
import { readNetworkFailure } from './networkFailure.ts';
import type { NetworkSettings } from './networkSettings.ts';
import { ProxyError } from './proxyError.ts';

type Undici = typeof import('./undici.ts');

/** Limits of the connections, milliseconds, counts and bytes. */
export interface NetworkLimits {
  readonly connections: number;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly maxFetchedBytes: number;
}

/** Hosts that are never reached through the proxy, whatever the settings say: this machine. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Returns the dispatcher that sends requests as the settings say: directly, or through the proxy. */
export async function networkAgent(
  undici: Undici,
  settings: NetworkSettings,
  limits: NetworkLimits,
): Promise<Dispatcher> {
  const { strictProxyTls, proxy = '', proxyAuthorization } = settings;
  const timeout = limits.connectTimeoutMs;
  const options = {
    connections: limits.connections,
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    maxResponseSize: limits.maxAnswerBytes,
  };
  // Without a proxy, no request has to check whether its host is one of the exceptions.
  if (proxy === '') {
    return new undici.Agent({ ...options, connect: lazyConnector(undici, settings, timeout) });
  }
  const secureContext = await readSecureContext(settings);
  const throughProxy = { secureContext, timeout, rejectUnauthorized: strictProxyTls };
  return new undici.EnvHttpProxyAgent({
    ...options,
    connect: { secureContext, timeout },
    httpProxy: proxy,
    httpsProxy: proxy,
    noProxy: [...LOOPBACK, ...settings.noProxy].join(','),
    token: proxyAuthorization || undefined,
    requestTls: throughProxy,
    proxyTls: throughProxy,
    clientFactory: (origin, options) => proxyPool(undici, origin, options as Pool.Options),
  });
}

/** Returns a connector that reads the certificates for the first https connection. */
function lazyConnector(
  { buildConnector }: Undici,
  settings: NetworkSettings,
  timeout: number,
): buildConnector.connector {
  const plain = buildConnector({ timeout });
  let loading: Promise<buildConnector.connector> | undefined;
  return (asked, done) => {
    if (asked.protocol !== 'https:') return plain(asked, done);
    loading ??= readSecureContext(settings).then(secureContext => buildConnector({ secureContext, timeout }));
    loading.then(
      secure => secure(asked, done),
      (error: Error) => {
        loading = undefined;
        done(error, null);
      },
    );
  };
}

/** Returns the context that all connections share, because parsing some hundred certificates takes long. */
async function readSecureContext({ certificates }: NetworkSettings): Promise<tls.SecureContext | undefined> {
  const trusted = await certificates?.();
  return trusted && tls.createSecureContext({ ca: [...trusted] });
}

/** Returns the connections to the proxy. Their failures become a `ProxyError`, unlike failures behind the proxy. */
function proxyPool(undici: Undici, origin: URL, options: Pool.Options): Pool {
  const pool = new undici.Pool(origin.origin, options);
  const connect: (asked: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData> =
    pool.connect.bind(pool);
  const connectToProxy = async (asked: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> => {
    const answer = await connect(asked).catch((cause: unknown) => {
      throw toProxyError(origin, cause);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on('error', () => {}).destroy();
    const code = answer.statusCode === 407 ? 'ERR_PROXY_AUTHORIZATION' : 'ERR_PROXY_REFUSED';
    throw new ProxyError(code, `${origin.host}, ${answer.statusCode}`);
  };
  return Object.assign(pool, { connect: connectToProxy as Pool['connect'] });
}

/** Returns the error of a proxy that couldn't be reached. */
function toProxyError(origin: URL, cause: unknown): Error {
  const { code, detail } = readNetworkFailure(cause);
  // The user is told about the certificate of the proxy in the same way as about the certificate of the service.
  if (code === 'tlsNotTrusted') return cause as Error;
  return new ProxyError('ERR_PROXY_UNREACHABLE', [origin.host, detail].filter(Boolean).join(', '), cause);
}
