import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import fc from 'fast-check';
import { caseCount } from '../../../support/runner/sampling.ts';
import {
  administratorToken,
  type LocalTenant,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';

interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

describe('local tenant: hostile and malformed requests', () => {
  let tenant: LocalTenant;
  let token: string;
  let port: number;

  before(async () => {
    tenant = await startLocalTenant();
    token = await administratorToken(tenant);
    port = Number(new URL(tenant.resource).port);
  });
  after(() => tenant.stop());
  afterEach('it is still alive, and has nothing to log', async () => {
    assert.equal((await fetch(`${tenant.resource}/identity/.well-known/openid-configuration`)).status, 200);
    const lines = tenant.output().stderr.trim().split('\n');
    assert.deepEqual(lines.slice(1), [], 'only the line about the start');
  });

  /** Sends a request without the checks of a client library. */
  async function send(
    method: string,
    path: string,
    body?: string | Buffer,
    headers: http.OutgoingHttpHeaders = {},
  ): Promise<RawAnswer> {
    const authorization = `Bearer ${token}`;
    const request = http.request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { authorization, ...headers },
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    const text = Buffer.concat(await response.toArray()).toString();
    return { status: response.statusCode ?? 0, headers: response.headers, text };
  }
  const api = (below: string) => `/api/v1/Tenants/${tenant.tenantId}${below}`;

  const hosts = ['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', '[::1]', '0.0.0.0'];
  for (const host of hosts) {
    it(`421 for the host "${host}", API and OpenID alike`, async () => {
      for (const path of [api(''), '/identity/.well-known/openid-configuration', '/identity/connect/token']) {
        const answer = await send('GET', path, undefined, { host });
        assert.equal(answer.status, 421, path);
        assert.match(JSON.parse(answer.text).Resolution, /127\.0\.0\.1/);
      }
    });
  }

  it('accepts the host localhost, ignoring case', async () => {
    assert.equal((await send('GET', api(''), undefined, { host: `LocalHost:${port}` })).status, 200);
  });

  it('accepts paths in any case and with a slash at the end', async () => {
    for (const path of [
      `/API/V1/tenants/${tenant.tenantId.toUpperCase()}/`,
      api('/clientcredentialCLIENTS/'),
    ]) {
      assert.equal((await send('GET', path)).status, 200, path);
    }
  });

  const unknownPaths = [
    '/',
    '/api',
    '/api/v1/Tenants',
    '/api/v1-preview/Tenants/x',
    '/identityx',
    '//',
    '*',
    '/%',
  ];
  for (const path of unknownPaths) {
    it(`404 with an error body for ${path}`, async () => {
      const answer = await send('GET', path);
      assert.equal(answer.status, 404);
      assert.equal(JSON.parse(answer.text).Reason, 'There is nothing at this address.');
    });
  }

  it('404 for unknown paths below the tenant', async () => {
    for (const below of [
      '/Communities',
      '/ClientCredentialClients/x/y',
      '/ClientCredentialClients//Secrets',
      '/Roles/a/b/c',
    ]) {
      assert.equal((await send('GET', api(below))).status, 404, below);
    }
  });

  const wrongMethods: readonly [string, string, string][] = [
    ['DELETE', '', 'GET, HEAD'],
    ['POST', '/Roles/x', 'GET, PUT, DELETE, HEAD'],
    ['POST', '/Roles/x/clientcredentialclients', 'GET, HEAD'],
    ['PUT', '/ClientCredentialClients', 'GET, HEAD, POST'],
    ['PATCH', '/ClientCredentialClients/x', 'GET, PUT, DELETE, HEAD'],
    ['OPTIONS', '/ClientCredentialClients/x/Secrets', 'GET, HEAD, POST'],
  ];
  for (const [method, below, allowed] of wrongMethods) {
    it(`405 for ${method} ${below || 'tenant'}, naming ${allowed}`, async () => {
      const answer = await send(method, api(below));
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.allow, allowed);
    });
  }

  it('400 for a body that is not JSON or not UTF-8, without quoting it', async () => {
    const bodies = ['{', '{"Name":', 'canary-value', '[1,]', Buffer.from([0x22, 0xff, 0x22])];
    for (const body of bodies) {
      const answer = await send('POST', api('/ClientCredentialClients'), body);
      assert.equal(answer.status, 400);
      assert.equal(JSON.parse(answer.text).Reason, 'The body is not JSON.');
      assert.doesNotMatch(answer.text, /canary/);
    }
  });

  it('answers a write with what the next read has, also for texts that UTF-8 cannot have', async () => {
    const text = fc
      .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd83d, 0xde00, 0xfeff)), {
        maxLength: 8,
      })
      .map(units => `x${String.fromCharCode(...units)}`);
    const write = async (Name: string) => {
      const { status, text: json } = await send('POST', api('/DeviceCodeClients'), JSON.stringify({ Name }));
      assert.equal(status, 201, json);
      const written = JSON.parse(json);
      const { text: read } = await send('GET', api(`/DeviceCodeClients/${written.Id}`));
      assert.equal(JSON.parse(read).Name, written.Name);
      assert.equal(written.Name, Name.toWellFormed());
    };
    await fc.assert(fc.asyncProperty(text, write), { numRuns: caseCount(1000), examples: [['a\ud800b']] });
  });

  it('413 for a body that is too large, announced or not; one just below is read', async () => {
    const path = api('/ClientCredentialClients');
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const answer = await send('POST', path, Buffer.alloc(4 * 1024 * 1024, 0x20), headers);
      assert.equal(answer.status, 413);
    }
    assert.equal((await send('POST', path, Buffer.alloc(64 * 1024, 0x20))).status, 400);
    const deep = `${'['.repeat(32_000)}${']'.repeat(32_000)}`;
    assert.equal((await send('POST', path, deep)).status, 400);
  });

  it('survives a connection that is closed in the middle of a body', async () => {
    const socket = net.connect(port, '127.0.0.1');
    const head = `POST ${api('/ClientCredentialClients')} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
    const sent = new Promise(resolve =>
      socket.write(`${head}Authorization: Bearer ${token}\r\nContent-Length: 1000\r\n\r\n{"Name`, resolve),
    );
    await sent;
    // The answer to another request shows that the tenant has read this one.
    assert.equal((await send('GET', api(''))).status, 200);
    socket.resetAndDestroy();
    await once(socket, 'close');
  });

  it('421 for a request without a host', async () => {
    const socket = net.connect(port, '127.0.0.1');
    socket.end('GET / HTTP/1.0\r\n\r\n');
    assert.match(Buffer.concat(await socket.toArray()).toString(), /^HTTP\/1\.1 421/);
  });

  it('refuses bytes that are not HTTP', async () => {
    for (const bytes of ['\r\n\r\n', 'GET\r\n\r\n', '\u0016\u0003\u0001 hello', `GET / HTTP/1.1\r\n\r\n`]) {
      const socket = net.connect(port, '127.0.0.1');
      socket.end(bytes);
      const answer = Buffer.concat(await socket.toArray()).toString();
      assert.match(answer, /^(HTTP\/1\.1 400|$)/);
    }
  });

  const pathPart = fc.oneof(
    fc.constantFrom(
      'ClientCredentialClients',
      'Secrets',
      'Roles',
      '..',
      '%00',
      '%2e%2e',
      '',
      '__proto__',
      '1',
    ),
    fc.stringMatching(/^[!-~]{0,12}$/).map(text => text.replaceAll(/[?#\s]/g, '')),
  );
  const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH');

  it('answers any path, query and body with a status below 500', async () => {
    const query = fc.stringMatching(/^[!-~]{0,20}$/).map(text => text.replaceAll('#', ''));
    const body = fc.oneof(fc.json(), fc.string(), fc.constant('{"__proto__":{"Name":"x"},"Name":null}'));
    await fc.assert(
      fc.asyncProperty(
        method,
        fc.array(pathPart, { maxLength: 5 }),
        query,
        body,
        async (verb, parts, q, content) => {
          const sends = verb !== 'GET' && verb !== 'HEAD';
          const answer = await send(verb, `${api('')}/${parts.join('/')}?${q}`, sends ? content : undefined);
          assert.ok(answer.status < 500, `${answer.status} ${answer.text}`);
        },
      ),
      { numRuns: caseCount(150, 40) },
    );
  });

  it('answers any path below /identity with a status below 500', async () => {
    const path = fc.array(fc.oneof(pathPart, fc.constantFrom('connect', 'authorize', '.well-known')), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(method, path, async (verb, parts) => {
        const answer = await send(verb, `/identity/${parts.join('/')}`);
        assert.ok(answer.status < 500, `${answer.status} ${answer.text}`);
      }),
      { numRuns: caseCount(100, 40) },
    );
  });
});
