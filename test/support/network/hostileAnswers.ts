import { once } from 'node:events';
import type http from 'node:http';
import { constants, gzipSync } from 'node:zlib';
import type { Answer } from './scriptedServer.ts';

/** Writes raw bytes to the connection, which needn't be valid HTTP. */
export const raw =
  (text: string): Answer =>
  response =>
    response.socket?.end(text);

/** Starts the head of an answer and adds headers slowly, without an end. */
export const endlessHead: Answer = response => {
  response.socket?.write('HTTP/1.1 200 OK\r\n');
  repeatedly(response, count => response.socket?.write(`X-${count}: y\r\n`));
};

/** Answers with a head that is too large. */
export const headerFlood = raw(
  `HTTP/1.1 200 OK\r\n${Array.from({ length: 5000 }, (_, index) => `X-${index}: ${'y'.repeat(50)}`).join('\r\n')}\r\n\r\n[]`,
);

/** Sends a body byte by byte, without an end. */
export const byteByByte: Answer = response => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[');
  repeatedly(response, () => response.write(' '));
};

/** Sends a body of at most `bytes` while it is read, and reports how much was sent. */
export function longBody(bytes: number, begin = '["', fill = 'x'): { answer: Answer; sent: () => number } {
  let sent = 0;
  const block = Buffer.alloc(64 * 1024, fill);
  const send = async (response: http.ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write(begin);
    while (sent < bytes && !response.destroyed) {
      sent += block.length;
      if (!response.write(block)) await untilWritable(response);
    }
    response.end();
  };
  return { answer: response => void send(response).catch(() => response.destroy()), sent: () => sent };
}

/** Resolves when a response accepts more or is closed; removes its listeners. */
async function untilWritable(response: http.ServerResponse): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  const events = ['drain', 'close'].map(event => once(response, event, { signal }));
  for (const each of events) each.catch(() => {});
  await Promise.race(events);
  settled.abort();
}

/** Answers with a body that is a thousand times as large once it is decompressed. */
export function bomb(unpackedBytes: number): Answer {
  const packed = gzipSync(Buffer.alloc(unpackedBytes, ' '), { level: constants.Z_BEST_COMPRESSION });
  return response =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed);
}

function repeatedly(response: http.ServerResponse, task: (count: number) => void): void {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    task(count);
  }, 20);
  response.on('close', () => clearInterval(timer));
}
