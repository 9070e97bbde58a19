import assert from 'node:assert/strict';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type Application, authorizationUrl, createApplication } from '../identity/userFlow.ts';

/** Redirect addresses of the client, as its owner has written them. */
const REGISTERED = [
  'https://application.example/callback',
  'http://127.0.0.1:3000/callback',
  'http://localhost:3000/callback?from=service',
  'com.example.app:/signed-in',
];

/** Addresses that an engine could take for one of them. */
const SIMILAR = [
  'https://application.example/callback/',
  'https://application.example/Callback',
  'https://APPLICATION.example/callback',
  'https://application.example:443/callback',
  'https://application.example/callback?x=1',
  'https://application.example/callback#x',
  'https://application.example/callback%2F',
  'https://application.example/a/../callback',
  'https://application.example',
  'http://application.example/callback',
  'https://user@application.example/callback',
  'https://application.example.evil.example/callback',
  // Some servers ignore the port of a loopback address (RFC 8252, section 7.3).
  'http://127.0.0.1:3001/callback',
  'http://127.0.0.1/callback',
  'http://localhost:3000/callback',
  'http://localhost:3000/callback?from=service&x=1',
  'com.example.app:/signed-in/',
  'com.example.app://signed-in',
];

describe('service-api › Client types › redirect URIs match exactly', () => {
  let tenant: LocalTenant;
  const applications = new Map<string, Application>();

  before(async () => {
    tenant = await startLocalTenant();
    for (const type of ['AuthorizationCodeClients', 'HybridClients'] as const) {
      applications.set(type, await createApplication(tenant, type, { RedirectUris: REGISTERED }));
    }
  });
  after(() => tenant.stop());

  const ask = (type: string, uri: string) =>
    fetch(authorizationUrl(tenant, applications.get(type) ?? assert.fail(), { redirect_uri: uri }), {
      redirect: 'manual',
    });

  for (const type of ['AuthorizationCodeClients', 'HybridClients']) {
    it(`lets one of ${type} sign in at each of its addresses`, async () => {
      for (const uri of REGISTERED) {
        const { headers } = await ask(type, uri);
        assert.match(headers.get('location') ?? '', /\/account\/login\//, uri);
      }
    });

    for (const uri of SIMILAR) {
      it(`shows an error page for one of ${type} at ${uri}, and sends the browser nowhere`, async () => {
        const answer = await ask(type, uri);
        assert.deepEqual([answer.status, answer.headers.get('location')], [400, null]);
        assert.match(await answer.text(), /<code>invalid_redirect_uri<\/code>/);
      });
    }
  }
});
