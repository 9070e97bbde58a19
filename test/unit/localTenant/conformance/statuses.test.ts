import assert from 'node:assert/strict';
import path from 'node:path';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { isExhaustive } from '../../../support/runner/sampling.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import {
  type Answer,
  type ApiCaller,
  administratorCaller,
  apiCaller,
  createdClient,
  forgedToken,
} from '../apiCaller.ts';
import { fillTenant, MOST_CLIENTS } from '../storage/fullTenant.ts';

const CLIENTS = '/ClientCredentialClients';

describe('service-api › Tenant and Errors', () => {
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let call: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant({ faults: true });
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());

  it('Tenant › GET answers 200 with its id, name, alias, state as a number, dates and what it has; HEAD answers 204', async () => {
    const { status, body } = await call('GET', '');
    assert.equal(status, 200);
    const { Created, LastUpdated, Features, Entitlements, ...rest } = body;
    assert.deepEqual(rest, {
      Id: tenant.tenantId,
      CompanyName: 'Local tenant',
      Alias: 'local',
      State: 1,
      ExternalAccountId: null,
      TenantType: 0,
    });
    for (const { Feature, CurrentState } of Features) {
      assert.deepEqual(Object.keys(Feature), ['Id', 'Name', 'Description', 'DefaultState']);
      assert.equal(CurrentState, 1);
    }
    for (const { EntitlementDefinitionId, ...numbers } of Entitlements) {
      assert.equal(EntitlementDefinitionId, 'Clients');
      assert.deepEqual(numbers, {
        EntitlementType: 1,
        LimitType: 0,
        Value: 50_000,
        ManualBlockStatus: false,
      });
    }
    assert.deepEqual([Features.length, Entitlements.length], [1, 1]);
    for (const date of [Created, LastUpdated]) {
      assert.match(date, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.ok(Math.abs(Date.parse(date) - Date.now()) < 3_600_000);
    }
    const head = await call('HEAD', '');
    assert.deepEqual([head.status, head.body], [204, undefined]);
  });

  /** How to get each status of the documentation; those that only a network causes are injected. */
  const statuses: readonly [number, string, () => Promise<Answer>][] = [
    [400, 'bad input', () => call('POST', CLIENTS, {})],
    [401, 'no token', () => apiCaller(tenant, undefined)('GET', '')],
    [403, 'a token without the role', async () => apiCaller(tenant, await forgedToken(tenant))('GET', '')],
    [404, 'an unknown client', () => call('GET', `${CLIENTS}/00000000-0000-4000-8000-000000000000`)],
    [405, 'another method', () => call('DELETE', CLIENTS)],
    [
      409,
      'an id that is taken',
      async () => {
        const { Client } = await createdClient(call);
        return call('POST', CLIENTS, { Name: 'x', RoleIds: Client.RoleIds, Id: Client.Id });
      },
    ],
    ...[408, 412, 429, 500, 503].map((status): [number, string, () => Promise<Answer>] => [
      status,
      'on demand',
      () => {
        tenant.inject({ kind: 'status', status, retryAfterSeconds: 3 });
        return call('GET', '');
      },
    ]),
  ];
  for (const [status, why, ask] of statuses) {
    it(`Errors › ${status} for ${why}, with OperationId, Error, Reason and Resolution`, async () => {
      const answer = await ask();
      assert.equal(answer.status, status);
      assert.deepEqual(Object.keys(answer.body), ['OperationId', 'Error', 'Reason', 'Resolution']);
      assert.match(answer.body.OperationId, /^[0-9a-f-]{36}$/);
      for (const name of ['Error', 'Reason', 'Resolution']) assert.ok(answer.body[name].length > 5, name);
    });
  }

  it('Errors › 400 when the tenant has 50,000 clients of all types', async () => {
    const dataDir = path.join(folder.path, 'data');
    // A few clients of each type, or all.
    const seed = isExhaustive ? MOST_CLIENTS : 100;
    await (await startLocalTenant({ dataDir, seed })).stop();
    fillTenant(path.join(dataDir, 'tenant.db'), MOST_CLIENTS + 1);
    const full = await startLocalTenant({ dataDir });
    try {
      const asAdministrator = await administratorCaller(full);
      const refused = await asAdministrator('POST', '/DeviceCodeClients', { Name: 'One more' });
      assert.equal(refused.status, 400);
      assert.match(refused.body.Reason, /50000 clients/);
      const [device] = (await asAdministrator('GET', '/DeviceCodeClients')).body;
      assert.equal((await asAdministrator('DELETE', `/DeviceCodeClients/${device.Id}`)).status, 204);
      assert.equal((await asAdministrator('POST', '/DeviceCodeClients', { Name: 'One more' })).status, 201);
    } finally {
      await full.stop();
    }
  });

  it('Errors › bodies may be empty, HTML, or cut', async () => {
    tenant.inject({ kind: 'empty' }, { kind: 'html' }, { kind: 'truncatedJson' });
    assert.equal((await call('GET', '')).body, undefined);
    await assert.rejects(call('GET', ''), SyntaxError);
    await assert.rejects(call('GET', ''), SyntaxError);
  });
});
