import tls from 'node:tls';
import type { Dispatcher, Pool } from 'undici';
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

/** This machine is never behind a proxy, whatever the settings say. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Makes the dispatcher that sends requests as the settings say: directly, or through the proxy. */
export function networkAgent(undici: Undici, settings: NetworkSettings, limits: NetworkLimits): Dispatcher {
  const { certificates, strictProxyTls, proxy = '', proxyAuthorization } = settings;
  // one context for all connections: reading some hundred certificates takes its time
  const trust = certificates ? { secureContext: tls.createSecureContext({ ca: [...certificates] }) } : {};
  const timeout = limits.connectTimeoutMs;
  const options = {
    connect: { ...trust, timeout },
    connections: limits.connections,
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    maxResponseSize: limits.maxAnswerBytes,
  };
  // the other one looks with each request whether its host is excepted
  if (proxy === '') return new undici.Agent(options);
  const throughProxy = { ...trust, timeout, rejectUnauthorized: strictProxyTls };
  return new undici.EnvHttpProxyAgent({
    ...options,
    httpProxy: proxy,
    httpsProxy: proxy,
    noProxy: [...LOOPBACK, ...settings.noProxy].join(','),
    ...(proxyAuthorization ? { token: proxyAuthorization } : {}),
    requestTls: throughProxy,
    proxyTls: throughProxy,
    clientFactory: (origin, options) => proxyPool(undici, origin, options as Pool.Options),
  });
}

/** Makes the connections to the proxy itself. What fails there is told apart from what fails behind it. */
function proxyPool(undici: Undici, origin: URL, options: Pool.Options): Pool {
  const pool = new undici.Pool(origin.origin, options);
  const connect: (asked: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData> =
    pool.connect.bind(pool);
  const connectOrSay = async (asked: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> => {
    const answer = await connect(asked).catch((cause: unknown) => {
      throw unreachable(origin, cause);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on('error', () => {}).destroy();
    const code = answer.statusCode === 407 ? 'ERR_PROXY_AUTHORIZATION' : 'ERR_PROXY_REFUSED';
    throw new ProxyError(code, `${origin.host}, ${answer.statusCode}`);
  };
  return Object.assign(pool, { connect: connectOrSay as Pool['connect'] });
}

function unreachable(origin: URL, cause: unknown): Error {
  const { code } = cause as { code?: unknown };
  // a proxy whose certificate is not trusted is a matter of certificates
  if (typeof code === 'string' && /CERT|SIGNATURE/.test(code)) return cause as Error;
  return new ProxyError('ERR_PROXY_UNREACHABLE', [origin.host, code].filter(Boolean).join(', '), cause);
}
