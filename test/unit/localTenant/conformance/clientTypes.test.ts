import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType, leastBody } from './clientTypeCases.ts';
import { BAD_COMMON, BAD_SETTINGS } from './refusedProperties.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

for (const type of CLIENT_TYPE_CASES) {
  const { segment, hasSecrets, full, required, defaults } = type;
  const collection = `/${segment}`;

  describe(`service-api › Client types › ${segment}`, () => {
    let tenant: LocalTenant;
    let call: ApiCaller;
    let least: Record<string, unknown>;

    before(async () => {
      tenant = await startLocalTenant({ seed: 30 });
      call = await administratorCaller(tenant);
      least = await leastBody(call, type);
    });
    after(() => tenant.stop());

    it(`POST answers 201 with every property${hasSecrets ? ' and the first secret' : ', and no secret'}`, async () => {
      const Id = '0B7F4E0A-5D7A-4B53-9C3E-3A1B8E2F4C11';
      const properties = {
        ...least,
        ...full,
        Name: ' Pump station ',
        Enabled: false,
        AccessTokenLifetime: 60,
      };
      const secret = {
        SecretDescription: 'First',
        SecretExpirationDate: '2030-02-03T04:05:06.1234567+01:00',
      };
      const { status, body } = await call('POST', collection, { ...properties, Id, Tags: ['x'], ...secret });
      assert.equal(status, 201);
      const stored = { ...properties, Id: Id.toLowerCase(), Tags: [] };
      if (hasSecrets) {
        const { Secret, Id: secretId, Client, ...described } = body;
        assert.match(Secret, /^[A-Za-z\d+/]{43}=$/);
        assert.ok(Number.isInteger(secretId));
        assert.deepEqual(described, { Description: 'First', ExpirationDate: '2030-02-03T03:05:06.123Z' });
        assert.deepEqual(Client, stored);
      } else {
        assert.deepEqual(body, stored);
      }
      assert.deepEqual((await call('GET', `${collection}/${Id}`)).body, stored);
    });

    it('POST makes an id of its own, a GUID, when the body has none', async () => {
      const ids = new Set<string>();
      for (const extra of [{}, { Id: null }, {}]) ids.add((await createdOfType(call, type, extra)).client.Id);
      assert.equal(ids.size, 3);
      for (const id of ids) assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });

    if (segment === 'ClientCredentialClients') {
      it('POST and PUT answer 400 without Tenant Member, or with a role that does not exist', async () => {
        const { client } = await createdOfType(call, type);
        const member = client.RoleIds[0];
        const [viewer] = (await call('GET', '/Roles?roleTypeId=e6cbf91e-0be8-4858-92b5-f88ecafd5574')).body;
        for (const RoleIds of [[], [viewer.Id], [member, NOBODY], ['x'], member]) {
          const refused = [
            await call('POST', collection, { ...least, RoleIds }),
            await call('PUT', `${collection}/${client.Id}`, { RoleIds }),
          ];
          assert.deepEqual(
            refused.map(({ status }) => status),
            [400, 400],
            JSON.stringify(RoleIds),
          );
        }
        assert.deepEqual((await call('GET', `${collection}/${client.Id}`)).body, client);
        const both = { RoleIds: [viewer.Id, member] };
        assert.deepEqual((await call('PUT', `${collection}/${client.Id}`, both)).body, {
          ...client,
          ...both,
        });
      });
    }

    it('POST uses defaults for properties that are missing or null', async () => {
      const nulls = Object.fromEntries(Object.keys(defaults).map(name => [name, null]));
      const usual = { Enabled: true, AccessTokenLifetime: 3600, Tags: [], ...defaults };
      for (const extra of [{}, { Id: null, Enabled: null, AccessTokenLifetime: null, ...nulls }]) {
        const { client } = await createdOfType(call, type, extra);
        assert.deepEqual(client, { Id: client.Id, ...least, ...usual });
      }
    });

    if (hasSecrets) {
      it('POST makes a first secret that never expires without a date', async () => {
        const { body } = await call('POST', collection, { ...least, SecretExpirationDate: null });
        assert.deepEqual([body.Description, body.ExpirationDate], [null, null]);
        const [secret] = (await call('GET', `${collection}/${body.Client.Id}/Secrets`)).body;
        assert.deepEqual(secret, { Id: body.Id, Description: null, Expires: false, Expiration: null });
      });
      for (const [name, value] of [
        ['SecretDescription', 1],
        ['SecretExpirationDate', 'tomorrow'],
        ['SecretExpirationDate', '2030-13-01'],
      ] as const) {
        it(`POST answers 400 and makes nothing for ${name} ${JSON.stringify(value)}`, async () => {
          const before = (await call('HEAD', collection)).headers.get('Total-Count');
          const answer = await call('POST', collection, { ...least, [name]: value });
          assert.deepEqual([answer.status, answer.body.Reason.includes(name)], [400, true]);
          assert.equal((await call('HEAD', collection)).headers.get('Total-Count'), before);
        });
      }
    }

    for (const other of CLIENT_TYPE_CASES) {
      it(`POST answers 409 when the id is taken by one of ${other.segment}`, async () => {
        const { client } = await createdOfType(call, other);
        assert.equal((await call('POST', collection, { ...least, Id: client.Id.toUpperCase() })).status, 409);
      });
    }

    it('POST answers 400 when a required property is missing, and names it', async () => {
      for (const name of ['Name', ...Object.keys(least).filter(each => each !== 'Name')]) {
        const answer = await call('POST', collection, { ...least, [name]: undefined });
        assert.equal(answer.status, 400, name);
        assert.match(answer.body.Reason, new RegExp(name));
      }
    });

    for (const body of [undefined, null, [], 'text', 7]) {
      it(`POST and PUT answer 400 for a body that is ${JSON.stringify(body)}`, async () => {
        assert.equal((await call('POST', collection, body)).status, 400);
        const { client } = await createdOfType(call, type);
        assert.equal((await call('PUT', `${collection}/${client.Id}`, body)).status, 400);
      });
    }

    const known = { ...full, ...required };
    for (const [name, value] of [...BAD_COMMON, ...BAD_SETTINGS.filter(([each]) => each in known)]) {
      it(`POST and PUT answer 400 for ${name} ${JSON.stringify(value)}`, async () => {
        const refused = await call('POST', collection, { ...least, [name]: value });
        assert.equal(refused.status, 400);
        assert.match(refused.body.Reason, new RegExp(name));
        assert.match(refused.body.Resolution, /^Give /);
        const { client } = await createdOfType(call, type);
        const path = `${collection}/${client.Id}`;
        assert.equal((await call('PUT', path, { Enabled: false, [name]: value })).status, 400);
        assert.deepEqual((await call('GET', path)).body, client, 'nothing has changed');
      });
    }

    it('POST ignores properties of other types', async () => {
      const strange = Object.assign({}, ...CLIENT_TYPE_CASES.map(each => each.full), full);
      const { client } = await createdOfType(call, type, strange);
      assert.deepEqual(
        Object.keys(client).sort(),
        [
          ...new Set(['AccessTokenLifetime', 'Enabled', 'Id', 'Tags', ...Object.keys({ ...least, ...full })]),
        ].sort(),
      );
    });

    it('PUT changes only properties that are neither missing nor null', async () => {
      const { client } = await createdOfType(call, type);
      const path = `${collection}/${client.Id}`;
      const nulls = Object.fromEntries(Object.keys(client).map(name => [name, null]));
      const unchanged = await call('PUT', path, nulls);
      assert.deepEqual([unchanged.status, unchanged.body], [200, client]);
      assert.deepEqual((await call('PUT', path, { Tags: ['x'] })).body, client);
      let expected = client;
      const changes = { Name: 'Renamed', Enabled: false, AccessTokenLifetime: 61, ...full };
      for (const [name, value] of Object.entries(changes)) {
        expected = { ...expected, [name]: value };
        assert.deepEqual((await call('PUT', path, { Id: client.Id, [name]: value })).body, expected);
      }
      assert.deepEqual((await call('GET', path)).body, expected);
    });

    it('PUT answers 400 for another Id', async () => {
      const { client } = await createdOfType(call, type);
      assert.equal((await call('PUT', `${collection}/${client.Id}`, { Id: NOBODY })).status, 400);
    });

    it('HEAD of a client answers 200 without a body', async () => {
      const { client } = await createdOfType(call, type);
      const answer = await call('HEAD', `${collection}/${client.Id}`);
      assert.deepEqual([answer.status, answer.body], [200, undefined]);
    });

    it('DELETE answers 204 once, then 404, and frees the id', async () => {
      const { client } = await createdOfType(call, type);
      const path = `${collection}/${client.Id}`;
      assert.equal((await call('DELETE', path)).status, 204);
      assert.equal((await call('DELETE', path)).status, 404);
      await createdOfType(call, type, { Id: client.Id });
      if (hasSecrets) assert.equal((await call('HEAD', `${path}/Secrets`)).headers.get('Total-Count'), '1');
    });

    it('GET, HEAD, PUT and DELETE answer 404 for an unknown id, or one of another type', async () => {
      const others = CLIENT_TYPE_CASES.filter(each => each !== type);
      const created = await Promise.all(others.map(other => createdOfType(call, other)));
      for (const id of [NOBODY, 'abc', ...created.map(({ client }) => client.Id)]) {
        for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
          const answer = await call(method, `${collection}/${id}`, method === 'PUT' ? {} : undefined);
          assert.equal(answer.status, 404, `${method} ${id}`);
        }
      }
    });

    it('GET answers what POST sent, and PUT of the same changes nothing', async () => {
      const uri = fc.webUrl().filter(text => !/[*#\\\s]/.test(text));
      const settings: Record<string, fc.Arbitrary<unknown>> = {
        RedirectUris: fc.array(uri, { minLength: 1, maxLength: 10 }),
        PostLogoutRedirectUris: fc.array(uri, { maxLength: 10 }),
        AllowedCorsOrigins: fc.array(uri.map(text => new URL(text).origin)),
        ClientUri: uri,
        LogoUri: uri,
        AllowOfflineAccess: fc.boolean(),
        AllowAccessTokensViaBrowser: fc.boolean(),
        DeviceCodeLifetime: fc.integer({ min: 1, max: 100_000 }),
      };
      const arbitrary = fc.record({
        Name: fc.string({ minLength: 1, unit: 'grapheme' }).filter(text => text.trim() !== ''),
        Enabled: fc.boolean(),
        AccessTokenLifetime: fc.integer({ min: 60, max: 3600 }),
        ...Object.fromEntries(Object.entries(settings).filter(([name]) => name in full)),
      });
      await fc.assert(
        fc.asyncProperty(arbitrary, async sent => {
          const { client } = await createdOfType(call, type, sent);
          assert.deepEqual(client, { ...client, ...sent });
          const path = `${collection}/${client.Id}`;
          assert.deepEqual((await call('GET', path)).body, client);
          assert.deepEqual((await call('PUT', path, sent)).body, client);
        }),
        { numRuns: 25 },
      );
    });
  });
}
