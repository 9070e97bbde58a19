// A forward proxy for https (RFC 9110, section 9.3.6): tunnels CONNECT to the addresses in its map and writes one line for
// each request. `startProxy` runs it in its own process.
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import '../../../../tools/parentWatch.mjs';

const { values } = parseArgs({
  options: { user: { type: 'string' }, map: { type: 'string', multiple: true, default: [] } },
});
/** Ports of 127.0.0.1 by the `host:port` that clients request. */
const targets = new Map(values.map.map(entry => entry.split('=') as [string, string]));
const expected = values.user && `Basic ${Buffer.from(values.user).toString('base64')}`;

const server = http.createServer((request, response) => {
  process.stdout.write(`${request.url} 405\n`);
  response.writeHead(405).end();
});
server.on('connect', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const refuse = (status: string) => {
    process.stdout.write(`${request.url} ${status}\n`);
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nProxy-Authenticate: Basic\r\n\r\n`);
  };
  if (expected && request.headers['proxy-authorization'] !== expected) return refuse('407 Who Are You');
  const port = targets.get(request.url ?? '');
  if (!port) return refuse('403 Not From Here');
  const upstream = net.connect(Number(port), '127.0.0.1', () => {
    process.stdout.write(`${request.url} 200\n`);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`),
);
