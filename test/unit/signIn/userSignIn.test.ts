import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { platformFetch } from '../../../src/credentials/connections/sessionSurroundings.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { SecretText } from '../../../src/secret/secretText.ts';
import { beginBrowserSignIn } from '../../../src/signIn/browserSignIn.ts';
import { beginDeviceSignIn } from '../../../src/signIn/deviceSignIn.ts';
import { refreshUserTokens, revokeRefreshToken } from '../../../src/signIn/refreshSignIn.ts';
import { SignInError, type SignInErrorCode } from '../../../src/signIn/signInError.ts';
import { readTokenClaims } from '../../../src/signIn/tokenClaims.ts';
import { formUser } from '../../support/browser/formUser.ts';
import { json, startScriptedServer } from '../../support/network/scriptedServer.ts';
import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { administratorCaller } from '../localTenant/apiCaller.ts';

const REDIRECT = 'http://127.0.0.1:54321/callback';
const UNKNOWN = '00000000-0000-0000-0000-0000000000bb';
const SKEW_MS = 600_000;

const is = (code: SignInErrorCode) => (error: unknown) => {
  assert.ok(error instanceof SignInError, String(error));
  assert.equal(error.code, code);
  assert.doesNotMatch(inspect(error, { depth: 6 }), /eyJ/, 'no token in an error');
  return true;
};

