import assert from 'node:assert/strict';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType } from './clientTypeCases.ts';

/** The body of a secret that never expires. */
const NEVER = { Expires: false };

for (const type of CLIENT_TYPE_CASES.filter(({ hasSecrets }) => hasSecrets)) {
  describe(`service-api › Secrets › ${type.segment}`, () => {
    let tenant: LocalTenant;
    let call: ApiCaller;
    let clientId: string;
    let secrets: string;

    before(async () => {
      tenant = await startLocalTenant();
      call = await administratorCaller(tenant);
    });
    after(() => tenant.stop());
    beforeEach(async () => {
      clientId = (await createdOfType(call, type)).client.Id;
      secrets = `/${type.segment}/${clientId}/Secrets`;
    });

    it('returns a value once, at creation, and never again', async () => {
      const { status, body } = await call('POST', secrets, {
        Description: 'Laptop',
        Expires: true,
        Expiration: '2030-01-01T00:00:00Z',
      });
      assert.equal(status, 201);
      const { Secret, ...shown } = body;
      assert.match(Secret, /^[A-Za-z\d+/]{43}=$/);
      assert.deepEqual(shown, {
        Id: body.Id,
        Description: 'Laptop',
        Expires: true,
        Expiration: '2030-01-01T00:00:00.000Z',
      });
      assert.deepEqual((await call('GET', `${secrets}/${body.Id}`)).body, shown);
      assert.deepEqual((await call('GET', secrets)).body[1], shown);
    });

    it('makes values of 44 characters of padded Base64, which authenticate once they are escaped in a form', async () => {
      const values = [];
      for (let made = 1; made < 10; made += 1)
        values.push(String((await call('POST', secrets, NEVER)).body.Secret));
      for (const value of values) assert.equal(Buffer.from(value, 'base64').toString('base64'), value);
      assert.match(values.join(''), /[+/]/);
      if (type.segment === 'HybridClients') return;
      for (const value of values) assert.ok(await clientToken(tenant, clientId, value));
    });

    const expiries: readonly [
      Record<string, unknown>,
      { Expires: boolean; Expiration: string | null } | 400,
    ][] = [
      [{}, 400],
      [{ Expires: null, Expiration: null }, 400],
      [{ Expires: false }, { Expires: false, Expiration: null }],
      [
        { Expires: false, Expiration: null },
        { Expires: false, Expiration: null },
      ],
      [{ Expiration: '2030-06-07' }, { Expires: true, Expiration: '2030-06-07T00:00:00.000Z' }],
      [
        { Expires: null, Expiration: '2030-06-07' },
        { Expires: true, Expiration: '2030-06-07T00:00:00.000Z' },
      ],
      [
        { Expires: true, Expiration: '2030-06-07T08:09' },
        { Expires: true, Expiration: '2030-06-07T08:09:00.000Z' },
      ],
      [{ Expires: true }, 400],
      [{ Expires: true, Expiration: null }, 400],
      [{ Expires: false, Expiration: '2030-06-07' }, 400],
      [{ Expires: 'no' }, 400],
      [{ Expires: true, Expiration: 1893456000 }, 400],
      [{ Expires: true, Expiration: '07/06/2030' }, 400],
      [{ Expires: true, Expiration: '2030-02-30' }, 400],
      [{ Description: {} }, 400],
    ];
    for (const [sent, expected] of expiries) {
      it(`POST ${JSON.stringify(sent)}: ${JSON.stringify(expected)}`, async () => {
        const { status, body } = await call('POST', secrets, sent);
        assert.equal(status, expected === 400 ? 400 : 201);
        if (expected === 400) assert.equal('Secret' in body, false);
        else assert.deepEqual({ Expires: body.Expires, Expiration: body.Expiration }, expected);
      });
    }

    it('PUT changes only what it names: date, never, description, or nothing', async () => {
      const { body } = await call('POST', secrets, { Description: 'Old', Expiration: '2030-01-01' });
      const path = `${secrets}/${body.Id}`;
      const put = async (sent: object) => (await call('PUT', path, sent)).body;
      const first = {
        Id: body.Id,
        Description: 'Old',
        Expires: true,
        Expiration: '2030-01-01T00:00:00.000Z',
      };
      assert.deepEqual(await put({}), first);
      assert.deepEqual(await put({ Description: null, Expires: null, Expiration: null }), first);
      assert.deepEqual(await put({ Description: 'New' }), { ...first, Description: 'New' });
      const later = { ...first, Description: 'New', Expiration: '2031-01-01T00:00:00.000Z' };
      assert.deepEqual(await put({ Expires: true, Expiration: '2031-01-01' }), later);
      const never = { ...later, Expires: false, Expiration: null };
      assert.deepEqual(await put({ Expires: false }), never);
      assert.deepEqual((await call('GET', path)).body, never);
      assert.equal((await call('PUT', path, { Expires: true })).status, 400);
    });

    it('accepts ten and refuses the eleventh until one is deleted', async () => {
      for (let made = 1; made < 10; made += 1) assert.equal((await call('POST', secrets, NEVER)).status, 201);
      const refused = await call('POST', secrets, NEVER);
      assert.equal(refused.status, 400);
      assert.match(refused.body.Reason, /10 secrets/);
      assert.equal((await call('HEAD', secrets)).headers.get('Total-Count'), '10');
      const [oldest] = (await call('GET', secrets)).body;
      assert.equal((await call('DELETE', `${secrets}/${oldest.Id}`)).status, 204);
      const { body } = await call('POST', secrets, NEVER);
      assert.ok(body.Id > oldest.Id + 9, 'the id of a deleted secret does not come back');
    });

    it('lists pages with the total number', async () => {
      for (let made = 1; made < 5; made += 1)
        await call('POST', secrets, { ...NEVER, Description: String(made) });
      const { body, headers } = await call('GET', `${secrets}?skip=2&count=2`);
      assert.deepEqual(
        body.map((secret: { Description: string }) => secret.Description),
        ['2', '3'],
      );
      assert.equal(headers.get('Total-Count'), '5');
      assert.equal((await call('GET', `${secrets}?count=1001`)).status, 400);
    });

    it("404 for a secret that does not exist, is not a number, or is another client's", async () => {
      const other = await createdOfType(call, type);
      for (const id of ['0', '999999', 'x', '-1', '1e3', '99999999999999999999', other.secretId]) {
        assert.equal((await call('GET', `${secrets}/${id}`)).status, 404, id);
        assert.equal((await call('PUT', `${secrets}/${id}`, {})).status, 404, id);
        assert.equal((await call('DELETE', `${secrets}/${id}`)).status, 404, id);
      }
      const otherSecrets = `/${type.segment}/${other.client.Id}/Secrets`;
      assert.equal((await call('HEAD', otherSecrets)).headers.get('Total-Count'), '1');
    });

    it('404 for the secrets of an unknown client, and of a client of another type', async () => {
      const other = CLIENT_TYPE_CASES.find(each => each !== type && each.hasSecrets);
      assert.ok(other);
      const { client, secretId } = await createdOfType(call, other);
      const calls = [
        ...['GET', 'HEAD', 'POST'].map(method => [method, '']),
        ...['GET', 'PUT', 'DELETE'].map(method => [method, `/${secretId}`]),
      ];
      for (const id of ['00000000-0000-4000-8000-000000000000', client.Id]) {
        for (const [method = '', below] of calls) {
          const body = method.startsWith('P') ? NEVER : undefined;
          const answer = await call(method, `/${type.segment}/${id}/Secrets${below}`, body);
          assert.equal(answer.status, 404, `${method} ${below}`);
        }
      }
    });
  });
}
