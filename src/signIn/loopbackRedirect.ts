import { once } from 'node:events';
import http from 'node:http';
import { SignInError } from './signInError.ts';

/** What listening for a redirect needs. */
export interface LoopbackRedirectParts {
  /** `http`, a loopback host, a port and a path, exactly as the client has it. */
  readonly redirectUri: string;
  /** Tells whether an address is the expected answer. */
  readonly isAnswer: (redirected: URL) => boolean;
  /** Returns the page that the browser shows at the end; `ok` is `false` when the answer is an error. */
  readonly endPage: (ok: boolean) => string;
  /** How long to wait, in milliseconds. */
  readonly timeoutMs: number;
}

/** A loopback address on which an answer is expected. */
export interface LoopbackRedirect {
  /** Resolves with the answer; rejects with `noAnswer` after the time-out, and with `cancelled` when closed. */
  readonly answer: Promise<URL>;
  /** Stops listening. */
  close(): void;
}

/** Addresses to listen on, by the host of the redirect URI. For `localhost`, browsers try both addresses. */
const LISTENED: ReadonlyMap<string, readonly string[]> = new Map([
  ['127.0.0.1', ['127.0.0.1']],
  ['[::1]', ['::1']],
  ['localhost', ['127.0.0.1', '::1']],
]);

/** Errors of a machine that doesn't have such an address. Other programs can't listen on it either. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/** The page loads nothing, and can't be shown in a frame. */
const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  Connection: 'close',
};

/** Tells whether it is possible to listen on a redirect URI, because it is on this machine (RFC 8252, section 7.3). */
export function isLoopbackRedirect(redirectUri: string): boolean {
  const url = URL.parse(redirectUri);
  return url?.protocol === 'http:' && LISTENED.has(url.hostname) && url.port !== '';
}

/**
 * Listens for the answer of one sign-in. Requests for another path or host, or with another state, are refused and
 * change nothing. After the answer, the server stops and closes all connections, including those with an unfinished
 * request. Throws `redirectUnavailable` when the port is in use.
 */
export async function listenForRedirect(parts: LoopbackRedirectParts): Promise<LoopbackRedirect> {
  const { redirectUri, isAnswer, endPage, timeoutMs } = parts;
  const { hostname, host, port, origin } = new URL(redirectUri);
  let settle: (result: URL | SignInError) => void = () => {};
  const answer = new Promise<URL>((resolve, reject) => {
    settle = result => (result instanceof URL ? resolve(result) : reject(result));
  });
  // A caller that only closes never awaits the answer.
  answer.catch(() => {});

  const answerTo: http.RequestListener = (request, response) => {
    // Not relative to the redirect URI: a path that begins with two slashes would be another host.
    const redirected = URL.parse(`${origin}${request.url}`);
    const ours = request.method === 'GET' && request.headers.host === host;
    if (!ours || !redirected || !isAnswer(redirected)) {
      response.writeHead(ours ? 400 : 404, PAGE_HEADERS).end();
      return;
    }
    // The browser gets its page before all connections are closed.
    answering = response.once('close', closeConnections);
    response.writeHead(200, PAGE_HEADERS).end(endPage(!redirected.searchParams.has('error')));
    finish(redirected);
  };
  const servers: http.Server[] = [];
  let answering: http.ServerResponse | undefined;
  const closeConnections = () => {
    for (const server of servers) server.closeAllConnections();
  };
  const timer = setTimeout(() => finish(new SignInError('noAnswer', { detail: redirectUri })), timeoutMs);
  const finish = (result: URL | SignInError) => {
    clearTimeout(timer);
    for (const server of servers) server.close();
    if (!answering) closeConnections();
    settle(result);
  };

  try {
    for (const address of LISTENED.get(hostname) ?? []) {
      const server = await listenAt(address, Number(port), answerTo);
      if (server) servers.push(server);
    }
    if (servers.length === 0) throw new Error(`this machine has no address ${hostname}`);
  } catch (cause) {
    finish(new SignInError('cancelled'));
    throw new SignInError('redirectUnavailable', { detail: host, cause });
  }
  return { answer, close: () => finish(new SignInError('cancelled')) };
}

/** Listens on an address; returns `undefined` when this machine doesn't have it. Throws when the port is in use. */
async function listenAt(
  address: string,
  port: number,
  answerTo: http.RequestListener,
): Promise<http.Server | undefined> {
  const server = http.createServer(answerTo);
  try {
    server.listen(port, address);
    await once(server, 'listening');
    return server;
  } catch (cause) {
    if (NO_SUCH_ADDRESS.has((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw cause;
  }
}