describe("a user's sign-in, at the local tenant", () => {
  const dispatcher = new HttpDispatcher();
  const realNow = Date.now;
  let tenant: LocalTenant;
  let browserClient: string;
  let deviceClient: string;

  before(async () => {
    tenant = await startLocalTenant();
    const call = await administratorCaller(tenant);
    const create = async (path: string, properties: object) =>
      (await call('POST', path, { Name: 'Editor', ...properties })).body.Id;
    browserClient = await create('/AuthorizationCodeClients', {
      RedirectUris: [REDIRECT],
      AllowOfflineAccess: true,
    });
    deviceClient = await create('/DeviceCodeClients', { DeviceCodeLifetime: 60 });
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });
  afterEach(() => {
    Date.now = realNow;
  });

  const target = () => ({
    resource: tenant.resource,
    tenantId: tenant.tenantId,
    fetch: platformFetch(dispatcher),
  });
  const begin = (given: Partial<Parameters<typeof beginBrowserSignIn>[0]> = {}) =>
    beginBrowserSignIn({
      ...target(),
      clientId: browserClient,
      redirectUri: REDIRECT,
      offlineAccess: true,
      ...given,
    });

  describe('in the browser', () => {
    it('requests the tenant, with a new PKCE challenge, state and nonce each time', async () => {
      const [one, other] = [
        new URL((await begin()).url).searchParams,
        new URL((await begin()).url).searchParams,
      ];
      assert.equal(one.get('acr_values'), `tenant:${tenant.tenantId}`);
      assert.equal(one.get('scope'), 'openid profile ocsapi offline_access');
      assert.equal(one.get('code_challenge_method'), 'S256');
      for (const name of ['state', 'nonce', 'code_challenge']) {
        assert.match(one.get(name) ?? '', /^[\w-]{43}$/);
        assert.notEqual(one.get(name), other.get(name));
      }
    });

    it('requests less, for a client that is not allowed all of it', async () => {
      const scopeOf = async (given: Parameters<typeof begin>[0]) =>
        new URL((await begin(given)).url).searchParams.get('scope');
      assert.equal(await scopeOf({ offlineAccess: false }), 'openid profile ocsapi');
      assert.equal(await scopeOf({ offlineAccess: false, requiredOnly: true }), 'openid ocsapi');
    });

    it('signs in with no more than the service requires', async () => {
      const signIn = await begin({ offlineAccess: false, requiredOnly: true });
      const tokens = await signIn.complete(await formUser(tenant).signInAt(signIn.url));
      assert.equal(readTokenClaims(tokens.accessToken.value).clientId, browserClient);
    });

    it("returns tokens that don't print, and the name of the user", async () => {
      const signIn = await begin();
      const tokens = await signIn.complete(await formUser(tenant).signInAt(signIn.url));
      assert.equal(tokens.user.name, 'Local Administrator');
      assert.equal(tokens.accessToken.lifetimeSeconds, 3600);
      assert.equal(readTokenClaims(tokens.accessToken.value).clientId, browserClient);
      assert.ok((tokens.refreshToken?.reveal().length ?? 0) > 20);
      assert.doesNotMatch(`${inspect(tokens, { depth: 5 })} ${JSON.stringify(tokens)}`, /eyJ/);
      assert.ok(!JSON.stringify(tokens).includes(tokens.refreshToken?.reveal() ?? ''));
    });

    it('returns no refresh token when none was requested', async () => {
      const signIn = await begin({ offlineAccess: false });
      const tokens = await signIn.complete(await formUser(tenant).signInAt(signIn.url));
      assert.equal(tokens.refreshToken, undefined);
    });

    /** Addresses of an attacker, an old tab or a confused user. None of them is sent to the service. */
    const strangers: readonly [string, (answer: URL) => void][] = [
      ['another state', ({ searchParams }) => searchParams.set('state', 'x'.repeat(43))],
      ['no state', ({ searchParams }) => searchParams.delete('state')],
      ['another path', url => Object.assign(url, { pathname: '/callback2' })],
      ['another port', url => Object.assign(url, { port: '54322' })],
      ['another host', url => Object.assign(url, { hostname: 'localhost' })],
      [
        'another issuer (RFC 9207)',
        ({ searchParams }) => searchParams.set('iss', 'https://evil.example/identity'),
      ],
      ['no issuer', ({ searchParams }) => searchParams.delete('iss')],
      ['https', url => Object.assign(url, { protocol: 'https:' })],
    ];
    for (const [title, change] of strangers) {
      it(`rejects an answer with ${title}, and still accepts the right answer`, async () => {
        const signIn = await begin();
        const answer = await formUser(tenant).signInAt(signIn.url);
        const strange = new URL(answer);
        change(strange);
        assert.equal(signIn.isAnswer(strange), false);
        await assert.rejects(signIn.complete(strange), is('wrongRedirect'));
        assert.ok((await signIn.complete(answer)).accessToken);
      });
    }

    it('rejects the same answer the second time', async () => {
      const signIn = await begin();
      const answer = await formUser(tenant).signInAt(signIn.url);
      await signIn.complete(answer);
      await assert.rejects(signIn.complete(answer), is('wrongRedirect'));
    });

    it('rejects a second code for the same state', async () => {
      const signIn = await begin();
      const user = formUser(tenant);
      const [first, second] = [await user.signInAt(signIn.url), await user.signInAt(signIn.url)];
      assert.notEqual(first.searchParams.get('code'), second.searchParams.get('code'));
      await signIn.complete(first);
      await assert.rejects(signIn.complete(second), is('wrongRedirect'));
    });

    it("can't use the code of another sign-in, because it doesn't have its verifier", async () => {
      const [mine, theirs] = [await begin(), await begin()];
      const stolen = await formUser(tenant).signInAt(theirs.url);
      stolen.searchParams.set('state', new URL(mine.url).searchParams.get('state') ?? '');
      await assert.rejects(mine.complete(stolen), is('sessionEnded'));
    });

    it('reports that the user or the service declined', async () => {
      const signIn = await begin({ tenantId: UNKNOWN });
      const answer = await formUser(tenant).signInAt(signIn.url);
      await assert.rejects(signIn.complete(answer), is('denied'));
    });

    it("reports that the client can't have refresh tokens, where the service sends the browser back", async () => {
      const signIn = await begin();
      const answer = new URL(REDIRECT);
      answer.searchParams.set('error', 'invalid_scope');
      answer.searchParams.set('iss', `${tenant.resource}/identity`);
      answer.searchParams.set('state', new URL(signIn.url).searchParams.get('state') ?? '');
      await assert.rejects(signIn.complete(answer), is('scopeRefused'));
    });

    for (const skewMs of [SKEW_MS, -SKEW_MS]) {
      it(`accepts a clock that is ${skewMs / 60_000} minutes wrong`, async () => {
        Date.now = () => realNow() + skewMs;
        const signIn = await begin();
        const tokens = await signIn.complete(await formUser(tenant).signInAt(signIn.url));
        assert.equal(tokens.user.name, 'Local Administrator');
      });
    }

    it("rejects an address that isn't the service", async () => {
      await assert.rejects(begin({ resource: `${tenant.resource}/elsewhere` }), is('notTheService'));
    });
  });

  describe('renewing', () => {
    const refresh = (refreshToken: SecretText) =>
      refreshUserTokens({ ...target(), clientId: browserClient, refreshToken });

    async function signedIn() {
      const signIn = await begin();
      const { refreshToken } = await signIn.complete(await formUser(tenant).signInAt(signIn.url));
      assert.ok(refreshToken);
      return refreshToken;
    }

    it('returns new tokens each time, and an old token does not end the session', async () => {
      const first = await signedIn();
      const { accessToken, refreshToken: second } = await refresh(first);
      assert.match(accessToken.value.reveal(), /^eyJ/);
      assert.notEqual(second.reveal(), first.reveal());
      await assert.rejects(refresh(first), is('sessionEnded'));
      assert.ok((await refresh(second)).refreshToken);
    });

    it('reports that a revoked session has ended', async () => {
      const refreshToken = await signedIn();
      await revokeRefreshToken({ ...target(), clientId: browserClient, refreshToken });
      await assert.rejects(refresh(refreshToken), is('sessionEnded'));
    });
  });

  describe('with a code', () => {
    const waits: number[] = [];
    let onWait: () => Promise<void>;
    beforeEach(() => {
      waits.length = 0;
      onWait = async () => {};
    });

    const beginDevice = (clientId = deviceClient) =>
      beginDeviceSignIn({
        ...target(),
        clientId,
        sleep: async (ms, signal) => {
          signal?.throwIfAborted();
          waits.push(ms);
          await onWait();
        },
      });

    it('polls as often as the service asks for until the user has signed in', async () => {
      const signIn = await beginDevice();
      assert.match(signIn.userCode, /^[A-Z]{4}-[A-Z]{4}$/);
      assert.equal(signIn.verificationUri, `${tenant.resource}/identity/device`);
      assert.equal(signIn.lifetimeSeconds, 60);
      onWait = async () => {
        if (waits.length === 3)
          await formUser(tenant, 'member').approveDevice(signIn.verificationUriComplete);
      };
      const tokens = await signIn.complete();
      assert.equal(tokens.user.name, 'Local Member');
      assert.deepEqual(waits, [5000, 5000, 5000]);
    });

    it('rejects when the code expires', async () => {
      await assert.rejects((await beginDevice()).complete(), is('expiredCode'));
      assert.equal(waits.length, 12, 'a minute in total');
    });

    it('rejects when the user cancels', async () => {
      const abort = new AbortController();
      const signIn = await beginDevice();
      onWait = async () => abort.abort();
      await assert.rejects(signIn.complete(abort.signal), is('cancelled'));
    });

    it("rejects an address that isn't a web page", async () => {
      const server = await startScriptedServer();
      const issuer = `${server.resource}/identity`;
      const page = `${issuer}/device`;
      server.play(
        json(200, { issuer, device_authorization_endpoint: page, token_endpoint: page }),
        json(200, { device_code: 'd', user_code: 'u', verification_uri: 'vscode://x', expires_in: 60 }),
      );
      await assert.rejects(
        beginDeviceSignIn({
          ...target(),
          resource: server.resource,
          clientId: UNKNOWN,
          sleep: async () => {},
        }),
        is('malformedAnswer'),
      );
      await server.close();
    });

    it('reports that the client has another type', async () => {
      await assert.rejects(beginDevice(browserClient), (error: unknown) => {
        assert.ok(error instanceof SignInError);
        return ['unauthorizedClient', 'refused'].includes(error.code);
      });
    });

    it('reports that the client is unknown', async () => {
      await assert.rejects(beginDevice(UNKNOWN), is('wrongSecret'));
    });
  });
});
