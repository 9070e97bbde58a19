import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { prepareEditorPage, SCRIPT_PATH } from './editorPage.ts';
import { createFrontAccess, type FrontAccess } from './frontAccess.ts';

/** The editor's server that a front stands before. */
export interface FrontTarget {
  /** The port of the editor's server on 127.0.0.1. */
  readonly serverPort: number;
  /** The server's connection token; whoever comes with `?tkn=` and this gets in. */
  readonly token: string;
  /** 32 bytes, kept for a user-data folder: half of the key by which the page encrypts SecretStorage. */
  readonly mintKey: Buffer;
}

/** What a front stands before, and who it is. */
export interface FrontOptions extends FrontTarget {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Hosts besides `127.0.0.1:PORT` that a request may name. */
  readonly extraHosts?: readonly string[];
}

/** A small front on 127.0.0.1 before the editor's server. */
export interface EditorFront {
  readonly port: number;
  /** A code that stands for the token in the address once. */
  singleUseCode(): string;
  /** Stands before another server from now on. Connections to the one before are closed. */
  turnTo(target: FrontTarget): void;
  dispose(): Promise<void>;
}

interface Front extends FrontTarget {
  readonly access: FrontAccess;
}

type Answer = (
  front: Front,
  request: http.IncomingMessage,
  response: http.ServerResponse,
) => void | Promise<void>;

const forbidden = 'Open the address that "npm start" printed.\n';
const keepLoopback = fs.readFileSync(path.join(import.meta.dirname, 'keepLoopback.js'));

/** The request's own headers, but with the server's cookie in place of the browser's. */
function headersForServer(front: Front, request: http.IncomingMessage): http.OutgoingHttpHeaders {
  return { ...request.headers, cookie: `vscode-tkn=${front.token}` };
}

function askServer(front: Front, request: http.IncomingMessage, headers = headersForServer(front, request)) {
  const { method, url: requestPath } = request;
  return http.request({ host: '127.0.0.1', port: front.serverPort, method, path: requestPath, headers });
}

/** Answers the workbench's page, prepared. */
const answerPage: Answer = async (front, request, response) => {
  const headers = { ...headersForServer(front, request), 'accept-encoding': 'identity' };
  const [answer] = (await once(askServer(front, request, headers).end(), 'response')) as [
    http.IncomingMessage,
  ];
  const html = prepareEditorPage(await text(answer), front.token);
  const { 'content-length': _length, ...kept } = answer.headers;
  response.writeHead(answer.statusCode ?? 502, kept).end(html);
};

const answerMintKey: Answer = (front, _request, response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
  response.end(front.mintKey);
};

const answerScript: Answer = (_front, _request, response) => {
  response.writeHead(200, { 'content-type': 'text/javascript' }).end(keepLoopback);
};

/** Passes a request on to the server and its answer back, both as they come. */
const passOn: Answer = (front, request, response) => {
  const onward = askServer(front, request);
  onward.on('response', answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
};

const ANSWERS: Readonly<Record<string, Answer>> = {
  'GET /': answerPage,
  'POST /mint-key': answerMintKey,
  [`GET ${SCRIPT_PATH}`]: answerScript,
};

/** Turns `?tkn=` into a cookie, so that the token does not stay in the address line. */
function admit(front: Front, address: URL, response: http.ServerResponse): void {
  address.searchParams.delete('tkn');
  response.writeHead(302, {
    location: address.pathname + address.search,
    'set-cookie': front.access.cookie(),
  });
  response.end();
}

async function answer(front: Front, request: http.IncomingMessage, response: http.ServerResponse) {
  const address = new URL(request.url ?? '/', 'http://front');
  if (front.access.isForUs(request)) {
    if (front.access.admits(address.searchParams.get('tkn') ?? '')) return admit(front, address, response);
    if (front.access.hasCookie(request)) {
      return (ANSWERS[`${request.method} ${address.pathname}`] ?? passOn)(front, request, response);
    }
  }
  response.writeHead(403, { 'content-type': 'text/plain' }).end(forbidden);
}

/** Joins a websocket's two sides; the request's head is written again with the server's cookie. */
function passUpgradeOn(front: Front, request: http.IncomingMessage, socket: Duplex, head: Buffer): void {
  if (!front.access.isForUs(request) || !front.access.hasCookie(request)) {
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    return;
  }
  const headers = Object.entries(headersForServer(front, request)).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const server = net.connect(front.serverPort, '127.0.0.1');
  server.write(`${[`GET ${request.url} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`);
  server.write(head);
  socket.pipe(server).pipe(socket);
  for (const [side, other] of [
    [socket, server],
    [server, socket],
  ] as const) {
    side.on('error', () => other.destroy());
    side.on('close', () => other.destroy());
  }
}

/**
 * Starts the front: it alone knows the server's token, admits only requests to its own host, answers
 * `/mint-key`, and passes everything else on, websockets too. Rejects with `EADDRINUSE` when the asked port
 * is taken.
 */
export async function startEditorFront(options: FrontOptions): Promise<EditorFront> {
  const server = http.createServer();
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const hosts = [`127.0.0.1:${port}`, ...(options.extraHosts ?? [])];
  const guard = (target: FrontTarget): Front => ({
    ...target,
    access: createFrontAccess(port, hosts, target.token),
  });
  let front = guard(options);
  const upgraded = new Set<Duplex>();
  server.on('request', (request, response) => {
    answer(front, request, response).catch(error => response.destroy(error));
  });
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket.on('close', () => upgraded.delete(socket)));
    passUpgradeOn(front, request, socket, head);
  });
  return {
    port,
    singleUseCode: () => front.access.singleUseCode(),
    turnTo(target) {
      front = guard(target);
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
    },
    async dispose() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await closed;
    },
  };
}
