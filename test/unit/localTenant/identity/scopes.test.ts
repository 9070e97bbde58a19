import assert from 'node:assert/strict';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { administratorCaller } from '../apiCaller.ts';
import { type Application, authorizationUrl, createApplication, requestTokens } from './userFlow.ts';

describe('local tenant: scopes', () => {
  let tenant: LocalTenant;
  let device: Application;

  before(async () => {
    tenant = await startLocalTenant();
    const call = await administratorCaller(tenant);
    device = { clientId: (await call('POST', '/DeviceCodeClients', { Name: 'Device' })).body.Id };
  });
  after(() => tenant.stop());

  const resources = [{}, { resource: 'urn:ocsapi' }] as const;

  for (const scope of [undefined, 'ocsapi', '']) {
    it(`issues client credentials with scope ${scope === undefined ? 'missing' : `“${scope}”`} a token for the API`, async () => {
      for (const resource of resources) {
        const fields = { grant_type: 'client_credentials', ...resource };
        const { status, body } = await requestTokens(tenant, tenant, {
          ...fields,
          ...(scope === undefined ? {} : { scope }),
        });
        assert.equal(status, 200, JSON.stringify(body));
        assert.equal(body.scope, 'ocsapi');
      }
    });
  }

  const refused = [
    'openid',
    'offline_access',
    'profile',
    'email',
    'unknown',
    'ocsapi openid',
    'ocsapi unknown',
  ];
  for (const scope of [...refused, 'openid ocsapi offline_access']) {
    it(`refuses client credentials the scope “${scope}” with 400 invalid_scope`, async () => {
      for (const resource of resources) {
        const { status, body } = await requestTokens(tenant, tenant, {
          grant_type: 'client_credentials',
          scope,
          ...resource,
        });
        assert.equal(status, 400);
        assert.equal(body.error, 'invalid_scope');
      }
    });
  }

  it('refuses unknown scopes of users with invalid_scope', async () => {
    const application = await createApplication(tenant);
    const answer = await fetch(authorizationUrl(tenant, application, { scope: 'openid ocsapi unknown' }), {
      redirect: 'manual',
    });
    assert.equal(answer.headers.get('location'), null);
    assert.match(await answer.text(), /<code>invalid_scope<\/code>/);
  });

  it('shows users without the scope openid an error page', async () => {
    const application = await createApplication(tenant);
    for (const scope of ['ocsapi', 'profile ocsapi', '']) {
      const answer = await fetch(authorizationUrl(tenant, application, { scope }), { redirect: 'manual' });
      assert.deepEqual([answer.status, answer.headers.get('location')], [400, null], scope);
    }
  });

  for (const scope of ['openid unknown', 'openid ocsapi offline_access']) {
    it(`refuses a device the scope “${scope}” with 400 invalid_scope`, async () => {
      const answer = await fetch(`${tenant.resource}/identity/connect/deviceauthorization`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: device.clientId, scope }),
      });
      assert.equal(answer.status, 400);
      assert.equal(((await answer.json()) as { error: string }).error, 'invalid_scope');
    });
  }
});
