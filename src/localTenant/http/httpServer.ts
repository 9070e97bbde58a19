import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { LocalTenantError } from '../localTenantError.ts';
import type { TlsIdentity } from '../tls/tlsChoice.ts';
import { HOST } from './hostCheck.ts';

/** Time in which a request must arrive, in milliseconds; all come from this machine. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Time for which an idle connection stays open, in milliseconds; longer than in clients, so that they close first. */
const KEEP_ALIVE_MS = 65_000;

/** Time for which requests may continue once the server closes, in milliseconds. */
const CLOSING_GRACE_MS = 1000;

/**
 * Listens on 127.0.0.1, never on an address that other machines can reach. The caller adds its listener for `request` in the
 * same turn, before any request is read.
 *
 * @param port 0 = a free one
 * @param tls the certificate for https; default: http
 * @throws {LocalTenantError} `portUnavailable`
 */
export async function listen(port: number, tls?: TlsIdentity): Promise<{ server: Server; port: number }> {
  const times = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_TIMEOUT_MS };
  const server = tls
    ? createTlsServer({ ...times, cert: tls.certificate, key: tls.key })
    : createServer(times);
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

/** Stops listening, waits for open requests, and closes those that take too long. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const cutOff = setTimeout(() => server.closeAllConnections(), CLOSING_GRACE_MS);
  await closed;
  clearTimeout(cutOff);
}
