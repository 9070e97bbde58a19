import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was applied to a cluster. */
export interface Applied {
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest
  readonly body: any;
}

const SECRETS = {
  name: 'secrets',
  singularName: 'secret',
  namespaced: true,
  kind: 'Secret',
  verbs: ['patch'],
};

/** Answers to what kubectl requests before it applies anything. */
const DISCOVERY: Readonly<Record<string, unknown>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [SECRETS] },
};

/** Starts the part of a Kubernetes API server on 127.0.0.1 that kubectl needs to apply a Secret. */
export async function startCluster() {
  const applied: Applied[] = [];
  const server = http.createServer(async (request, response) => {
    const path = request.url ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = DISCOVERY[path.split('?')[0] ?? ''] ?? apply(request.method, path, Buffer.concat(chunks));
    response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer ?? { kind: 'Status', status: 'Failure', code: 404 }));
  });
  const apply = (method: string | undefined, path: string, body: Buffer): unknown => {
    if (method !== 'PATCH') return undefined;
    applied.push({ path, body: JSON.parse(body.toString()) });
    return JSON.parse(body.toString());
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    applied,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Returns the configuration by which kubectl connects to a cluster. */
export const kubeconfig = (server: string) => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'test',
  clusters: [{ name: 'test', cluster: { server } }],
  contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  users: [{ name: 'test', user: {} }],
});
