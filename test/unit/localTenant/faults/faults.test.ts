import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { WrittenFaultRule } from '../../../../src/localTenant/faults/faultRule.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import {
  clientToken,
  type LocalTenant,
  runLocalTenant,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';
import { eventually } from '../../../support/waiting/eventually.ts';
import { type ApiCaller, administratorCaller, memberRoleId } from '../apiCaller.ts';

const CLIENTS = '/ClientCredentialClients';
/** Path of a rule that matches only the collection. */
const COLLECTION = 'ClientCredentialClients$';

describe('local tenant: faults on demand', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;
  let body: Record<string, unknown>;

  before(async () => {
    tenant = await startLocalTenant({ faults: true });
    call = await administratorCaller(tenant);
    body = { Name: 'Wanted', RoleIds: [await memberRoleId(call)] };
  });
  // Each test starts with one client, the administrator.
  afterEach(async () => {
    const { body: clients } = await call('GET', CLIENTS);
    for (const { Id } of clients) if (Id !== tenant.clientId) await call('DELETE', `${CLIENTS}/${Id}`);
  });
  after(() => tenant.stop());

  const count = async () => Number((await call('HEAD', CLIENTS)).headers.get('Total-Count'));
  const connectionFailed = (error: unknown) => error instanceof TypeError && 'cause' in error;

  it('drops the answer after the effect', async () => {
    tenant.inject({ kind: 'dropAnswer', method: 'POST', path: COLLECTION });
    await assert.rejects(call('POST', CLIENTS, body), connectionFailed);
    assert.equal(await count(), 2);
  });

  it('resets the connection without an effect', async () => {
    tenant.inject({ kind: 'reset', method: 'POST' });
    await assert.rejects(call('POST', CLIENTS, body), connectionFailed);
    assert.equal(await count(), 1);
  });

  it('sends half of an answer as valid HTTP, after the effect', async () => {
    tenant.inject({ kind: 'truncatedJson', method: 'POST' });
    await assert.rejects(call('POST', CLIENTS, body), SyntaxError);
    assert.equal(await count(), 2);
    tenant.inject({ kind: 'truncatedJson', path: COLLECTION });
    const url = `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}${CLIENTS}`;
    const token = await clientToken(tenant, tenant.clientId, tenant.clientSecret);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    const text = await answer.text();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Total-Count'), '2');
    assert.equal(answer.headers.get('Content-Length'), String(text.length));
    assert.match(text, /^\[\{"Id".*[^\]]$/s);
  });

  for (const status of [408, 412, 429, 500, 503]) {
    it(`answers ${status} with a body of the service and no effect, and does not affect the next request`, async () => {
      tenant.inject({ kind: 'status', status, method: 'POST', retryAfterSeconds: 7 });
      const refused = await call('POST', CLIENTS, body);
      assert.equal(refused.status, status);
      assert.equal(refused.headers.get('Retry-After'), '7');
      assert.deepEqual(Object.keys(refused.body), ['OperationId', 'Error', 'Reason', 'Resolution']);
      assert.equal(await count(), 1);
      assert.equal((await call('POST', CLIENTS, body)).status, 201);
    });
  }

  it('answers 408 after the effect, like a gateway that stops waiting', async () => {
    tenant.inject({ kind: 'status', status: 408, afterEffect: true, method: 'POST' });
    const refused = await call('POST', CLIENTS, body);
    assert.equal(refused.status, 408);
    assert.equal(refused.headers.get('Retry-After'), null);
    assert.equal(refused.body.Secret, undefined);
    assert.equal(await count(), 2);
  });

  it("answers with a proxy's page, or with no body", async () => {
    tenant.inject({ kind: 'html' }, { kind: 'empty' });
    const url = `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}`;
    const html = await fetch(url);
    assert.deepEqual([html.status, html.headers.get('Content-Type')], [502, 'text/html']);
    assert.match(await html.text(), /^<!DOCTYPE html>/);
    const empty = await fetch(url);
    assert.deepEqual([empty.status, await empty.text()], [500, '']);
  });

  it('delays an answer', async () => {
    const delayMs = 300;
    tenant.inject({ kind: 'latency', delayMs, method: 'HEAD' });
    const begun = performance.now();
    assert.equal((await call('HEAD', CLIENTS)).status, 200);
    // Never early; there is no upper limit. A timer may fire within the millisecond before its time.
    assert.ok(performance.now() - begun >= delayMs - 1);
  });

  it('answers others while one answer is late', async () => {
    const other = await startLocalTenant({ faults: true });
    other.inject({ kind: 'latency', delayMs: 3_600_000, method: 'HEAD' });
    const ask = await administratorCaller(other);
    const late = ask('HEAD', CLIENTS);
    late.catch(() => {});
    await eventually(() => assert.match(other.output().stderr, /^fault latency/m));
    assert.equal((await ask('GET', '')).status, 200);
    await other.kill();
    await assert.rejects(late, connectionFailed);
  });

  it('also affects the token endpoint', async () => {
    const token = () => clientToken(tenant, tenant.clientId, tenant.clientSecret);
    tenant.inject({ kind: 'truncatedJson', path: '/connect/token' });
    await assert.rejects(token(), SyntaxError);
    tenant.inject({ kind: 'status', status: 503, path: '/CONNECT/token' });
    await assert.rejects(token(), /503/);
    tenant.inject({ kind: 'dropAnswer', path: 'token' });
    await assert.rejects(token(), connectionFailed);
    assert.ok(await token());
  });

  it('fails the given number of times by the first matching rule, and logs it without the query', async () => {
    tenant.inject(
      { kind: 'status', status: 429, path: 'Roles', times: 2 },
      { kind: 'status', status: 500, path: 'Roles' },
    );
    const statuses: number[] = [];
    for (let asked = 0; asked < 4; asked += 1) {
      statuses.push((await call('GET', '/Roles?secret=canary')).status);
    }
    assert.deepEqual(statuses, [429, 429, 500, 200]);
    const { stderr } = tenant.output();
    assert.match(stderr, /^fault status: GET \/api\/v1\/Tenants\/[\w-]+\/Roles$/m);
    assert.doesNotMatch(stderr, /canary/);
  });

  it('uses no rules once its file is invalid, and logs it', async () => {
    const rule: WrittenFaultRule = { kind: 'status', status: 500 };
    fs.writeFileSync(path.join(tenant.dataDir, 'faults.json'), JSON.stringify([rule, { kind: 'no' }]));
    assert.equal((await call('GET', '')).status, 200);
    assert.match(tenant.output().stderr, /faults\.json isn't a list of faults at 1\.kind/);
  });

  it('reports a fault that never happened', async () => {
    const other = await startLocalTenant({ faults: true });
    other.inject({ kind: 'reset' });
    await assert.rejects(other.stop(), /1 faults were injected, 0 happened/);
  });
});

describe('local tenant: without requested faults', () => {
  const folder = temporaryFolder();

  it('does not start with an invalid file of faults: exit 2', async () => {
    const file = path.join(folder.path, 'faults.json');
    for (const text of ['{', '{}', '[{"kind":"reset","path":"("}]', '[{"kind":"status","status":200}]']) {
      fs.writeFileSync(file, text);
      const running = runLocalTenant([
        '--port',
        '0',
        '--data',
        path.join(folder.path, 'd'),
        '--faults',
        file,
      ]);
      assert.equal((await running.ended).exitCode, 2, text);
      assert.match(running.output().stderr, /isn't a list of faults/);
    }
  });

  it('reads no file of faults by default', async () => {
    const dataDir = path.join(folder.path, 'data');
    fs.mkdirSync(dataDir);
    fs.writeFileSync(path.join(dataDir, 'faults.json'), '[{"kind":"reset","times":99}]');
    const tenant = await startLocalTenant({ dataDir });
    assert.equal((await (await administratorCaller(tenant))('GET', '')).status, 200);
    await tenant.stop();
  });
});
