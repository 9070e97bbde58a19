import assert from 'node:assert/strict';
import { formUser } from '../../../support/browser/formUser.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type Application, authorizationUrl, createApplication, redeem } from './userFlow.ts';

/** Requests that fail, with the error that an IdentityServer reports to the application. */
const SAFE: readonly [string, Record<string, string>, string][] = [
  ['another tenant', { acr_values: 'tenant:00000000-0000-4000-8000-000000000000' }, 'access_denied'],
  ['no page while no one is signed in', { prompt: 'none' }, 'login_required'],
];
/** Requests that fail, with the error that an IdentityServer shows on a page of its own. */
const UNSAFE: readonly [string, Record<string, string>, string][] = [
  [
    'refresh tokens that the client does not allow',
    { scope: 'openid ocsapi offline_access' },
    'invalid_scope',
  ],
  ['an unknown scope', { scope: 'openid other' }, 'invalid_scope'],
  ['no PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
  ['a plain PKCE challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['the response type of another client type', { response_type: 'code id_token' }, 'invalid_request'],
  ['an unknown response type', { response_type: 'token' }, 'unsupported_response_type'],
  ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
  ['another resource', { resource: 'urn:another' }, 'invalid_target'],
];
/** Requests that no server may answer with a redirect. */
const ALWAYS_ON_PAGE: readonly [string, Record<string, string>, string][] = [
  ['a wrong redirect URI', { redirect_uri: 'https://elsewhere.example/callback' }, 'invalid_redirect_uri'],
  ['an unknown client', { client_id: '00000000-0000-4000-8000-000000000000' }, 'invalid_client'],
];

/** Starts a tenant with an application that allows no refresh tokens. */
function suite() {
  const started = {} as { tenant: LocalTenant; application: Application };
  before(async () => {
    started.tenant = await startLocalTenant();
    started.application = await createApplication(started.tenant);
  });
  after(() => started.tenant.stop());
  const ask = (parameters: Record<string, string>) =>
    fetch(authorizationUrl(started.tenant, started.application, parameters), {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    });
  return { started, ask };
}

async function assertPage(answer: Response, error: string): Promise<void> {
  assert.equal(answer.status, 400);
  assert.equal(answer.headers.get('location'), null);
  const page = await answer.text();
  assert.match(page, /The local tenant refused this request/);
  assert.ok(page.includes(`<code>${error}</code>`), page);
}

function assertRedirect(answer: Response, error: string): void {
  const location = new URL(answer.headers.get('location') ?? '');
  assert.equal(location.origin, 'https://application.example');
  const told = location.hash ? new URLSearchParams(location.hash.slice(1)) : location.searchParams;
  assert.equal(told.get('error'), error);
  assert.equal(told.get('state'), 'a-state');
}

describe('local tenant: errors of authorization requests', () => {
  const { started, ask } = suite();

  for (const [what, parameters, error] of [...UNSAFE, ...ALWAYS_ON_PAGE]) {
    it(`shows ${error} for ${what} on its own page, and sends the browser nowhere`, async () => {
      await assertPage(await ask(parameters), error);
    });
  }
  for (const [what, parameters, error] of SAFE) {
    it(`tells the application ${error} for ${what}`, async () => {
      assertRedirect(await ask(parameters), error);
    });
  }

  it('does not post an error to the application either', async () => {
    await assertPage(await ask({ response_mode: 'form_post', scope: 'openid other' }), 'invalid_scope');
  });

  it('signs in a user whose request has no error', async () => {
    const user = formUser(started.tenant, 'member');
    const arrived = await user.signInAt(authorizationUrl(started.tenant, started.application));
    assert.ok((await redeem(started.tenant, started.application, arrived)).access_token);
  });
});
