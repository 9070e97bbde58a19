import assert from 'node:assert/strict';
import {
  administratorToken,
  type LocalTenant,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';
import { administratorCaller } from '../apiCaller.ts';

const ALLOWED = 'http://localhost:4200';
const REDIRECT = 'http://127.0.0.1:54321/callback';
/** Pages that must not use the tenant. */
const FOREIGN = [
  ...[
    'https://evil.example',
    'null',
    'http://127.0.0.1:1',
    'http://localhost:42000',
    'http://evil.localhost:4200',
  ],
  ...['https://localhost:4200', `${ALLOWED}.evil.example`, `${ALLOWED}/`, `${ALLOWED}, https://evil.example`],
];

describe('local tenant: pages of other origins, in the browser of its user', () => {
  let tenant: LocalTenant;
  let token: string;
  let browserClient: string;
  let deviceClient: string;

  before(async () => {
    tenant = await startLocalTenant();
    token = await administratorToken(tenant);
    const call = await administratorCaller(tenant);
    const create = async (path: string, properties: object) =>
      (await call('POST', path, { Name: 'Page', ...properties })).body.Id;
    browserClient = await create('/AuthorizationCodeClients', {
      RedirectUris: [REDIRECT],
      AllowedCorsOrigins: [ALLOWED],
    });
    deviceClient = await create('/DeviceCodeClients', { DeviceCodeLifetime: 60 });
  });
  after(() => tenant.stop());

  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
  const bearer = () => ({ headers: { authorization: `Bearer ${token}` } });
  const api = () => `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}`;
  const identity = (path: string) => `${tenant.resource}/identity/${path}`;

  /** Requests whose answers only the caller may read. */
  const requests: readonly (readonly [string, () => readonly [string, RequestInit]])[] = [
    ['the API', () => [`${api()}/ClientCredentialClients`, bearer()]],
    [
      'the API, changing something',
      () => [`${api()}/Roles`, { ...bearer(), method: 'POST', body: '{"Name":"x"}' }],
    ],
    [
      'a token as a client',
      () => [
        identity('connect/token'),
        form({
          grant_type: 'client_credentials',
          client_id: tenant.clientId,
          client_secret: tenant.clientSecret,
        }),
      ],
    ],
    ['device codes', () => [identity('connect/deviceauthorization'), form({ client_id: deviceClient })]],
    ['revocation', () => [identity('connect/revocation'), form({ client_id: browserClient, token: 'x' })]],
    ['userinfo', () => [identity('connect/userinfo'), bearer()]],
    [
      'a code for tokens',
      () => [
        identity('connect/token'),
        form({
          grant_type: 'authorization_code',
          client_id: browserClient,
          code: 'x',
          redirect_uri: REDIRECT,
        }),
      ],
    ],
  ];
  for (const [title, request] of requests) {
    for (const origin of FOREIGN) {
      it(`keeps the answer to ${title} from ${origin}`, async () => {
        const [url, init] = request();
        const answer = await fetch(url, { ...init, headers: { ...init.headers, origin } });
        await answer.body?.cancel();
        assert.equal(answer.headers.get('access-control-allow-origin'), null, 'neither this origin nor any');
        assert.equal(answer.headers.get('access-control-allow-credentials'), null);
      });
    }
  }

  for (const origin of FOREIGN) {
    it(`lets ${origin} ask nothing of the API, and nothing with cookies`, async () => {
      for (const [, request] of requests) {
        const [url] = request();
        const asked = {
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        };
        const answer = await fetch(url, { method: 'OPTIONS', headers: { ...asked, origin } });
        await answer.body?.cancel();
        // Only a token request itself identifies its client, so the answer is withheld.
        if (url.startsWith(api())) assert.equal(answer.headers.get('access-control-allow-origin'), null);
        assert.equal(answer.headers.get('access-control-allow-credentials'), null);
      }
    });
  }

  it('lets an origin read the answers to a client that allows it, without cookies', async () => {
    const answer = await fetch(`${api()}/Roles`, { headers: { ...bearer().headers, origin: ALLOWED } });
    await answer.body?.cancel();
    assert.equal(answer.headers.get('access-control-allow-origin'), ALLOWED);
    assert.equal(answer.headers.get('access-control-allow-credentials'), null);
    assert.match(answer.headers.get('vary') ?? '', /\bOrigin\b/i);
  });

  const authorize = () =>
    identity(
      `connect/authorize?${new URLSearchParams({
        client_id: browserClient,
        redirect_uri: REDIRECT,
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      })}`,
    );
  const cookiesOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map(cookie => cookie.split(';')[0])
      .join('; ');

  it('sets cookies that scripts cannot read and forms of other sites do not send', async () => {
    const answers = [await fetch(authorize(), { redirect: 'manual' }), await fetch(identity('device'))];
    for (const answer of answers) {
      await answer.body?.cancel();
      const cookies = answer.headers.getSetCookie();
      assert.ok(cookies.length > 0, answer.url);
      for (const cookie of cookies) {
        assert.match(cookie, /; httponly/i);
        assert.match(cookie, /; samesite=(lax|strict)/i);
      }
    }
  });

  async function loginForm() {
    const begun = await fetch(authorize(), { redirect: 'manual' });
    await begun.body?.cancel();
    const address = new URL(begun.headers.get('location') ?? '', tenant.resource).href;
    return { address, cookie: cookiesOf(begun) };
  }

  it('refuses a login form from a browser that did not get one', async () => {
    const { address } = await loginForm();
    const other = await loginForm();
    for (const cookie of ['', 'tenant.interaction=x', other.cookie]) {
      const answer = await fetch(address, {
        ...form({ userName: 'administrator', password: 'x', cancel: 'yes' }),
        headers: { cookie, origin: 'https://evil.example' },
        redirect: 'manual',
      });
      // The cookie of a sign-in is valid only for that one.
      const location = answer.headers.get('location') ?? '';
      assert.ok(
        answer.status === 400 || !location.includes(address.split('/').at(-1) ?? '-'),
        await answer.text(),
      );
    }
  });

  it('refuses a device form without the value from its own page', async () => {
    const codes = await (
      await fetch(identity('connect/deviceauthorization'), form({ client_id: deviceClient, scope: 'openid' }))
    ).json();
    const { user_code } = codes as { user_code: string };
    const shown = await fetch(identity('device'));
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await shown.text())?.[1] ?? '';
    assert.ok(xsrf.length > 10);
    const sent: readonly (readonly [string, string, Record<string, string>])[] = [
      ['no value', cookiesOf(shown), {}],
      ['another value', cookiesOf(shown), { xsrf: 'x'.repeat(xsrf.length) }],
      ['the value without the cookie', '', { xsrf }],
    ];
    for (const [title, cookie, fields] of sent) {
      const answer = await fetch(identity('device'), {
        ...form({ user_code, confirm: 'yes', ...fields }),
        headers: { cookie, origin: 'https://evil.example' },
        redirect: 'manual',
      });
      const page = await answer.text();
      assert.doesNotMatch(page, /The device is signed in/, title);
      assert.doesNotMatch(answer.headers.get('location') ?? '', /authorize/, title);
    }
  });

  const pages: readonly (readonly [string, () => Promise<Response>])[] = [
    [
      'login',
      async () => {
        const { address, cookie } = await loginForm();
        return fetch(address, { headers: { cookie } });
      },
    ],
    ['a login that has ended', () => fetch(identity('account/login/x'))],
    ['device code', () => fetch(identity('device'))],
    ['an unknown device code', () => fetch(identity('device?user_code=AAAA-AAAA'))],
    ['log out', () => fetch(identity('connect/endsession'))],
    [
      'an error',
      () => fetch(identity('connect/authorize?client_id=x'), { headers: { accept: 'text/html' } }),
    ],
  ];
  for (const [title, load] of pages) {
    it(`does not let other pages frame the page “${title}”, which loads nothing`, async () => {
      const answer = await load();
      const policy = answer.headers.get('content-security-policy') ?? '';
      await answer.body?.cancel();
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
      for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
        assert.ok(policy.includes(rule), `${rule} in ${policy}`);
      }
      assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });
  }
});
