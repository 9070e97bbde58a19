import { once } from 'node:events';
import net from 'node:net';

/**
 * Ports below the range for outgoing connections (from 32768 on Linux, from 49152 elsewhere), so that a free port stays free
 * whatever else runs.
 */
const FIRST = 20_000;
const COUNT = 12_000;

/** A port of 127.0.0.1 on which nothing listens: systems don't assign it, and no current program uses it. */
export const REFUSING_PORT = 2;

async function isFree(port: number): Promise<boolean> {
  const server = net.createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, '127.0.0.1');
  if (!(await listening)) return false;
  server.close();
  await once(server, 'close');
  return true;
}

/** Returns a port of 127.0.0.1 on which nothing listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}
