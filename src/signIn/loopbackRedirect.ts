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

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

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
  return url?.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname) && url.port !== '';
}

/**
 * Listens for the answer of one sign-in, and for nothing else: requests for other paths, other hosts, or with a
 * state that is not ours are refused and change nothing, and after the one answer nobody listens any more.
 * Throws `redirectUnavailable` when the port is taken.
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

  const server = http.createServer((request, response) => {
    const redirected = URL.parse(request.url ?? '', redirectUri);
    const ours = request.method === 'GET' && request.headers.host === host;
    if (!ours || !redirected || !isAnswer(redirected)) {
      response.writeHead(ours ? 400 : 404, PAGE_HEADERS).end();
      return;
    }
    response.writeHead(200, PAGE_HEADERS).end(endPage(!redirected.searchParams.has('error')));
    finish(redirected);
  });
  const timer = setTimeout(() => finish(new SignInError('noAnswer')), timeoutMs);
  const finish = (result: URL | SignInError) => {
    clearTimeout(timer);
    server.close();
    settle(result);
  };

  try {
    server.listen(Number(port), hostname.replace(/^\[|\]$/g, ''));
    await once(server, 'listening');
  } catch (cause) {
    clearTimeout(timer);
    throw new SignInError('redirectUnavailable', { detail: host, cause });
  }
  return { answer, close: () => finish(new SignInError('cancelled')) };
}
