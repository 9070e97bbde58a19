import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { platformFetch } from '../../../src/credentials/connections/sessionSurroundings.ts';
import { userSignInRecord } from '../../../src/credentials/connections/userSignIn.ts';
import { errorInWords } from '../../../src/editor/vocabulary/errors/messages.ts';
import { messageText } from '../../../src/editor/vocabulary/shownText.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { beginBrowserSignIn } from '../../../src/signIn/browserSignIn.ts';
import { requestClientToken } from '../../../src/signIn/clientSignIn.ts';
import { beginDeviceSignIn } from '../../../src/signIn/deviceSignIn.ts';
import { refreshUserTokens, revokeRefreshToken } from '../../../src/signIn/refreshSignIn.ts';
import { SignInError, type SignInErrorCode } from '../../../src/signIn/signInError.ts';
import {
  bomb,
  byteByByte,
  endlessHead,
  headerFlood,
  longBody,
  raw,
} from '../../support/network/hostileAnswers.ts';
import { impatientDispatcher, type JudgedRequest } from '../../support/network/impatientDispatcher.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';

const CLIENT_ID = '00000000-0000-0000-0000-0000000000bb';
const REDIRECT = 'http://127.0.0.1:54321/callback';
const CANARY = 'canary-secret-value';
/** How long to wait for an answer that never ends, in milliseconds. */
const IMPATIENCE_MS = 200;
const MEGABYTE = 1024 * 1024;

