import assert from 'node:assert/strict';
import { findClient, fittingConnections } from '../../../../src/credentials/adoption/adoptionClient.ts';
import type { Connection } from '../../../../src/credentials/connections/connection.ts';
import { HttpDispatcher } from '../../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { connectionTo, serviceOf } from '../../../support/credentials/sessions.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { administratorCaller, createdClient } from '../../localTenant/apiCaller.ts';

const ONE = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const TWO = '6d0a93c5-4f3f-4bd1-8a15-c3d5f1f8e1aa';

const connection = (name: string, resource: string, tenantId: string): Connection => ({
  ...connectionTo({ resource, tenantId, clientId: TWO }),
  name,
});

describe('the connections that fit a file', () => {
  const all = [
    connection('global', 'https://uswe.example', ONE),
    connection('regional', 'https://euno.example:8443', ONE),
    connection('other', 'https://uswe.example', TWO),
  ];
  const cases: readonly (readonly [
    title: string,
    hints: Parameters<typeof fittingConnections>[1],
    fitting: readonly string[],
  ])[] = [
    ['all of them when it says nothing', {}, ['global', 'regional', 'other']],
    ['those of its tenant, whatever the case', { tenantId: ONE.toUpperCase() }, ['global', 'regional']],
    [
      'of several the one with its address',
      { tenantId: ONE, address: 'https://euno.example:8443/identity/connect/token' },
      ['regional'],
    ],
    ['those of its address', { address: 'HTTPS://USWE.example/' }, ['global', 'other']],
    [
      'those of its tenant when the address is of none',
      { tenantId: TWO, address: 'https://x.example' },
      ['other'],
    ],
    ['those of its tenant when the address is none', { tenantId: TWO, address: 'nowhere' }, ['other']],
    ['none when no one reaches its tenant', { tenantId: '0' }, []],
  ];
  for (const [title, hints, fitting] of cases) {
    it(`are ${title}`, () =>
      assert.deepEqual(
        fittingConnections(all, hints).map(({ name }) => name),
        fitting,
      ));
  }
});

describe('finding a client by its id', () => {
  let tenant: LocalTenant;
  let dispatcher: HttpDispatcher;
  let service: IdentityService;
  let id: string;

  before(async () => {
    tenant = await startLocalTenant();
    dispatcher = new HttpDispatcher();
    service = serviceOf(tenant, dispatcher);
    id = (await createdClient(await administratorCaller(tenant), { Name: 'Gateway' })).Client.Id;
  });
  after(async () => {
    await dispatcher?.dispose();
    await tenant?.stop();
  });

  it('finds it with each connection that has it, and goes on after one that fails', async () => {
    const down = connection('down', 'https://down.example', ONE);
    const up = connectionTo(tenant);
    const failure = new Error('down');
    const search = await findClient(id, [down, up], async each => {
      if (each === down) throw failure;
      return service;
    });
    assert.deepEqual(
      search.found.map(({ connection: { name }, client }) => [name, client.name, client.type]),
      [['Test', 'Gateway', 'clientCredentials']],
    );
    assert.equal(search.error, failure);
  });

  it('finds none that the tenant has not', async () => {
    assert.deepEqual(await findClient(TWO, [connectionTo(tenant)], async () => service), {
      found: [],
      error: undefined,
    });
  });

  it('sends no text that is no id', async () => {
    const search = await findClient('../Users', [connectionTo(tenant)], () => assert.fail('it was asked'));
    assert.deepEqual(search, { found: [] });
  });
});
