import assert from 'node:assert/strict';
import { decodeProtectedHeader } from 'jose';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../../src/service/model/builtInRoles.ts';
import {
  administratorToken,
  type LocalTenant,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';
import { apiCaller } from '../apiCaller.ts';
import {
  type Application,
  claimsOf,
  createApplication,
  requestTokens,
  signInUser,
  userinfo,
} from './userFlow.ts';

describe('local tenant: claims of tokens', () => {
  let tenant: LocalTenant;
  let application: Application;

  before(async () => {
    tenant = await startLocalTenant();
    application = await createApplication(tenant);
  });
  after(() => tenant.stop());

  it('gives a client a token with nbf, a list of scopes, roles and tenant, but no sub', async () => {
    const token = await administratorToken(tenant);
    const { iat, exp, nbf, jti, ...others } = claimsOf(token);
    assert.equal(nbf, iat);
    assert.equal(Number(exp) - Number(iat), 3600);
    assert.equal(typeof jti, 'string');
    assert.deepEqual(others, {
      iss: `${tenant.resource}/identity`,
      aud: 'ocsapi',
      scope: ['ocsapi'],
      client_id: tenant.clientId,
      tid: tenant.tenantId,
      role_type: [MEMBER_ROLE_TYPE_ID, ADMINISTRATOR_ROLE_TYPE_ID],
    });
    assert.equal(decodeProtectedHeader(token).typ, 'at+jwt');
  });

  it('tells the scope of a token as text beside it and when asked about it', async () => {
    const { body } = await requestTokens(tenant, tenant, { grant_type: 'client_credentials' });
    assert.equal(body.scope, 'ocsapi');
    const hybrid = await createApplication(tenant, 'HybridClients');
    const answer = await fetch(`${tenant.resource}/identity/connect/introspect`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: hybrid.clientId,
        client_secret: hybrid.clientSecret ?? '',
        token: body.access_token,
      }),
    });
    const told = (await answer.json()) as Record<string, unknown>;
    assert.deepEqual([told.active, told.scope, told.client_id], [true, 'ocsapi', tenant.clientId]);
  });

  it('gives a user a token with sub and all scopes as a list, which the API and userinfo accept', async () => {
    const tokens = await signInUser(tenant, application, 'openid profile ocsapi', 'member');
    const claims = claimsOf(tokens.access_token);
    assert.deepEqual(claims.scope, ['openid', 'profile', 'ocsapi']);
    assert.equal(claims.nbf, claims.iat);
    assert.deepEqual(claims.role_type, [MEMBER_ROLE_TYPE_ID]);
    assert.equal((await apiCaller(tenant, tokens.access_token)('GET', '')).status, 200);
    const told = await userinfo(tenant, tokens.access_token);
    assert.equal(told.sub, claims.sub);
    assert.equal(told.name, 'Local Member');
  });
});

describe('local tenant: id tokens', () => {
  let tenant: LocalTenant;

  before(async () => {
    tenant = await startLocalTenant();
  });
  after(() => tenant.stop());

  it('contain only sub about the user; userinfo contains the rest', async () => {
    const application = await createApplication(tenant);
    const tokens = await signInUser(tenant, application, 'openid profile email ocsapi', 'member');
    const { sub, ...claims } = claimsOf(tokens.id_token);
    const about = ['name', 'preferred_username', 'email', 'email_verified', 'tid', 'role_type'];
    assert.deepEqual(
      about.filter(name => name in claims),
      [],
    );
    const told = await userinfo(tenant, tokens.access_token);
    assert.equal(told.sub, sub);
    assert.deepEqual(about.filter(name => name in told).sort(), about.toSorted());
  });
});
