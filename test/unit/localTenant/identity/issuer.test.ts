import assert from 'node:assert/strict';
import path from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { formUser } from '../../../support/browser/formUser.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import {
  administratorToken,
  type LocalTenant,
  type LocalTenantOptions,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';
import { apiCaller } from '../apiCaller.ts';
import { authorizationUrl, claimsOf, createApplication, redeem, userinfo } from './userFlow.ts';

interface Metadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly authorization_response_iss_parameter_supported?: boolean;
  readonly [name: string]: unknown;
}

describe('local tenant: issuer', () => {
  const folder = temporaryFolder();
  const running: LocalTenant[] = [];
  afterEach(async () => {
    for (const tenant of running.splice(0)) await tenant.stop();
  });

  async function start(options: LocalTenantOptions): Promise<LocalTenant> {
    const tenant = await startLocalTenant({ dataDir: path.join(folder.path, 'data'), ...options });
    running.push(tenant);
    return tenant;
  }

  const metadataOf = async ({ resource }: Pick<LocalTenant, 'resource'>): Promise<Metadata> =>
    (await (await fetch(`${resource}/identity/.well-known/openid-configuration`)).json()) as Metadata;

  const FOREIGN: readonly [string, LocalTenantOptions, string | RegExp][] = [
    ['--issuer', { issuer: 'https://login.example/identity' }, 'https://login.example/identity'],
    ['--issuer with another path', { issuer: 'https://login.example/a/b/' }, 'https://login.example/a/b/'],
    ['--issuer without a path', { issuer: 'https://login.example' }, 'https://login.example'],
    ['the strict profile', { profile: 'strict' }, /^https:\/\/[^/]+\.test\/identity$/],
    [
      '--issuer in the strict profile',
      { profile: 'strict', issuer: 'https://a.example' },
      'https://a.example',
    ],
  ];
  for (const [what, options, expected] of FOREIGN) {
    it(`is another one than the address by ${what}, while all endpoints stay at the address`, async () => {
      const tenant = await start(options);
      const metadata = await metadataOf(tenant);
      const { issuer } = metadata;
      if (typeof expected === 'string') assert.equal(issuer, expected);
      else assert.match(issuer, expected);
      for (const [name, value] of Object.entries(metadata)) {
        if (/(_endpoint|_uri)$/.test(name)) {
          assert.ok(String(value).startsWith(`${tenant.resource}/identity/`), `${name} ${value}`);
        }
      }
      const token = await administratorToken(tenant);
      await jwtVerify(token, createRemoteJWKSet(new URL(metadata.jwks_uri)), { issuer, audience: 'ocsapi' });
      assert.equal((await apiCaller(tenant, token)('GET', '/Roles')).status, 200);
      // The same under the tenant's other name.
      const byName = { resource: tenant.resource.replace('127.0.0.1', 'localhost') };
      assert.equal((await metadataOf(byName)).issuer, issuer);
    });

    it(`by ${what} is in the authorization response and in the user's tokens`, async () => {
      const tenant = await start(options);
      const { issuer, ...metadata } = await metadataOf(tenant);
      const application = await createApplication(tenant);
      const arrived = await formUser(tenant).signInAt(authorizationUrl(tenant, application));
      assert.equal(metadata.authorization_response_iss_parameter_supported, true);
      assert.equal(arrived.searchParams.get('iss'), issuer);
      const tokens = await redeem(tenant, application, arrived);
      assert.equal(claimsOf(tokens.id_token).iss, issuer);
      assert.equal(claimsOf(tokens.access_token).iss, issuer);
      assert.equal((await userinfo(tenant, tokens.access_token)).sub, claimsOf(tokens.id_token).sub);
    });
  }

  it('is the address itself by default', async () => {
    const tenant = await start({});
    assert.equal((await metadataOf(tenant)).issuer, `${tenant.resource}/identity`);
  });

  it("of a regional address is the global one's, whose tokens it accepts", async () => {
    const global = await start({});
    const { issuer } = await metadataOf(global);
    const token = await administratorToken(global);
    await global.stop();
    const regional = await start({ regional: true, profile: 'strict' });
    assert.notEqual(regional.resource, global.resource);
    assert.equal((await metadataOf(regional)).issuer, issuer);
    assert.equal((await apiCaller(regional, token)('GET', '')).status, 200);
    assert.equal((await apiCaller(regional, await administratorToken(regional))('GET', '')).status, 200);
  });

  it("of a regional address is the service's global one where the folder never had a global address", async () => {
    const regional = await start({ regional: true, profile: 'strict' });
    assert.equal((await metadataOf(regional)).issuer, 'https://uswe.datahub.connect.aveva.com/identity');
  });

  it('of a regional address is what --issuer says', async () => {
    const issuer = 'https://login.example/identity';
    const regional = await start({ regional: true, issuer });
    assert.equal((await metadataOf(regional)).issuer, issuer);
  });
});
