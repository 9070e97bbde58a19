import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { administrator } from '../../../../src/localTenant/administrator.ts';
import { NO_PARAMETERS } from '../../../../src/localTenant/api/call.ts';
import { createClient } from '../../../../src/localTenant/api/clients/clientOperations.ts';
import { guidFrom } from '../../../../src/localTenant/guid.ts';
import { addSampleClients } from '../../../../src/localTenant/samples/sampleClients.ts';
import { seededRandom } from '../../../../src/localTenant/samples/seededRandom.ts';
import type { StoredSecret } from '../../../../src/localTenant/storage/secretTable.ts';
import { TenantStore } from '../../../../src/localTenant/storage/tenantStore.ts';
import { tenantIdentity } from '../../../../src/localTenant/tenantIdentity.ts';
import { MEMBER_ROLE_TYPE_ID } from '../../../../src/service/model/builtInRoles.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { isExhaustive } from '../../../support/runner/sampling.ts';
import { fillTenant, MOST_CLIENTS } from '../storage/fullTenant.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);
const EVERYTHING = { skip: 0, count: 100_000 };

describe('local tenant: sample clients', () => {
  const folder = temporaryFolder();
  let stores: TenantStore[] = [];
  afterEach(() => {
    for (const store of stores) store.close();
    stores = [];
  });

  /** Returns a tenant after its first start, with its own source of randomness. */
  function newTenant(name: string, seed: number) {
    const store = new TenantStore(path.join(folder.path, name));
    stores.push(store);
    const surroundings = { now: () => NOW, randomBytes: seededRandom(seed).bytes, log: () => {} };
    const identity = tenantIdentity(store, surroundings);
    const { clientId } = administrator(store, surroundings);
    return { store, surroundings, identity, clientId };
  }
  const secretsOf = (store: TenantStore): StoredSecret[] =>
    store.clients
      .page('clientCredentials', EVERYTHING)
      .flatMap(client => store.secrets.page(client.id, EVERYTHING));

  it('are the same for the same number in any tenant, with dates relative to the clock', () => {
    const first = newTenant('a', 1);
    const second = newTenant('b', 2);
    addSampleClients(first.store, 200, NOW);
    addSampleClients(second.store, 200, NOW + 30 * DAY_MS);
    const clients = [first, second].map(({ store }) =>
      store.clients
        .page('clientCredentials', EVERYTHING)
        .slice(1)
        .map(client => ({ ...client, roleIds: store.roles.typeIdsOf(client.roleIds) })),
    );
    assert.equal(clients[0]?.length, 197);
    assert.deepEqual(clients[0], clients[1]);
    const later = secretsOf(second.store).slice(1);
    const moved = secretsOf(first.store)
      .slice(1)
      .map(secret => ({
        ...secret,
        expiresAtMs: secret.expiresAtMs === null ? null : secret.expiresAtMs + 30 * DAY_MS,
      }));
    assert.deepEqual(later, moved);
  });

  it('differ from each other for another number', () => {
    const { store: first } = newTenant('a', 1);
    const { store: second } = newTenant('b', 1);
    addSampleClients(first, 50, NOW);
    addSampleClients(second, 51, NOW);
    const ids = [first, second].map(store => store.clients.page('clientCredentials', EVERYTHING)[1]?.id);
    assert.notEqual(ids[0], ids[1]);
  });

  it('have every state that a view shows', () => {
    const { store } = newTenant('a', 1);
    addSampleClients(store, 300, NOW);
    const clients = store.clients.page('clientCredentials', EVERYTHING).slice(1);
    const counts = new Set(clients.map(client => store.secrets.count(client.id)));
    assert.deepEqual([...counts].sort(), [0, 1, 2, 3, 4, 5, 7]);
    assert.deepEqual(new Set(clients.map(client => client.enabled)), new Set([true, false]));
    assert.ok(new Set(clients.map(client => client.tokenLifetimeSeconds)).size > 3);
    assert.ok(new Set(clients.map(client => client.roleIds.join())).size > 3);
    assert.equal(new Set(clients.map(client => client.name)).size, 297);
    assert.ok(clients.some(client => client.tags.length > 0));
    const member = store.roles.idOfType(MEMBER_ROLE_TYPE_ID);
    assert.ok(clients.every(client => client.roleIds.includes(member)));
    const days = secretsOf(store)
      .slice(1)
      .map(({ expiresAtMs }) => (expiresAtMs === null ? null : (expiresAtMs - NOW) / DAY_MS));
    const states: ((day: number | null) => boolean)[] = [
      day => day === null,
      day => day !== null && day < 0,
      day => day !== null && day >= 0 && day < 7,
      day => day !== null && day >= 7 && day < 30,
      day => day !== null && day > 200,
    ];
    for (const [index, state] of states.entries()) assert.ok(days.filter(state).length > 10, String(index));
  });

  it('end with one of each other type, ready for sign-in, from ten on', () => {
    const { store: few } = newTenant('a', 1);
    addSampleClients(few, 9, NOW);
    assert.equal(few.clients.count('clientCredentials'), 10);
    const { store } = newTenant('b', 1);
    addSampleClients(store, 10, NOW);
    assert.equal(store.clients.count('clientCredentials'), 8);
    for (const type of ['authorizationCode', 'hybrid', 'deviceCode'] as const) {
      const [client] = store.clients.page(type, EVERYTHING);
      assert.equal(client?.enabled, true);
      assert.equal(store.clients.count(type), 1);
      assert.equal((client?.settings.redirectUris.length ?? 0) > 0, type !== 'deviceCode');
    }
  });

  it('are not added twice, or to a tenant with clients', () => {
    const { store } = newTenant('a', 1);
    assert.equal(addSampleClients(store, 3, NOW), 3);
    assert.equal(addSampleClients(store, 5, NOW), 0);
    assert.equal(store.clients.countAll(), 4);
  });

  it('may be 50,000, after which the tenant is full until one is deleted', () => {
    const { store, surroundings, identity } = newTenant('a', 1);
    const added = isExhaustive ? MOST_CLIENTS : 2000;
    assert.equal(addSampleClients(store, added, NOW), added);
    assert.equal(store.clients.countAll(), added + 1);
    // Three on average, with some variation.
    const secrets = store.clients
      .page('clientCredentials', EVERYTHING)
      .reduce((total, client) => total + store.secrets.count(client.id), 0);
    const most = isExhaustive ? 1500 : 300;
    assert.ok(Math.abs(secrets - 3 * added) < most, String(secrets));
    fillTenant(path.join(folder.path, 'a'), MOST_CLIENTS + 1);
    assert.equal(store.clients.countAll(), MOST_CLIENTS + 1);
    const addresses = { own: 'http://127.0.0.1:1', global: undefined };
    const newGuid = () => guidFrom(randomBytes(16));
    const create = () =>
      createClient('clientCredentials')({
        tenant: { identity, store, surroundings, addresses, newGuid },
        caller: { clientId: '', tenantId: identity.id, roleTypeIds: [], scopes: new Set() },
        parameters: NO_PARAMETERS,
        query: new URLSearchParams(),
        body: { Name: 'One more', RoleIds: [store.roles.idOfType(MEMBER_ROLE_TYPE_ID)] },
      });
    const refused = create();
    assert.equal(refused.kind === 'refusal' && refused.refusal, 'badRequest');
    assert.match(refused.kind === 'refusal' ? refused.reason : '', /50000 clients/);
    const [last] = store.clients.page('clientCredentials', { skip: 49_000, count: 1 });
    assert.equal(store.clients.remove('clientCredentials', last?.id ?? ''), true);
    assert.equal(create().kind, 'success');
  });
});
