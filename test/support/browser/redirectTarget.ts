import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What came to an application's redirect address. */
export interface Arrival {
  readonly url: URL;
  readonly method: string;
  /** Body of a form post. */
  readonly body: string;
}

/** An application's own web server, as far as signing in needs one. */
export interface RedirectTarget {
  readonly origin: string;
  /** Where the browser is sent with its answer. */
  readonly redirectUri: string;
  /** Resolves with the next arrival at the redirect URI; asked for before the browser is sent off. */
  nextArrival(): Promise<Arrival>;
  dispose(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1; every path but `/callback` is an empty page. */
export async function startRedirectTarget(): Promise<RedirectTarget> {
  const waiting: ((arrival: Arrival) => void)[] = [];
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '', origin);
    const body = await text(request);
    response.setHeader('Content-Type', 'text/html').end('<!DOCTYPE html><title>Application</title>Back.');
    if (url.pathname === '/callback') waiting.shift()?.({ url, method: request.method ?? '', body });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    redirectUri: `${origin}/callback`,
    nextArrival: () => new Promise(resolve => waiting.push(resolve)),
    async dispose() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
