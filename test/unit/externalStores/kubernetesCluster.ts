import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Secret as the API has it. */
export interface SecretObject {
  readonly kind: 'Secret';
  readonly apiVersion: 'v1';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly resourceVersion: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

const SECRETS = {
  name: 'secrets',
  singularName: 'secret',
  namespaced: true,
  kind: 'Secret',
  verbs: ['create', 'get', 'list', 'patch', 'update'],
};

/** Answers to what kubectl requests before it does anything. */
const DISCOVERY: Readonly<Record<string, unknown>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [SECRETS] },
};

/** The status of an error. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const status = (code: number, reason: string, name: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  reason,
  message: `secrets "${name}": ${reason}`,
  details: { name, kind: 'secrets' },
});

interface Reply {
  readonly code: number;
  readonly body: unknown;
}

/** A request for a Secret. */
interface SecretRequest {
  readonly at: string;
  readonly name: string;
  readonly type: string;
  readonly body: SecretObject;
  readonly before: SecretObject | undefined;
}

/** The Secrets of a cluster, with the rules of the API for each method. */
class Secrets {
  readonly all = new Map<string, SecretObject>();

  readonly methods: Readonly<Record<string, (request: SecretRequest) => Reply>> = {
    GET: ({ name, before }) => (before ? { code: 200, body: before } : notFound(name)),
    POST: ({ at, body, before }) => {
      const { name } = body.metadata;
      if (before) return { code: 409, body: status(409, 'AlreadyExists', name) };
      return { code: 201, body: this.save(at, body) };
    },
    PATCH: ({ at, name, type, body, before }) => {
      if (type !== 'application/merge-patch+json')
        return { code: 415, body: status(415, 'UnsupportedMediaType', name) };
      if (!before) return notFound(name);
      return { code: 200, body: this.save(at, { ...before, data: { ...before.data, ...body.data } }) };
    },
    PUT: ({ at, name, body, before }) => {
      if (!before) return notFound(name);
      const { resourceVersion } = body.metadata;
      if (resourceVersion && resourceVersion !== before.metadata.resourceVersion)
        return { code: 409, body: status(409, 'Conflict', name) };
      return { code: 200, body: this.save(at, body) };
    },
  };

  save(at: string, { stringData = {}, ...body }: SecretObject): SecretObject {
    const before = this.all.get(at);
    const given = Object.entries(stringData).map(
      ([key, value]) => [key, Buffer.from(value).toString('base64')] as const,
    );
    const saved: SecretObject = {
      ...body,
      metadata: {
        ...body.metadata,
        namespace: at.split('/')[0] ?? '',
        resourceVersion: String(Number(before?.metadata.resourceVersion ?? 0) + 1),
      },
      data: { ...body.data, ...Object.fromEntries(given) },
    };
    this.all.set(at, saved);
    return saved;
  }
}

const notFound = (name: string): Reply => ({ code: 404, body: status(404, 'NotFound', name) });

/**
 * Starts the part of a Kubernetes API server on 127.0.0.1 that has Secrets, with the documented rules of creating, replacing
 * and merging. No registry has the real server.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
 */
export async function startCluster() {
  const secrets = new Secrets();
  const state = { forbids: [] as readonly string[], beforeWrite: () => {} };
  const answer = (method: string, url: string, type: string, text: string): Reply => {
    const [path = ''] = url.split('?');
    const discovered = DISCOVERY[path];
    if (discovered && method === 'GET') return { code: 200, body: discovered };
    const found = /^\/api\/v1\/namespaces\/(?<namespace>[\w-]+)\/secrets(?:\/(?<name>[\w.-]+))?$/.exec(path);
    const { namespace = '', name = '' } = found?.groups ?? {};
    if (state.forbids.includes(method)) return { code: 403, body: status(403, 'Forbidden', name) };
    if (method !== 'GET') state.beforeWrite();
    const body = text === '' ? {} : JSON.parse(text);
    const at = `${namespace}/${name || body.metadata?.name}`;
    const request = { at, name, type, body, before: secrets.all.get(at) };
    return secrets.methods[method]?.(request) ?? { code: 405, body: status(405, 'MethodNotAllowed', name) };
  };
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const text = Buffer.concat(chunks).toString();
    const { code, body } = answer(method, url, headers['content-type'] ?? '', text);
    response.writeHead(code, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    secrets: secrets.all,
    /** What the cluster forbids, and what happens before each write. */
    state,
    address: `http://127.0.0.1:${port}`,
    /** Returns the values of a Secret (NAMESPACE/NAME), as a program reads them. */
    values: (at: string): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Object.entries(secrets.all.get(at)?.data ?? {}).map(([key, value]) => [
          key,
          Buffer.from(value, 'base64').toString(),
        ]),
      ),
    /** Makes a Secret (NAMESPACE/NAME) as others have made it. */
    make: (at: string, values: Readonly<Record<string, string>>, more: Partial<SecretObject> = {}) => {
      const metadata = { name: at.split('/')[1] ?? '' } as SecretObject['metadata'];
      const fixed = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata, data: {} } as const;
      secrets.save(at, { ...fixed, stringData: values, ...more });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Returns the configuration by which kubectl connects to a cluster, or to another one by the context `other`. */
export const kubeconfig = (server: string, current = 'test') => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': current,
  clusters: [
    { name: 'test', cluster: { server } },
    { name: 'other', cluster: { server: 'http://127.0.0.1:1' } },
  ],
  contexts: [
    { name: 'test', context: { cluster: 'test', user: 'test', namespace: 'plant' } },
    { name: 'other', context: { cluster: 'other', user: 'test' } },
  ],
  users: [{ name: 'test', user: {} }],
});
