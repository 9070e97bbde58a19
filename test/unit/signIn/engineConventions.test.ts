import assert from 'node:assert/strict';
import { platformFetch } from '../../../src/credentials/connections/sessionSurroundings.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { beginBrowserSignIn } from '../../../src/signIn/browserSignIn.ts';
import { requestClientToken } from '../../../src/signIn/clientSignIn.ts';
import { SignInError } from '../../../src/signIn/signInError.ts';
import { readTokenClaims } from '../../../src/signIn/tokenClaims.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';

const ID = '00000000-0000-0000-0000-0000000000bb';
const REDIRECT = 'http://127.0.0.1:54321/callback';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object, header: object = { typ: 'at+jwt' }) =>
  `${encode({ alg: 'RS256', ...header })}.${encode(claims)}.c2ln`;

/** Ways in which an IdentityServer writes an access token: claims that differ, and the header. */
const ACCESS_TOKENS: readonly (readonly [title: string, claims: object, header?: object])[] = [
  ['lists of one', { scope: ['ocsapi'], aud: ['ocsapi'], role_type: ['r'] }],
  ['texts instead of lists', { scope: 'openid ocsapi', aud: 'ocsapi', role_type: 'r' }],
  ['several audiences', { aud: ['ocsapi', 'https://service.example/resources'], role_type: ['r'] }],
  ['the header JWT', { role_type: ['r'] }, { typ: 'JWT' }],
  ['the header at+jwt', { role_type: ['r'] }, { typ: 'at+jwt' }],
  ['a header without a type', { role_type: ['r'] }, {}],
  ['nbf and no sub', { role_type: ['r'], nbf: 1, sub: undefined }],
  ['a sub of its own', { role_type: ['r'], sub: 'client' }],
];

