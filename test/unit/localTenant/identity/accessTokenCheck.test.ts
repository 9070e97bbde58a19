import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { apiCheck, createAccessTokenCheck } from '../../../../src/localTenant/identity/accessTokenCheck.ts';

const ISSUER = 'http://127.0.0.1:5005/identity';

describe('local tenant: the check of access tokens', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let nowMs = 0;
  const newCheck = () => apiCheck(createAccessTokenCheck(publicKey, [ISSUER], () => nowMs));
  beforeEach(() => {
    nowMs = 1_000_000;
  });

  const token = (claims: Record<string, unknown> = {}) =>
    new SignJWT({ tid: 'T', client_id: 'C', role_type: ['R'], scope: 'openid ocsapi', exp: 2000, ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience('ocsapi')
      .sign(privateKey);

  it('returns the caller', async () => {
    const checked = await newCheck()(`bearer  ${await token()}`);
    const scopes = new Set(['openid', 'ocsapi']);
    const caller = { clientId: 'C', tenantId: 'T', roleTypeIds: ['R'], userId: undefined, scopes };
    assert.deepEqual(checked.ok && checked.caller, caller);
    const client = await newCheck()(`Bearer ${await token({ sub: 'C' })}`);
    assert.deepEqual(client.ok && client.caller, caller, 'a client that calls for itself');
    const user = await newCheck()(`Bearer ${await token({ sub: 'U' })}`);
    assert.deepEqual(user.ok && user.caller, { ...caller, userId: 'U' });
  });

  it('refuses tokens that are not for the API', async () => {
    for (const scope of ['openid', undefined, 'ocsapi2']) {
      const checked = await newCheck()(`Bearer ${await token({ scope })}`);
      assert.deepEqual(checked, { ok: false, fault: 'invalid' });
    }
  });

  it('accepts a token until the second in which it expires, even a remembered one', async () => {
    const check = newCheck();
    const header = `Bearer ${await token()}`;
    for (const [ms, ok] of [
      [1_999_999, true],
      [1_999_999, true],
      [2_000_000, false],
    ] as const) {
      nowMs = ms;
      assert.equal((await check(header)).ok, ok, String(ms));
    }
    assert.deepEqual(await check(header), { ok: false, fault: 'expired' });
  });

  it('checks every new token, however many it remembers', async () => {
    const check = newCheck();
    const headers = await Promise.all(
      [...Array(3).keys()].map(async id => `Bearer ${await token({ jti: id })}`),
    );
    for (const header of [...headers, ...headers]) assert.equal((await check(header)).ok, true);
    const [, claims = ''] = (headers[0] ?? '').split('.');
    const [head = '', , signature = ''] = (headers[1] ?? '').split('.');
    assert.deepEqual(await check(`${head}.${claims}.${signature}`), { ok: false, fault: 'invalid' });
  });

  it('requires every claim that it uses', async () => {
    for (const claim of ['tid', 'client_id', 'role_type', 'exp']) {
      const checked = await newCheck()(`Bearer ${await token({ [claim]: undefined })}`);
      assert.deepEqual(checked, { ok: false, fault: 'invalid' }, claim);
    }
  });

  for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b']) {
    it(`finds no token in "${header}"`, async () => {
      assert.deepEqual(await newCheck()(header), { ok: false, fault: 'missing' });
    });
  }
});
