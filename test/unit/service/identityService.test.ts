import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { IdentityService } from '../../../src/service/identityService.ts';
import type { Client } from '../../../src/service/model/client.ts';
import { settingsOfType } from '../../../src/service/model/clientSettings.ts';
import { hasSecrets } from '../../../src/service/model/clientTypes.ts';
import type { ServiceAnswer, ServiceRequest } from '../../../src/service/serviceRequest.ts';
import { serviceOf } from '../../support/credentials/sessions.ts';
import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';

const TYPE = 'clientCredentials';
/** The tenant has a sample client of each. */
const OTHER_TYPES = ['authorizationCode', 'hybrid', 'deviceCode'] as const;
const SEED = 1200;

describe('IdentityService, at the local tenant', () => {
  const dispatcher = new HttpDispatcher();
  let tenant: LocalTenant;
  let service: IdentityService;

  before(async () => {
    tenant = await startLocalTenant({ seed: SEED });
    service = serviceOf(tenant, dispatcher);
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });

  const isError = (code: string) => (error: unknown) => (error as { code?: unknown }).code === code;

  async function newClient() {
    const roles = await service.roles();
    const roleIds = roles.filter(({ name }) => name === 'Tenant Member').map(({ id }) => id);
    const id = randomUUID();
    const draft = {
      id,
      name: 'Edge „gateway“ 🛰',
      roleIds,
      accessTokenLifetimeSeconds: 90,
      secretDescription: 'first',
    };
    return {
      draft,
      issued: await service.createClient(TYPE, {
        ...draft,
        secretExpiresAt: new Date('2030-01-01T00:00:00Z'),
      }),
    };
  }

  it('reads the tenant and its roles', async () => {
    assert.equal((await service.tenant()).id, tenant.tenantId);
    const names = (await service.roles()).map(({ name }) => name).sort();
    assert.deepEqual(names, [
      'Community Administrator',
      'Community Member',
      'Community Moderator',
      'Tenant Administrator',
      'Tenant Contributor',
      'Tenant Data Steward',
      'Tenant Member',
      'Tenant Viewer',
    ]);
  });

  it('lists each client once, by pages of 1,000', async () => {
    const pages: number[] = [];
    const clients: Client[] = [];
    for await (const page of service.clients(TYPE)) {
      pages.push(page.items.length);
      clients.push(...page.items);
    }
    const count = await service.clientCount(TYPE);
    assert.deepEqual(pages, [1000, count - 1000]);
    assert.equal(new Set(clients.map(({ id }) => id)).size, count);
    assert.ok(count > SEED - OTHER_TYPES.length);
  });

  for (const type of OTHER_TYPES) {
    it(`lists the clients of type ${type}`, async () => {
      assert.equal(await service.clientCount(type), 1);
      for await (const { items } of service.clients(type)) {
        assert.deepEqual(
          items.map(client => [client.type, client.roleIds]),
          [[type, []]],
        );
        assert.deepEqual(await service.client(type, items[0]?.id ?? ''), items[0]);
      }
    });
  }

  it('creates a client with the chosen id only once', async () => {
    const { draft, issued } = await newClient();
    assert.equal(issued.client.id, draft.id);
    assert.equal(issued.client.name, draft.name);
    assert.equal(issued.secret.expiresAt?.toISOString(), '2030-01-01T00:00:00.000Z');
    assert.deepEqual(await service.client(TYPE, draft.id), issued.client);
    const [role] = await service.clientRoles(TYPE, draft.id);
    assert.equal(role?.name, 'Tenant Member');
    await assert.rejects(service.createClient(TYPE, draft), isError('conflict'));
  });

  it('adds, lists and deletes secrets', async () => {
    const { issued } = await newClient();
    const { id } = issued.client;
    const added = await service.addSecret(TYPE, id, { description: 'second' });
    assert.equal(added.expiresAt, undefined);
    assert.deepEqual(
      (await service.secrets(TYPE, id)).map(({ description }) => description),
      ['first', 'second'],
    );
    await service.deleteSecret(TYPE, id, issued.secret.id);
    assert.deepEqual(
      (await service.secrets(TYPE, id)).map(secret => secret.id),
      [added.id],
    );
    await assert.rejects(service.deleteSecret(TYPE, id, issued.secret.id), isError('notFound'));
  });

  it('deletes a client', async () => {
    const { draft } = await newClient();
    await service.deleteClient(TYPE, draft.id);
    await assert.rejects(service.client(TYPE, draft.id), isError('notFound'));
  });

  it('returns the explanation of the service when it rejects a client', async () => {
    const { draft } = await newClient();
    const wrong = { ...draft, id: randomUUID(), accessTokenLifetimeSeconds: 7 };
    await assert.rejects(service.createClient(TYPE, wrong), (error: { facts?: { resolution?: string } }) => {
      assert.ok(error.facts?.resolution);
      return isError('badRequest')(error);
    });
  });

  it('ends a list when the caller cancels', async () => {
    const abort = new AbortController();
    await assert.rejects(async () => {
      for await (const page of service.clients(TYPE, { signal: abort.signal })) if (page) abort.abort();
    }, isError('cancelled'));
  });

  it('creates, changes and deletes a client of each type, with every setting', async () => {
    const all = {
      redirectUris: ['https://a.example.com/cb'],
      postLogoutRedirectUris: ['https://a.example.com/bye'],
      allowedCorsOrigins: ['https://a.example.com'],
      clientUri: 'https://a.example.com',
      logoUri: 'https://a.example.com/logo.png',
      allowOfflineAccess: true,
      allowAccessTokensViaBrowser: true,
      deviceCodeLifetimeSeconds: 600,
    };
    for (const type of OTHER_TYPES) {
      const keys = settingsOfType(type).map(({ key }) => key);
      const settings = Object.fromEntries(keys.map(key => [key, all[key]]));
      const draft = { id: randomUUID(), name: type, accessTokenLifetimeSeconds: 300, settings };
      const client = hasSecrets(type)
        ? (await service.createClient(type, { ...draft, secretDescription: 'first' })).client
        : await service.createPublicClient(type, draft);
      assert.deepEqual(client.settings, settings);
      assert.equal(client.id, draft.id);
      const key = keys.includes('redirectUris') ? 'redirectUris' : 'deviceCodeLifetimeSeconds';
      const value = key === 'redirectUris' ? ['com.example:/cb'] : 60;
      const changed = await service.updateClient(type, client.id, {
        enabled: false,
        settings: { [key]: value },
      });
      // Settings that weren't sent keep their values.
      assert.deepEqual(changed, { ...client, enabled: false, settings: { ...settings, [key]: value } });
      assert.deepEqual(await service.client(type, client.id), changed);
      await service.deleteClient(type, client.id);
      await assert.rejects(service.client(type, client.id), isError('notFound'));
    }
  });

  it('replaces roles, and changes a secret', async () => {
    const { issued } = await newClient();
    const { id } = issued.client;
    const roles = await service.roles();
    const wanted = roles.filter(({ name }) => /Member|Viewer/.test(name)).map(role => role.id);
    await service.replaceClientRoles(id, wanted);
    assert.deepEqual((await service.client(TYPE, id)).roleIds?.toSorted(), wanted.toSorted());
    const never = await service.updateSecret(TYPE, id, issued.secret.id, { description: 'second' });
    assert.deepEqual(never, { id: issued.secret.id, description: 'second' });
    assert.deepEqual(await service.secrets(TYPE, id), [never]);
    await service.deleteClient(TYPE, id);
  });
});

