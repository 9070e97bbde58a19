import assert from 'node:assert/strict';
import { platformFetch } from '../../../src/credentials/connections/sessionSurroundings.ts';
import { errorInWords } from '../../../src/editor/vocabulary/errors/messages.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { requestClientToken } from '../../../src/signIn/clientSignIn.ts';
import { beginDeviceSignIn } from '../../../src/signIn/deviceSignIn.ts';
import { refreshUserTokens } from '../../../src/signIn/refreshSignIn.ts';
import { SignInError } from '../../../src/signIn/signInError.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';

const ID = '00000000-0000-0000-0000-0000000000bb';

describe('an identity server that asks to come back later', () => {
  let server: ScriptedServer;
  let dispatcher: HttpDispatcher;
  /** How long was waited, milliseconds. */
  let waits: number[];

  beforeEach(async () => {
    server = await startScriptedServer();
    waits = [];
    const sleep = async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      waits.push(ms);
    };
    dispatcher = new HttpDispatcher({}, undefined, { nowMs: Date.now, random: () => 0.5, sleep });
  });
  afterEach(async () => {
    await Promise.all([dispatcher.dispose(), server.close()]);
  });

  const parts = () => ({
    resource: server.resource,
    tenantId: ID,
    clientId: ID,
    fetch: platformFetch(dispatcher),
  });
  const secret = new SecretText('hush-hush');
  const ways = {
    client: (signal?: AbortSignal) => requestClientToken({ ...parts(), clientSecret: secret }, signal),
    refresh: (signal?: AbortSignal) => refreshUserTokens({ ...parts(), refreshToken: secret }, signal),
  };
  const discovery = (): Answer => {
    const issuer = `${server.resource}/identity`;
    return json(200, {
      issuer,
      token_endpoint: `${issuer}/token`,
      device_authorization_endpoint: `${issuer}/device`,
    });
  };
  const token = json(200, { access_token: 'x', token_type: 'Bearer', expires_in: 60 });
  const failure = async (task: Promise<unknown>): Promise<SignInError> => {
    const error = await task.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof SignInError, String(error));
    return error;
  };

  /** Answers with 429, as servers and the proxies before them write it. */
  const busy: readonly (readonly [string, (after: string) => Answer])[] = [
    ['no body', after => plain(429, '', { 'retry-after': after })],
    ['a web page', after => plain(429, '<html>', { 'retry-after': after, 'content-type': 'text/html' })],
    ['an error of OAuth', after => json(429, { error: 'slow_down' }, { 'retry-after': after })],
    ['another error of OAuth', after => json(429, { error: 'invalid_client' }, { 'retry-after': after })],
    ['a challenge', after => plain(429, '', { 'retry-after': after, 'www-authenticate': 'Basic realm="x"' })],
  ];
  for (const [way, signIn] of Object.entries(ways)) {
    for (const [title, answer] of busy) {
      it(`is asked again by ${way} after the seconds that it says, with ${title}`, async () => {
        server.play(answer('3'), discovery(), answer('2'), token);
        await signIn();
        assert.deepEqual(waits, [3000, 2000]);
        assert.equal(server.seen.at(-1)?.body, server.seen.at(-2)?.body, 'the same request');
      });

      it(`is not waited for by ${way} when that is too long, with ${title}`, async () => {
        for (const answers of [[answer('90')], [discovery(), answer('90')]]) {
          server.play(...answers);
          const error = await failure(signIn());
          assert.deepEqual(
            [error.code, error.facts],
            ['tooManyRequests', { status: 429, retryAfterMs: 90_000 }],
          );
          assert.equal(errorInWords(error).text, 'The service is asked too often. Try again in 90 s.');
        }
        assert.deepEqual(waits, []);
      });
    }

    it(`gets four requests of ${way} at most`, async () => {
      server.play(discovery(), plain(429, ''));
      const error = await failure(signIn());
      assert.equal(error.code, 'tooManyRequests');
      assert.equal(errorInWords(error).text, 'The service is asked too often. Wait a minute and try again.');
      assert.equal(server.seen.length, 5);
      assert.deepEqual(waits, [200, 400, 800]);
    });

    for (const status of [502, 503, 504]) {
      it(`is told from one that is no service by ${way}, with ${status}`, async () => {
        for (const answers of [[plain(status, '<html>')], [discovery(), plain(status, '')]]) {
          server.play(...answers);
          const error = await failure(signIn());
          assert.deepEqual([error.code, error.facts.status], ['unavailable', status]);
        }
      });
    }

    it(`ends a wait of ${way} when the caller cancels`, async () => {
      const abort = new AbortController();
      server.play(discovery(), response => {
        abort.abort();
        plain(429, '', { 'retry-after': '3' })(response, {} as never);
      });
      assert.equal((await failure(signIn(abort.signal))).code, 'cancelled');
    });
  }

  it('is polled for a device code no sooner than it says', async () => {
    const polls: number[] = [];
    const abort = new AbortController();
    const sleep = async (ms: number) => {
      polls.push(ms);
      if (polls.length > 3) abort.abort();
      abort.signal.throwIfAborted();
    };
    const codes = {
      device_code: 'device',
      user_code: 'ABCD',
      verification_uri: `${server.resource}/device`,
      expires_in: 600,
      interval: 5,
    };
    const pending = json(400, { error: 'authorization_pending' });
    server.play(discovery(), json(200, codes), plain(429, '', { 'retry-after': '90' }), pending);
    const begun = await beginDeviceSignIn({ ...parts(), sleep });
    assert.equal((await failure(begun.complete(abort.signal))).code, 'cancelled');
    assert.deepEqual(polls, [5000, 90_000, 5000, 5000]);
  });
});
