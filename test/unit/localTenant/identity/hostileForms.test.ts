import assert from 'node:assert/strict';
import fc from 'fast-check';
import { caseCount } from '../../../support/runner/sampling.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { administratorCaller } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType } from '../conformance/clientTypeCases.ts';

/** All paths below `/identity` that accept a form or a query. */
const ENDPOINTS = [
  'connect/token',
  'connect/authorize',
  'connect/authorize/x',
  'connect/deviceauthorization',
  'connect/endsession',
  'connect/endsession/confirm',
  'connect/endsession/success',
  'connect/introspect',
  'connect/revocation',
  'connect/userinfo',
  'device',
  'device/x',
  'account/login/x',
] as const;

describe('local tenant: hostile forms, with clients of every type', () => {
  let tenant: LocalTenant;
  let clientIds: string[];

  before(async () => {
    tenant = await startLocalTenant();
    const call = await administratorCaller(tenant);
    const created = CLIENT_TYPE_CASES.map(type => createdOfType(call, type, { ...type.full }));
    clientIds = (await Promise.all(created)).map(({ client }) => client.Id);
  });
  after(async () => {
    const { stderr } = tenant.output();
    assert.equal(stderr.trim().split('\n').length, 1, `nothing unexpected is in the log: ${stderr}`);
    assert.deepEqual(await tenant.stop(), { exitCode: 0, signal: null });
  });

  /** Parameters of the protocols, with valid and invalid values. */
  const knownParameters = () => ({
    acr_values: fc.constantFrom(`tenant:${tenant.tenantId}`, 'tenant:', 'tenant:x', '%'),
    claims: fc.constantFrom('{}', '{"userinfo":{"name":null}}', '[', '{"id_token":{"sub":{"value":"x"}}}'),
    client_id: fc.constantFrom(...clientIds, 'nobody', ''),
    client_secret: fc.constantFrom('wrong', ''),
    code: fc.constantFrom('x', 'a.b.c', ''),
    code_challenge: fc.constantFrom('x', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'),
    code_challenge_method: fc.constantFrom('S256', 'plain', ''),
    device_code: fc.string(),
    grant_type: fc.constantFrom(
      'authorization_code',
      'client_credentials',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
      'password',
      '__proto__',
    ),
    id_token_hint: fc.constantFrom('x', 'a.b.c', 'e30.e30.'),
    login_hint: fc.string({ unit: 'binary' }),
    max_age: fc.constantFrom('0', '-1', 'x', '99999999999999999999'),
    nonce: fc.string(),
    post_logout_redirect_uri: fc.constantFrom('https://example.com/back/1', 'javascript:alert(1)', ''),
    prompt: fc.constantFrom('none', 'login', 'consent', 'none login', 'create'),
    redirect_uri: fc.constantFrom('https://example.com/back/1', 'https://example.com', '//', 'javascript:1'),
    request: fc.constantFrom('x', 'e30.e30.'),
    request_uri: fc.constantFrom('https://example.com', 'urn:x'),
    resource: fc.constantFrom('urn:ocsapi', 'x', '#'),
    response_mode: fc.constantFrom('query', 'fragment', 'form_post', 'web_message', '__proto__'),
    response_type: fc.constantFrom('code', 'code id_token', 'code token', 'token', 'none', 'constructor'),
    scope: fc.constantFrom('openid', 'openid ocsapi', 'openid offline_access', 'x', '"'),
    state: fc.string({ unit: 'binary' }),
    token: fc.constantFrom('x', 'a.b.c', 'e30.e30.e30'),
    user_code: fc.string(),
    xsrf: fc.string(),
  });

  const forms = () => {
    const fields = Object.entries(knownParameters()).map(([name, value]) =>
      fc.tuple(fc.constant(name), value),
    );
    const stray = fc.tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 20 }));
    // Usually with a client id, without which requests fail early.
    return fc
      .tuple(knownParameters().client_id, fc.array(fc.oneof(...fields, stray), { maxLength: 12 }))
      .map(([clientId, pairs]) => new URLSearchParams([['client_id', clientId], ...pairs]).toString());
  };

  const headers = fc.record(
    {
      authorization: fc.constantFrom('Basic', 'Basic Og==', 'Basic eDp5', 'Bearer x', 'Bearer e30.e30.e30'),
      'content-type': fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain'),
      cookie: fc.constantFrom('tenant.session=x', 'tenant.interaction=x; tenant.interaction.sig=y', ';;='),
      origin: fc.constantFrom('https://example.com', 'null', 'http://localhost:4200'),
      accept: fc.constantFrom('text/html', 'application/json', '*/*', 'x'),
    },
    { requiredKeys: ['content-type'] },
  );

  for (const endpoint of ENDPOINTS) {
    it(`answers anything at ${endpoint} with a status below 500, and issues no token`, async () => {
      const url = `${tenant.resource}/identity/${endpoint}`;
      const garbled = fc.stringMatching(/^[%&=a-z0-9[\]]{0,40}$/);
      await fc.assert(
        fc.asyncProperty(
          fc.oneof({ weight: 4, arbitrary: forms() }, garbled),
          headers,
          fc.boolean(),
          async (text, sent, post) => {
            const answer = post
              ? await fetch(url, { method: 'POST', body: text, headers: sent, redirect: 'manual' })
              : await fetch(`${url}?${text}`, { headers: sent, redirect: 'manual' });
            const body = await answer.text();
            assert.ok(answer.status < 500, `${answer.status} ${body}`);
            assert.doesNotMatch(body, /access_token|refresh_token/);
            assert.doesNotMatch(
              answer.headers.get('Location') ?? '',
              /javascript:|[?&#](code|access_token)=/,
            );
          },
        ),
        { numRuns: caseCount(120, 20) },
      );
    });
  }
});
