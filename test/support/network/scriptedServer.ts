import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a server got. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request, or closes the connection. */
export type Answer = (response: http.ServerResponse, request: SeenRequest) => void;

/** Returns an answer of JSON with a status and headers. */
export const json =
  (status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Answer =>
  response =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Returns an answer of plain text with a status. */
export const plain =
  (status: number, text: string, headers: http.OutgoingHttpHeaders = {}): Answer =>
  response =>
    response.writeHead(status, headers).end(text);

/** Closes the connection after the request has been read: the request may have had an effect. */
export const breakOff: Answer = response => response.socket?.destroy();

/** A server on a free loopback port that gives prepared answers in order, and repeats the last one. */
export interface ScriptedServer {
  readonly resource: string;
  readonly seen: SeenRequest[];
  play(...answers: Answer[]): void;
  close(): Promise<void>;
}

/** Starts a {@link ScriptedServer}. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  let script: Answer[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const asked = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    seen.push(asked);
    const answer = script.length > 1 ? script.shift() : script[0];
    (answer ?? plain(500, 'nothing prepared'))(response, asked);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    resource: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    play: (...answers) => {
      script = answers;
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