describe('a sign-in at a hostile identity server', () => {
  let dispatcher: HttpDispatcher;
  let server: ScriptedServer;
  /** Another server, which must get no request. */
  let other: ScriptedServer;

  beforeEach(async () => {
    dispatcher = new HttpDispatcher();
    [server, other] = [await startScriptedServer(), await startScriptedServer()];
    other.play(json(200, { access_token: 'x', token_type: 'Bearer', expires_in: 60 }));
  });
  afterEach(async () => {
    assert.deepEqual(other.seen, [], 'nothing is sent to the other server');
    await Promise.all([dispatcher.dispose(), server.close(), other.close()]);
  });

  /** From now on, waits only a short time for requests of one kind: those whose answer never ends. */
  function loseRequests(isHopeless: (request: JudgedRequest) => boolean): void {
    const limits = { answerTimeoutMs: IMPATIENCE_MS, headersTimeoutMs: IMPATIENCE_MS };
    dispatcher = impatientDispatcher(isHopeless, limits);
  }

  const secret = new SecretText(CANARY);
  const parts = () => ({
    resource: server.resource,
    tenantId: CLIENT_ID,
    clientId: CLIENT_ID,
    fetch: platformFetch(dispatcher),
  });
  const ways = {
    client: (signal?: AbortSignal) => requestClientToken({ ...parts(), clientSecret: secret }, signal),
    browser: (signal?: AbortSignal) =>
      beginBrowserSignIn({ ...parts(), redirectUri: REDIRECT, offlineAccess: true }, signal),
    device: (signal?: AbortSignal) => beginDeviceSignIn({ ...parts(), sleep: async () => {} }, signal),
    refresh: (signal?: AbortSignal) => refreshUserTokens({ ...parts(), refreshToken: secret }, signal),
    revoke: (signal?: AbortSignal) => revokeRefreshToken({ ...parts(), refreshToken: secret }, signal),
  };
  type Way = keyof typeof ways;

  const discovery = (changes: object = {}): Answer => {
    const issuer = `${server.resource}/identity`;
    const at = (path: string) => `${issuer}/connect/${path}`;
    return json(200, {
      issuer,
      authorization_endpoint: at('authorize'),
      device_authorization_endpoint: at('deviceauthorization'),
      revocation_endpoint: at('revocation'),
      token_endpoint: at('token'),
      ...changes,
    });
  };

  async function failure(task: Promise<unknown>): Promise<SignInError> {
    const error = await task.then(
      result => assert.fail(`it should have failed: ${inspect(result)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof SignInError, String(error));
    assert.doesNotMatch(inspect(error, { depth: 9 }), /canary/);
    const { text } = errorInWords(error);
    assert.ok(text.length > 0 && text.length < 2000);
    assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    assert.doesNotMatch(messageText(text), /\]\(/);
    return error;
  }

  /** Addresses of endpoints that aren't the service's. */
  const elsewhere: readonly (readonly [string, () => unknown])[] = [
    ['another host', () => other.resource.replace('127.0.0.1', 'localhost')],
    ['another port', () => other.resource],
    ['another scheme', () => server.resource.replace('http:', 'https:')],
    ['a script', () => 'javascript:alert(1)'],
    ['a command of the editor', () => 'command:workbench.action.quit'],
    ['a file', () => 'file:///etc/passwd'],
    ['a name before our address', () => `${server.resource}@${new URL(other.resource).host}/`],
    ['a number', () => 7],
    ['an object', () => ({})],
    ['an invalid address', () => 'nonsense'],
    ['null', () => null],
  ];
  const endpoints: readonly (readonly [string, Way])[] = [
    ['token_endpoint', 'client'],
    ['token_endpoint', 'refresh'],
    ['token_endpoint', 'browser'],
    ['authorization_endpoint', 'browser'],
    ['device_authorization_endpoint', 'device'],
    ['revocation_endpoint', 'revoke'],
  ];
  for (const [endpoint, way] of endpoints) {
    for (const [title, address] of elsewhere) {
      it(`sends nothing to ${title} in ${endpoint} (${way})`, async () => {
        server.play(discovery({ [endpoint]: address() }), json(200, {}));
        const { code } = await failure(ways[way]());
        assert.ok(['wrongIssuer', 'notTheService'].includes(code), code);
        assert.equal(server.seen.length, 1, 'only the discovery document was requested');
      });
    }
  }

  const issuers: readonly unknown[] = [
    'javascript:alert(1)',
    'https://user:canary@service.example/identity',
    'https://service.example/identity?of=canary',
    '',
    7,
    null,
    ['x'],
    `${'x'.repeat(1e5)}`,
  ];
  for (const issuer of issuers) {
    it(`rejects the issuer ${JSON.stringify(issuer)?.slice(0, 40)}`, async () => {
      server.play(discovery({ issuer }));
      const { code } = await failure(ways.client());
      assert.ok(['wrongIssuer', 'notTheService'].includes(code), code);
    });
  }

  it('fetches no keys, and sends no secret to an alias of an endpoint', async () => {
    const lies = { token_endpoint: `${other.resource}/token`, revocation_endpoint: `${other.resource}/x` };
    const token = json(200, { access_token: 'x', token_type: 'Bearer', expires_in: 60 });
    server.play(
      discovery({
        jwks_uri: `${other.resource}/keys`,
        mtls_endpoint_aliases: lies,
        userinfo_endpoint: other.resource,
      }),
      token,
    );
    assert.equal((await ways.client()).value.reveal(), 'x');
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`sends no secret to the target of a redirect by ${status}`, async () => {
      const away = () => plain(status, '', { location: `${other.resource}/identity/connect/token` });
      for (const answers of [[away()], [discovery(), away()]]) {
        for (const way of ['client', 'refresh', 'device'] as const) {
          server.play(...answers);
          await failure(ways[way]());
        }
      }
    });
  }

  /** Answers that are too long, too slow, or missing. */
  const answers: readonly (readonly [string, () => Answer, ...SignInErrorCode[]])[] = [
    ['an endless body', () => longBody(Number.POSITIVE_INFINITY).answer, 'notTheService', 'malformedAnswer'],
    ['a body of 100 MB once unpacked', () => bomb(100 * MEGABYTE), 'notTheService', 'malformedAnswer'],
    [
      "a body that isn't packed as its header says",
      () => plain(200, 'x', { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
      'notTheService',
      'malformedAnswer',
    ],
    ['a byte now and then', () => byteByByte, 'timedOut'],
    ['endless headers', () => endlessHead, 'timedOut'],
    ['no answer', () => () => {}, 'timedOut'],
    ['a flood of headers', () => headerFlood, 'notTheService', 'malformedAnswer'],
    ['another protocol', () => raw('220 canary ESMTP\r\n'), 'notTheService', 'malformedAnswer'],
    [
      'a web page',
      () => plain(200, '<html>', { 'content-type': 'text/html' }),
      'notTheService',
      'malformedAnswer',
    ],
    ['a list', () => json(200, []), 'notTheService', 'malformedAnswer'],
    [
      'lists in lists',
      () => plain(200, '['.repeat(1e5), { 'content-type': 'application/json' }),
      'notTheService',
      'malformedAnswer',
    ],
  ];
  for (const [title, answer, atDiscovery, atToken = atDiscovery] of answers) {
    it(`reports ${title} at discovery as ${atDiscovery}`, async () => {
      if (atDiscovery === 'timedOut') loseRequests(({ method }) => method === 'GET');
      server.play(answer());
      assert.equal((await failure(ways.client())).code, atDiscovery);
    });
    it(`reports ${title} instead of a token as ${atToken}`, async () => {
      if (atToken === 'timedOut') loseRequests(({ method }) => method === 'POST');
      server.play(discovery(), answer());
      assert.equal((await failure(ways.client())).code, atToken);
    });
  }

  for (const [title, answer] of [
    ['a byte now and then', byteByByte],
    ['endless headers', endlessHead],
    ['no answer', () => {}],
  ] as const) {
    it(`ends at once when the caller cancels during ${title}`, async () => {
      const patient = new HttpDispatcher();
      const abort = new AbortController();
      server.play(discovery(), (response, request) => {
        answer(response, request);
        setImmediate(() => abort.abort());
      });
      const asking = { ...parts(), fetch: platformFetch(patient), clientSecret: secret };
      assert.equal((await failure(requestClientToken(asking, abort.signal))).code, 'cancelled');
      await patient.dispose();
    });
  }

  describe('with a token answer', () => {
    const good = { access_token: 'x', token_type: 'Bearer', expires_in: 60 };
    const refused: readonly (readonly [string, object])[] = [
      ['a lifetime of -1 s', { expires_in: -1 }],
      ['a lifetime of 0', { expires_in: 0 }],
      ["a lifetime that isn't a number", { expires_in: 'NaN' }],
      ['an infinite lifetime', { expires_in: 'Infinity' }],
      ['a token of another type', { token_type: 'MAC' }],
      ['a type that is a number', { token_type: 7 }],
      ['a token that is a number', { access_token: 7 }],
      ['no token', { access_token: '' }],
      ['a token that adds a header', { access_token: 'canary\r\nX-Evil: 1' }],
      ['a token with characters that no header can contain', { access_token: 'canary\u0000\u20ac' }],
      ['a token of 0.9 MB', { access_token: 'x'.repeat(900_000) }],
      ['a token of 5 MB', { access_token: 'x'.repeat(5 * MEGABYTE) }],
    ];
    for (const [title, changes] of refused) {
      it(`rejects ${title}`, async () => {
        server.play(discovery(), json(200, { ...good, ...changes }));
        const { code } = await failure(ways.client());
        assert.equal(code, 'malformedAnswer');
      });
    }

    for (const expiresIn of [1e9, 1e300, '1e300']) {
      it(`limits a lifetime of ${expiresIn} s to a day`, async () => {
        server.play(discovery(), json(200, { ...good, expires_in: expiresIn }));
        const accessToken = await ways.client();
        assert.equal(accessToken.lifetimeSeconds, 86_400);
        const user = { id: 'u', name: 'U' };
        const record = userSignInRecord(
          { id: 'i', account: 'a' },
          { accessToken, user } as never,
          Date.now(),
        );
        assert.ok(Number.isFinite(new Date(record.expiresAtMs).getTime()));
      });
    }

    const oddErrors: readonly (readonly [string, unknown])[] = [
      ['a link that runs a command', { error: 'x', error_description: '[a](command:b)' }],
      ['control characters', { error: 'x', error_description: 'a\r\n\u0000\u202Eb' }],
      ['0.9 MB', { error: 'access_denied', error_description: 'x'.repeat(900_000) }],
      ['10 MB', { error: 'x', error_description: 'x'.repeat(10 * MEGABYTE) }],
      ['a name of JavaScript', { error: '__proto__', error_description: 'constructor' }],
      ['no text', { error: { a: 1 } }],
      ['nothing', null],
    ];
    for (const [title, body] of oddErrors) {
      it(`shows ${title} in no message`, async () => {
        server.play(discovery(), json(400, body));
        await failure(ways.client());
      });
    }
  });

  describe('with a device answer', () => {
    const codes = () => ({
      device_code: 'd',
      user_code: 'ABCD-EFGH',
      verification_uri: `${server.resource}/identity/device`,
      expires_in: 60,
    });
    const refused: readonly (readonly [string, object])[] = [
      ['a code that is too long to type', { user_code: 'x'.repeat(41) }],
      ['a code that is a command', { user_code: '[a](command:b)' }],
      ['a code of two lines', { user_code: 'a\nb' }],
      ['a page that is a program', { verification_uri: 'vscode://evil.extension/run' }],
      ['a filled page that is a script', { verification_uri_complete: 'javascript:alert(1)' }],
      ['a page that is a file', { verification_uri: 'file:///etc/passwd' }],
      ['an address of 1 kB and more', { verification_uri: `https://x.example/${'y'.repeat(2000)}` }],
      ['a negative interval', { interval: -1 }],
      ['an interval that is text', { interval: 'soon' }],
      ['a negative lifetime', { expires_in: -5 }],
    ];
    for (const [title, changes] of refused) {
      it(`rejects ${title}`, async () => {
        server.play(discovery(), json(200, { ...codes(), ...changes }));
        assert.equal((await failure(ways.device())).code, 'malformedAnswer');
      });
    }

    const intervals = [
      [0.001, 1],
      [1e300, 60],
      [7, 7],
    ] as const;
    for (const [interval, seconds] of intervals) {
      it(`polls every ${seconds} s when the answer says ${interval}`, async () => {
        const waits: number[] = [];
        const abort = new AbortController();
        server.play(
          discovery(),
          json(200, { ...codes(), interval, expires_in: 1e300 }),
          json(400, { error: 'authorization_pending' }),
        );
        const signIn = await beginDeviceSignIn({
          ...parts(),
          sleep: async (ms, signal) => {
            signal?.throwIfAborted();
            waits.push(ms);
            if (waits.length === 3) abort.abort();
          },
        });
        assert.equal(signIn.lifetimeSeconds, 86_400);
        assert.equal((await failure(signIn.complete(abort.signal))).code, 'cancelled');
        assert.deepEqual(
          waits,
          [seconds, seconds, seconds].map(each => each * 1000),
        );
      });
    }
  });
});
