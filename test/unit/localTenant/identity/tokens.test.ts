import assert from 'node:assert/strict';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { MEMBER_ROLE_TYPE_ID } from '../../../../src/service/model/builtInRoles.ts';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, apiCaller, createdClient } from '../apiCaller.ts';
import { discover } from './discovery.ts';

describe('local tenant: discovery, keys and client-credentials tokens', () => {
  let tenant: LocalTenant;
  let asAdministrator: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant();
    asAdministrator = await administratorCaller(tenant);
  });
  after(() => tenant.stop());

  /** Requests a token and returns the error code (RFC 6749, section 5.2), or `undefined` on success. */
  const refusal = (clientId: string, secret: string) =>
    clientToken(tenant, clientId, secret).then(
      () => undefined,
      (error: Error) => error.message.replace('no token: ', ''),
    );

  it('publishes the addresses of the service, all below its own', async () => {
    const configuration = await discover(tenant, tenant.clientId, tenant.clientSecret);
    const metadata = configuration.serverMetadata();
    assert.equal(metadata.issuer, `${tenant.resource}/identity`);
    assert.equal(metadata.token_endpoint, `${tenant.resource}/identity/connect/token`);
    assert.equal(metadata.authorization_endpoint, `${tenant.resource}/identity/connect/authorize`);
    assert.equal(metadata.jwks_uri, `${tenant.resource}/identity/.well-known/openid-configuration/jwks`);
    assert.equal(metadata.end_session_endpoint, `${tenant.resource}/identity/connect/endsession`);
    assert.equal(metadata.userinfo_endpoint, `${tenant.resource}/identity/connect/userinfo`);
    assert.equal(metadata.revocation_endpoint, `${tenant.resource}/identity/connect/revocation`);
    assert.equal(metadata.introspection_endpoint, `${tenant.resource}/identity/connect/introspect`);
    assert.equal(
      metadata.device_authorization_endpoint,
      `${tenant.resource}/identity/connect/deviceauthorization`,
    );
    const grants = ['authorization_code', 'client_credentials', 'implicit', 'refresh_token'];
    assert.deepEqual(metadata.grant_types_supported?.toSorted(), [
      ...grants,
      'urn:ietf:params:oauth:grant-type:device_code',
    ]);
    assert.deepEqual(metadata.scopes_supported, ['openid', 'profile', 'email', 'offline_access', 'ocsapi']);
  });

  it('publishes the same addresses under paths in upper case', async () => {
    const [document, inUpperCase] = await Promise.all(
      ['identity', 'IDENTITY'].map(async base =>
        (await fetch(`${tenant.resource}/${base}/.well-known/openid-configuration`)).json(),
      ),
    );
    assert.deepEqual(inUpperCase, document);
  });

  it('names both PKCE methods in its metadata, as the service does', async () => {
    const configuration = await discover(tenant, tenant.clientId, tenant.clientSecret);
    assert.deepEqual(configuration.serverMetadata().code_challenge_methods_supported, ['plain', 'S256']);
  });

  for (const lifetime of [60, 1234, 3600]) {
    it(`issues openid-client a token valid for ${lifetime} s, which the published key verifies`, async () => {
      const { Secret, Client } = await createdClient(asAdministrator, { AccessTokenLifetime: lifetime });
      const configuration = await discover(tenant, Client.Id, Secret);
      const tokens = await client.clientCredentialsGrant(configuration);
      assert.equal(tokens.expires_in, lifetime);
      assert.equal(tokens.token_type, 'bearer');
      const jwks = createRemoteJWKSet(new URL(configuration.serverMetadata().jwks_uri ?? ''));
      const { payload, protectedHeader } = await jwtVerify(tokens.access_token, jwks, {
        issuer: `${tenant.resource}/identity`,
        audience: 'ocsapi',
      });
      assert.equal(protectedHeader.alg, 'RS256');
      assert.equal(payload.client_id, Client.Id);
      assert.equal(payload.tid, tenant.tenantId);
      assert.deepEqual(payload.role_type, [MEMBER_ROLE_TYPE_ID]);
      assert.equal(Number(payload.exp) - Number(payload.iat), lifetime);
    });
  }

  it('publishes no private part of its key', async () => {
    const { keys } = (await (
      await fetch(`${tenant.resource}/identity/.well-known/openid-configuration/jwks`)
    ).json()) as { keys: object[] };
    assert.deepEqual(
      keys.map(key => Object.keys(key).sort()),
      [['alg', 'e', 'kid', 'kty', 'n', 'use']],
    );
  });

  it('also accepts the secret in the header', async () => {
    const { Secret, Client } = await createdClient(asAdministrator);
    const configuration = await discover(tenant, Client.Id, Secret, client.ClientSecretBasic);
    assert.equal((await client.clientCredentialsGrant(configuration)).expires_in, 3600);
  });

  it('accepts requests without a scope, and with its own', async () => {
    const configuration = await discover(tenant, tenant.clientId, tenant.clientSecret);
    for (const parameters of [undefined, { scope: 'ocsapi' }]) {
      const tokens = await client.clientCredentialsGrant(configuration, parameters);
      assert.equal(tokens.scope, 'ocsapi');
      assert.equal((await apiCaller(tenant, tokens.access_token)('GET', '')).status, 200);
    }
  });

  it('refuses a token for another resource', async () => {
    const configuration = await discover(tenant, tenant.clientId, tenant.clientSecret);
    const grant = client.clientCredentialsGrant(configuration, { resource: 'urn:another' });
    await assert.rejects(grant, { error: 'invalid_target' });
  });

  it('accepts each of several secrets, but none that was deleted, has expired, or belongs to another client', async () => {
    const { Secret, Client } = await createdClient(asAdministrator);
    const other = await createdClient(asAdministrator);
    const secrets = `/ClientCredentialClients/${Client.Id}/Secrets`;
    const add = async (body: object) => (await asAdministrator('POST', secrets, body)).body;
    const future = await add({ Expires: true, Expiration: '2999-01-01' });
    const past = await add({ Expires: true, Expiration: '2001-01-01' });
    const deleted = await add({});
    await asAdministrator('DELETE', `${secrets}/${deleted.Id}`);
    assert.equal(await refusal(Client.Id, Secret), undefined);
    assert.equal(await refusal(Client.Id, future.Secret), undefined);
    for (const secret of [
      past.Secret,
      deleted.Secret,
      other.Secret,
      'wrong',
      'unused: secrets are kept as hashes',
    ]) {
      assert.equal(await refusal(Client.Id, secret), '400 invalid_client');
    }
  });

  it('accepts a client id in upper case, and refuses unknown and missing ones', async () => {
    const { Secret, Client } = await createdClient(asAdministrator);
    assert.equal(await refusal(Client.Id.toUpperCase(), Secret), undefined);
    assert.equal(await refusal('00000000-0000-4000-8000-000000000000', Secret), '400 invalid_client');
    assert.equal(await refusal('', Secret), '400 invalid_client');
  });

  const unknown: readonly [string, Record<string, string>, Record<string, string>][] = [
    ['no client', {}, {}],
    ['an unknown client', { client_id: 'x', client_secret: 'x' }, {}],
    ['an unknown client in the header', {}, { authorization: `Basic ${btoa('x:y')}` }],
  ];
  for (const endpoint of ['token', 'revocation', 'deviceauthorization']) {
    for (const [what, client, headers] of unknown) {
      it(`refuses ${what} at ${endpoint} with 400 and nothing but the code, as the service does`, async () => {
        const fields = { grant_type: 'client_credentials', token: 'x', ...client };
        const url = `${tenant.resource}/identity/connect/${endpoint}`;
        const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
        assert.equal(answer.status, 400);
        assert.deepEqual(await answer.json(), { error: 'invalid_client' });
        assert.equal(answer.headers.get('www-authenticate'), null);
      });
    }
  }

  it('refuses a disabled client until it is enabled again, and a deleted one', async () => {
    const { Secret, Client } = await createdClient(asAdministrator, { Enabled: false });
    const path = `/ClientCredentialClients/${Client.Id}`;
    assert.equal(await refusal(Client.Id, Secret), '400 invalid_client');
    await asAdministrator('PUT', path, { Enabled: true });
    assert.equal(await refusal(Client.Id, Secret), undefined);
    await asAdministrator('DELETE', path);
    assert.equal(await refusal(Client.Id, Secret), '400 invalid_client');
  });

  it('refuses a grant that an authenticated client does not have as unauthorized_client', async () => {
    const { body } = await asAdministrator('POST', '/HybridClients', {
      Name: 'Web',
      RedirectUris: ['https://web.example.com/cb'],
    });
    assert.equal(await refusal(body.Client.Id, body.Secret), '400 unauthorized_client');
    assert.equal(await refusal(body.Client.Id, 'wrong'), '400 invalid_client');
  });

  it('uses changed roles and lifetimes for the next token', async () => {
    const { Secret, Client } = await createdClient(asAdministrator);
    const before = await clientToken(tenant, Client.Id, Secret);
    assert.equal((await apiCaller(tenant, before)('HEAD', '/ClientCredentialClients')).status, 200);
    const { body: roles } = await asAdministrator('GET', '/Roles');
    const ids = roles.map((role: { Id: string }) => role.Id);
    await asAdministrator('PUT', `/ClientCredentialClients/${Client.Id}`, {
      RoleIds: ids,
      AccessTokenLifetime: 77,
    });
    const tokens = await client.clientCredentialsGrant(await discover(tenant, Client.Id, Secret));
    assert.equal(tokens.expires_in, 77);
    const promoted = apiCaller(tenant, tokens.access_token);
    assert.equal((await promoted('DELETE', `/ClientCredentialClients/${Client.Id}`)).status, 204);
  });

  it('accepts a token after its client was deleted, as the service does', async () => {
    const { Secret, Client } = await createdClient(asAdministrator);
    const token = await clientToken(tenant, Client.Id, Secret);
    await asAdministrator('DELETE', `/ClientCredentialClients/${Client.Id}`);
    const as = apiCaller(tenant, token);
    assert.equal((await as('GET', '')).status, 200);
    assert.equal((await as('GET', `/ClientCredentialClients/${Client.Id}/Secrets`)).status, 404);
  });

  it('shows an error page in a browser that loads nothing, with all input escaped', async () => {
    const query = new URLSearchParams({ client_id: '<img src=x>', response_type: 'code' });
    const response = await fetch(`${tenant.resource}/identity/connect/authorize?${query}`, {
      headers: { Accept: 'text/html' },
    });
    const page = await response.text();
    assert.equal(response.status, 400);
    assert.match(response.headers.get('Content-Security-Policy') ?? '', /default-src 'none'/);
    assert.doesNotMatch(page, /https?:|<img|<script|<link|@import/);
  });
});
