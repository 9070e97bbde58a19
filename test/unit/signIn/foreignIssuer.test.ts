import assert from 'node:assert/strict';
import { platformFetch } from '../../../src/credentials/connections/sessionSurroundings.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { beginBrowserSignIn } from '../../../src/signIn/browserSignIn.ts';
import { SignInError, type SignInErrorCode } from '../../../src/signIn/signInError.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';

/** The service names itself by its global address, whichever address is asked. */
const ISSUER = 'https://uswe.datahub.connect.example/identity';
const CLIENT_ID = '00000000-0000-0000-0000-0000000000bb';
const REDIRECT = 'http://127.0.0.1:54321/callback';
const USER = 'user-1';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Returns a token in the form of the service; a token that comes over TLS needs no check of its signature. */
const jwt = (claims: object) => `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.c2ln`;

const is = (code: SignInErrorCode) => (error: unknown) => {
  assert.ok(error instanceof SignInError, String(error));
  assert.equal(error.code, code);
  return true;
};

describe("a user's sign-in at an address that isn't the issuer", () => {
  const dispatcher = new HttpDispatcher();
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());
  after(() => dispatcher.dispose());

  /** Plays a service whose answers have these changes; each request gets the answer of its path. */
  function play(
    changes: {
      discovery?: object;
      idToken?: object;
      accessToken?: object;
      token?: object;
      userinfo?: Answer;
    } = {},
  ) {
    const at = (path: string) => `${server.resource}/identity/connect/${path}`;
    const seconds = Math.floor(Date.now() / 1000);
    const answer: Answer = (response, request) => {
      const answers: Readonly<Record<string, () => Answer>> = {
        '/identity/.well-known/openid-configuration': () =>
          json(200, {
            issuer: ISSUER,
            authorization_endpoint: at('authorize'),
            token_endpoint: at('token'),
            userinfo_endpoint: at('userinfo'),
            code_challenge_methods_supported: ['plain', 'S256'],
            ...changes.discovery,
          }),
        '/identity/connect/token': () =>
          json(200, {
            access_token: jwt({ iss: ISSUER, ...changes.accessToken }),
            token_type: 'Bearer',
            expires_in: 3600,
            id_token: jwt({
              iss: ISSUER,
              sub: USER,
              aud: CLIENT_ID,
              nbf: seconds,
              iat: seconds,
              exp: seconds + 300,
              nonce,
              ...changes.idToken,
            }),
            ...changes.token,
          }),
        '/identity/connect/userinfo': () =>
          changes.userinfo ?? json(200, { sub: USER, name: 'Ada Lovelace' }),
      };
      (answers[request.url]?.() ?? plain(404, ''))(response, request);
    };
    server.play(answer);
  }

  let nonce: string | null;
  const begin = () =>
    beginBrowserSignIn({
      resource: server.resource,
      fetch: platformFetch(dispatcher),
      tenantId: CLIENT_ID,
      clientId: CLIENT_ID,
      redirectUri: REDIRECT,
      offlineAccess: false,
    });
  async function signIn(given: Record<string, string> = {}) {
    const begun = await begin();
    const asked = new URL(begun.url).searchParams;
    nonce = asked.get('nonce');
    const answer = new URL(REDIRECT);
    answer.search = new URLSearchParams({ code: 'c', state: asked.get('state') ?? '', ...given }).toString();
    return begun.complete(answer);
  }

  const requested = () => server.seen.map(({ url }) => url.split('/').at(-1));

  it('signs in, and sends everything to the address that was asked', async () => {
    play();
    const tokens = await signIn();
    assert.equal(tokens.user.id, USER);
    assert.deepEqual(requested(), ['openid-configuration', 'token', 'userinfo']);
  });

  it("accepts an answer that names the discovered issuer, and rejects one that names the address's", async () => {
    play();
    assert.equal((await signIn({ iss: ISSUER })).user.id, USER);
    await assert.rejects(signIn({ iss: `${server.resource}/identity` }), is('wrongRedirect'));
  });

  it('rejects an answer without an issuer when the service says that it always names it', async () => {
    play({ discovery: { authorization_response_iss_parameter_supported: true } });
    await assert.rejects(signIn(), is('wrongRedirect'));
    assert.equal((await signIn({ iss: ISSUER })).user.id, USER);
  });

  it('treats properties that are null as missing', async () => {
    const nothing = {
      device_authorization_endpoint: null,
      revocation_endpoint: null,
      userinfo_endpoint: null,
    };
    const uncertain = { authorization_response_iss_parameter_supported: null, scopes_supported: null };
    play({ discovery: { ...nothing, ...uncertain }, token: { refresh_token: null, scope: null } });
    const tokens = await signIn();
    assert.equal(tokens.user.id, USER);
    assert.equal(tokens.refreshToken, undefined);
  });

  it('keeps the parameters that the authorization endpoint has', async () => {
    play({ discovery: { authorization_endpoint: `${server.resource}/authorize?realm=a%20b&scope=x` } });
    const { searchParams } = new URL((await begin()).url);
    assert.equal(searchParams.get('realm'), 'a b');
    assert.deepEqual(searchParams.getAll('scope'), ['openid profile ocsapi']);
  });

  for (const token of ['idToken', 'accessToken'] as const) {
    for (const iss of ['https://evil.example/identity', `${ISSUER}/`]) {
      it(`rejects an ${token === 'idToken' ? 'id token' : 'access token'} of ${iss}`, async () => {
        play({ [token]: { iss } });
        await assert.rejects(signIn(), is('wrongIssuer'));
        assert.deepEqual(requested(), ['openid-configuration', 'token'], 'the token is not used');
      });
    }
  }

  describe('reads the name of the user', () => {
    const names: readonly (readonly [title: string, userinfo: Answer, name: string])[] = [
      ['from userinfo', json(200, { sub: USER, name: 'Ada Lovelace', email: 'a@b.example' }), 'Ada Lovelace'],
      [
        'from its parts',
        json(200, { sub: USER, given_name: 'Ada', family_name: 'Lovelace' }),
        'Ada Lovelace',
      ],
      ['from the e-mail address', json(200, { sub: USER, name: '', email: 'a@b.example' }), 'a@b.example'],
      ['not from the answer about another user', json(200, { sub: 'other', name: 'Eve' }), USER],
      ['not from a name that is a number', json(200, { sub: USER, name: 7 }), USER],
      ['not from a refusal', plain(403, ''), USER],
      ['not from a web page', plain(200, '<html>', { 'content-type': 'text/html' }), USER],
    ];
    for (const [title, userinfo, name] of names) {
      it(title, async () => {
        play({ userinfo });
        assert.equal((await signIn()).user.name, name);
      });
    }

    it('from the id token, without another request', async () => {
      play({ idToken: { name: 'Ada' } });
      assert.equal((await signIn()).user.name, 'Ada');
      assert.deepEqual(requested(), ['openid-configuration', 'token']);
    });

    it('from no other host, where the token would be sent', async () => {
      const other = await startScriptedServer();
      play({ discovery: { userinfo_endpoint: `${other.resource}/userinfo` } });
      assert.equal((await signIn()).user.name, USER);
      assert.deepEqual(other.seen, []);
      await other.close();
    });
  });
});
