import { once } from 'node:events';
import http from 'node:http';
import { SignInError } from './signInError.ts';

/** What a loopback address waits for. */
export interface LoopbackRedirectParts {
  /** `http`, a loopback host, a port, a path: as the client has it. */
  readonly redirectUri: string;
  /** Tells whether an address is the answer that is waited for. */
  readonly isAnswer: (redirected: URL) => boolean;
  /** Makes the page that the browser shows at the end; `ok` is `false` when the answer says that it did not work. */
  readonly endPage: (ok: boolean) => string;
  /** How long to wait, milliseconds. */
  readonly timeoutMs: number;
}

/** A loopback address that listens. */
export interface LoopbackRedirect {
  /** Resolves with the answer; rejects with `noAnswer` after the time-out, `cancelled` when closed. */
  readonly answer: Promise<URL>;
  /** Stops listening. */
  close(): void;
}

/** Addresses to listen at, by the host that a redirect URI names. A browser tries both that `localhost` stands for. */
const LISTENED: ReadonlyMap<string, readonly string[]> = new Map([
  ['127.0.0.1', ['127.0.0.1']],
  ['[::1]', ['::1']],
  ['localhost', ['127.0.0.1', '::1']],
]);

/** Codes of a machine that has no such address: nobody else can listen there either. */
const NO_SUCH_ADDRESS = new Set<unknown>(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/** Pages of ours load nothing and are nobody's frame. */
const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  Connection: 'close',
};

/** Tells whether a redirect URI leads to this machine, so that we can listen for it (RFC 8252, section 7.3). */
export function isLoopbackRedirect(redirectUri: string): boolean {
  const url = URL.parse(redirectUri);
  return url?.protocol === 'http:' && LISTENED.has(url.hostname) && url.port !== '';
}

/**
 * Listens for the answer of one sign-in, and for nothing else: requests for other paths, other hosts, or with a
 * state that is not ours are refused and change nothing, and after the one answer nobody listens any more, nor is
 * anybody listened to who has begun a request and not ended it. Throws `redirectUnavailable` when the port is taken.
 */
export async function listenForRedirect(parts: LoopbackRedirectParts): Promise<LoopbackRedirect> {
  const { redirectUri, isAnswer, endPage, timeoutMs } = parts;
  const { hostname, host, port } = new URL(redirectUri);
  let settle: (result: URL | SignInError) => void = () => {};
  const answer = new Promise<URL>((resolve, reject) => {
    settle = result => (result instanceof URL ? resolve(result) : reject(result));
  });
  // whoever only closes never looks at it
  answer.catch(() => {});

  const answerTo: http.RequestListener = (request, response) => {
    const redirected = URL.parse(request.url ?? '', redirectUri);
    const ours = request.method === 'GET' && request.headers.host === host;
    if (!ours || !redirected || !isAnswer(redirected)) {
      response.writeHead(ours ? 400 : 404, PAGE_HEADERS).end();
      return;
    }
    // the browser shall have its page before everybody is cut off
    answering = response.once('close', cutOff);
    response.writeHead(200, PAGE_HEADERS).end(endPage(!redirected.searchParams.has('error')));
    finish(redirected);
  };
  const servers: http.Server[] = [];
  let answering: http.ServerResponse | undefined;
  const cutOff = () => {
    for (const server of servers) server.closeAllConnections();
  };
  const timer = setTimeout(() => finish(new SignInError('noAnswer')), timeoutMs);
  const finish = (result: URL | SignInError) => {
    clearTimeout(timer);
    for (const server of servers) server.close();
    if (!answering) cutOff();
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

/** Listens at an address; `undefined` where this machine has no such address. Throws when another program has the port. */
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
    if (NO_SUCH_ADDRESS.has((cause as NodeJS.ErrnoException).code)) return undefined;
    throw cause;
  }
}