describe('service-api › Addresses › conventions of the engine, whichever way they come', () => {
  const dispatcher = new HttpDispatcher();
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());
  after(() => dispatcher.dispose());

  const issuer = () => `${server.resource}/identity`;
  const at = (endpoint: string) => `${issuer()}/connect/${endpoint}`;

  /** Plays the service; the token endpoint and userinfo get these answers. */
  function play(token: Answer, methods: readonly string[] = ['plain', 'S256']) {
    const discovery = {
      issuer: issuer(),
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      userinfo_endpoint: at('userinfo'),
      code_challenge_methods_supported: methods,
    };
    server.play((response, request) => {
      const answers: Readonly<Record<string, Answer>> = {
        '/identity/.well-known/openid-configuration': json(200, discovery),
        '/identity/connect/token': token,
        '/identity/connect/userinfo': json(200, { sub: 'u', name: 'Ada', role_type: 'r' }),
      };
      (answers[request.url] ?? plain(404, ''))(response, request);
    });
  }

  const signInAsClient = () =>
    requestClientToken({
      resource: server.resource,
      clientId: ID,
      clientSecret: new SecretText('canary'),
      fetch: platformFetch(dispatcher),
    });

  /** Signs in a user, whose tokens are made from the nonce of the request. */
  async function signInUser(tokens: (nonce: string) => object, methods?: readonly string[]) {
    let answer: Answer = plain(500, '');
    play((response, request) => answer(response, request), methods);
    const begun = await beginBrowserSignIn({
      resource: server.resource,
      fetch: platformFetch(dispatcher),
      tenantId: ID,
      clientId: ID,
      redirectUri: REDIRECT,
      offlineAccess: false,
    });
    const asked = new URL(begun.url).searchParams;
    answer = json(200, { token_type: 'Bearer', expires_in: 60, ...tokens(asked.get('nonce') ?? '') });
    const redirected = new URL(REDIRECT);
    redirected.search = new URLSearchParams({ code: 'c', state: asked.get('state') ?? '' }).toString();
    return { asked, tokens: await begun.complete(redirected) };
  }

  const idToken = (nonce: string, changes: object = {}, header: object = { typ: 'JWT' }) => {
    const now = Math.floor(Date.now() / 1000);
    const times = { nbf: now, iat: now, exp: now + 300 };
    return jwt({ iss: issuer(), sub: 'u', aud: ID, nonce, ...times, ...changes }, header);
  };

  for (const [title, claims, header] of ACCESS_TOKENS) {
    it(`signs in a client whose token has ${title}`, async () => {
      const access_token = jwt({ iss: issuer(), tid: 't', client_id: ID, ...claims }, header);
      play(json(200, { access_token, token_type: 'Bearer', expires_in: 60, scope: 'ocsapi' }));
      const expected = { tenantId: 't', clientId: ID, roleTypeIds: ['r'] };
      assert.deepEqual(readTokenClaims((await signInAsClient()).value), expected);
    });

    it(`signs in a user whose token has ${title}`, async () => {
      const access_token = () => jwt({ iss: issuer(), tid: 't', client_id: ID, ...claims }, header);
      const { tokens } = await signInUser(nonce => ({
        access_token: access_token(),
        id_token: idToken(nonce),
      }));
      assert.deepEqual(readTokenClaims(tokens.accessToken.value).roleTypeIds, ['r']);
      assert.equal(tokens.user.name, 'Ada', 'from userinfo, because the id token has sub only');
    });
  }

  const idTokens: readonly (readonly [title: string, changes: object, header?: object])[] = [
    ['a list of one audience', { aud: [ID] }],
    ['an audience and the party that it is for', { aud: [ID, 'other'], azp: ID }],
    ['no type in its header', {}, {}],
    ['claims of the session', { sid: 's', auth_time: 1, amr: ['pwd'], idp: 'aad', at_hash: 'x' }],
  ];
  for (const [title, changes, header] of idTokens) {
    it(`signs in a user whose id token has ${title}`, async () => {
      const { tokens } = await signInUser(nonce => ({
        access_token: jwt({ iss: issuer() }),
        id_token: idToken(nonce, changes, header),
      }));
      assert.equal(tokens.user.id, 'u');
    });
  }

  it('uses S256 also where the service offers plain as well', async () => {
    const tokens = (nonce: string) => ({
      access_token: jwt({ iss: issuer() }),
      id_token: idToken(nonce),
    });
    for (const methods of [['plain', 'S256'], ['S256', 'plain'], ['S256']]) {
      const { asked } = await signInUser(tokens, methods);
      assert.equal(asked.get('code_challenge_method'), 'S256');
    }
  });

  const refusals: readonly (readonly [title: string, answer: Answer])[] = [
    ['400 without a description', json(400, { error: 'invalid_client' })],
    ['400 with one', json(400, { error: 'invalid_client', error_description: 'invalid secret' })],
    ['401', json(401, { error: 'invalid_client' })],
    [
      '401 and a challenge',
      json(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="x"' }),
    ],
    ['401 and a challenge alone', plain(401, '', { 'www-authenticate': 'Basic realm="x"' })],
  ];
  for (const [title, answer] of refusals) {
    it(`reports a client that is refused by ${title} as wrongSecret`, async () => {
      play(answer);
      await assert.rejects(signInAsClient(), error => {
        assert.ok(error instanceof SignInError, String(error));
        return error.code === 'wrongSecret';
      });
    });
  }

  it('sends the secret in the form, escaped, with no scope', async () => {
    play(json(200, { access_token: jwt({ iss: issuer() }), token_type: 'Bearer', expires_in: 60 }));
    await requestClientToken({
      resource: server.resource,
      clientId: ID,
      clientSecret: new SecretText('a+b/c=d=='),
      fetch: platformFetch(dispatcher),
    });
    const sent = server.seen.find(({ url }) => url.endsWith('/token')) ?? assert.fail();
    assert.equal(sent.headers.authorization, undefined);
    assert.match(sent.body, /client_secret=a%2Bb%2Fc%3Dd%3D%3D/);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(sent.body)), {
      grant_type: 'client_credentials',
      client_id: ID,
      client_secret: 'a+b/c=d==',
    });
  });
});
