import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalTenantError } from '../localTenantError.ts';
import { HOST } from './hostCheck.ts';

/** How long a request may take to arrive, milliseconds; everything comes from this machine. */
const REQUEST_TIMEOUT_MS = 30_000;

/** How long an idle connection is kept, milliseconds; longer than clients keep theirs, so that they close first. */
const KEEP_ALIVE_MS = 65_000;

/** How long requests under way may take to end once the server closes, milliseconds. */
const CLOSING_GRACE_MS = 1000;

/**
 * Listens on 127.0.0.1, never on an address that others can reach. Nothing is answered before the caller adds its
 * listener for `request`, which it does in the same turn.
 *
 * @param port 0 = a free one
 * @throws {LocalTenantError} `portUnavailable`
 */
export async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_TIMEOUT_MS });
  server.listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const inUse = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    const why = inUse ? 'another program uses it' : 'the system does not allow it';
    throw new LocalTenantError(
      'portUnavailable',
      `The local tenant cannot listen on ${HOST}:${port}: ${why}. Choose another port, or 0 for a free one.`,
      { cause },
    );
  }
  return { server, port: (server.address() as AddressInfo).port };
}

/** Stops listening, lets requests under way end, and cuts off those that take too long. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const cutOff = setTimeout(() => server.closeAllConnections(), CLOSING_GRACE_MS);
  await closed;
  clearTimeout(cutOff);
}