describe('IdentityService, with lists that change or have no count', () => {
  const item = (index: number) => ({
    Id: `id-${index}`,
    Name: '',
    Enabled: true,
    AccessTokenLifetime: 60,
    RoleIds: [],
  });

  /** A service with the given pages, by their `skip`. */
  function listing(pages: Readonly<Record<number, ServiceAnswer>>) {
    const asked: unknown[] = [];
    const send = async (request: ServiceRequest): Promise<ServiceAnswer> => {
      asked.push(request.query?.skip);
      return pages[request.query?.skip ?? 0] ?? { status: 200, body: [] };
    };
    return { asked, service: new IdentityService({ send, origin: 'https://service.example' }) };
  }

  async function total(service: IdentityService): Promise<number> {
    let count = 0;
    for await (const page of service.clients(TYPE)) count += page.items.length;
    return count;
  }

  it('ends a list with an empty page, although the count is larger', async () => {
    const { asked, service } = listing({ 0: { status: 200, body: [item(1), item(2)], totalCount: 5 } });
    assert.equal(await total(service), 2);
    assert.deepEqual(asked, [0, 2, 4]);
  });

  it('treats a page without a count as the last one when it is not full', async () => {
    const { asked, service } = listing({ 0: { status: 200, body: [item(1)] } });
    assert.equal(await total(service), 1);
    assert.deepEqual(asked, [0]);
  });

  it('reads on after a full page without a count', async () => {
    const full = Array.from({ length: 1000 }, (_, index) => item(index));
    const pages = { 0: { status: 200, body: full }, 1000: { status: 200, body: [item(1000)] } };
    const { asked, service } = listing(pages);
    assert.equal(await total(service), 1001);
    assert.deepEqual(asked, [0, 1000]);
    const secret = (index: number) => ({ Id: index, Expires: false });
    const secrets = listing({
      0: { status: 200, body: full.map((_, index) => secret(index)) },
      1000: { status: 200, body: [secret(1000)] },
    });
    assert.equal((await secrets.service.secrets(TYPE, 'c')).length, 1001);
    const first = listing({ 0: { status: 200, body: [item(1)] } });
    const { totalCount } = await first.service.clientPage(TYPE, { skip: 0, count: 1 });
    assert.equal(totalCount, 2, 'a view offers to show more');
  });

  it('lists each item once when others are added while it reads', async () => {
    const body = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => item(from + index));
    const pages = {
      0: { status: 200, body: body(2, 6), totalCount: 6 },
      4: { status: 200, body: body(4, 8), totalCount: 8 },
    };
    const names: string[] = [];
    for await (const { items } of listing(pages).service.clients(TYPE))
      names.push(...items.map(({ id }) => id));
    assert.deepEqual(
      names,
      body(2, 8).map(({ Id }) => Id),
    );
    const roles = await listing(pages).service.roles();
    assert.equal(roles.length, 6);
  });

  it('reports that a requested count is missing', async () => {
    const { service } = listing({ 0: { status: 200, body: undefined } });
    await assert.rejects(
      service.clientCount(TYPE),
      (error: { code?: string }) => error.code === 'malformedAnswer',
    );
  });
});
