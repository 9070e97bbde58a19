import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import esbuild from 'esbuild';

/** A single-page application on an origin of its own that signs in by itself. */
export interface SinglePageApplication {
  readonly origin: string;
  dispose(): Promise<void>;
}

const PAGE = '<!DOCTYPE html><title>Application</title><script type="module" src="/application.js"></script>';

/**
 * Serves the application on a free port of 127.0.0.1: its page at every path, and its script, which is
 * `singlePageApplicationPage.js` with the library that it uses.
 */
export async function serveSinglePageApplication(): Promise<SinglePageApplication> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'singlePageApplicationPage.js')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const script = outputFiles[0]?.contents;
  const server = http.createServer((request, response) => {
    const wantsScript = request.url === '/application.js';
    response
      .setHeader('Content-Type', wantsScript ? 'text/javascript' : 'text/html')
      .end(wantsScript ? script : PAGE);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async dispose() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
