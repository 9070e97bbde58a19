import assert from 'node:assert/strict';
import path from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { administratorToken, type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { buildShippedTenant } from '../../support/tenant/shippedTenant.ts';
import { administratorCaller, createdClient } from './apiCaller.ts';
import { discover } from './identity/discovery.ts';

// If minifying changed the names of classes, the engine would issue tokens without `expires_in`.
for (const minify of [false, true]) {
  describe(`local tenant: the bundle${minify ? ', minified as it ships' : ''}`, () => {
    const folder = temporaryFolder();
    let tenant: LocalTenant;

    beforeEach(async () => {
      const program = await buildShippedTenant(path.join(folder.path, 'dist'), minify);
      const dataDir = path.join(folder.path, 'data');
      tenant = await startLocalTenant({ from: program, dataDir, seed: 5 });
    });
    afterEach(() => tenant.stop());

    it('creates a client, issues a token with its lifetime and claims, checks roles, and ends cleanly', async () => {
      const call = await administratorCaller(tenant);
      const { Secret, Client } = await createdClient(call, { AccessTokenLifetime: 321 });
      const configuration = await discover(tenant, Client.Id, Secret);
      const tokens = await client.clientCredentialsGrant(configuration);
      assert.equal(tokens.expires_in, 321);
      const jwks = createRemoteJWKSet(new URL(configuration.serverMetadata().jwks_uri ?? ''));
      const { payload } = await jwtVerify(tokens.access_token, jwks, { audience: 'ocsapi' });
      assert.equal(payload.tid, tenant.tenantId);
      assert.equal(payload.client_id, Client.Id);

      const url = `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}`;
      const headers = { Authorization: `Bearer ${tokens.access_token}` };
      assert.equal((await fetch(url, { headers })).status, 200);
      const denied = await fetch(`${url}/ClientCredentialClients`, { method: 'POST', headers, body: '{}' });
      assert.equal(denied.status, 403);
      assert.equal((await call('HEAD', '/ClientCredentialClients')).headers.get('Total-Count'), '7');
      await assert.rejects(administratorToken({ ...tenant, clientSecret: 'wrong' }), /400 invalid_client/);

      assert.deepEqual(await tenant.stop(), { exitCode: 0, signal: null });
      assert.equal(tenant.output().stderr.trim().split('\n').length, 3, tenant.output().stderr);
    });
  });
}
