import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { platformFetch } from '../../../src/credentials/connections/sessionSurroundings.ts';
import { redactingLog } from '../../../src/editor/platform/log/redactingLog.ts';
import { errorInWords } from '../../../src/editor/vocabulary/errors/messages.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { beginBrowserSignIn } from '../../../src/signIn/browserSignIn.ts';
import { requestClientToken } from '../../../src/signIn/clientSignIn.ts';
import { beginDeviceSignIn } from '../../../src/signIn/deviceSignIn.ts';
import { refreshUserTokens, revokeRefreshToken } from '../../../src/signIn/refreshSignIn.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';

/** A token without the shape of one, which the service has issued but nothing here has accepted. */
const OPAQUE = 'o9Q7xKc2-VtZ_4mWnB8yLrE5uHs1JdPf3GaTiXoYk6M';
const ID = '00000000-0000-0000-0000-0000000000bb';

function assertNoPart(text: string): void {
  for (let at = 0; at + 8 <= OPAQUE.length; at += 1)
    assert.ok(!text.includes(OPAQUE.slice(at, at + 8)), text);
}

function logged(error: unknown): string {
  const lines: string[] = [];
  const take = (line: string | Error) => {
    lines.push(String(line));
  };
  redactingLog({ info: take, warn: take, error: take, logLevel: 3 }).error(error);
  assert.match(lines.join('\n'), /SignInError/);
  return lines.join('\n');
}

describe('the error of a sign-in whose answer contains a token', () => {
  const dispatcher = new HttpDispatcher();
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());
  after(() => dispatcher.dispose());

  const parts = () => ({
    resource: server.resource,
    tenantId: ID,
    clientId: ID,
    fetch: platformFetch(dispatcher),
  });
  const secret = new SecretText('hush-hush');
  const ways = {
    client: () => requestClientToken({ ...parts(), clientSecret: secret }),
    browser: async () => {
      const redirectUri = 'http://127.0.0.1:9/callback';
      const begun = await beginBrowserSignIn({ ...parts(), redirectUri, offlineAccess: true });
      const state = new URL(begun.url).searchParams.get('state');
      return begun.complete(new URL(`${redirectUri}?code=c&state=${state}`));
    },
    device: () => beginDeviceSignIn({ ...parts(), sleep: async () => {} }),
    refresh: () => refreshUserTokens({ ...parts(), refreshToken: secret }),
    revoke: () => revokeRefreshToken({ ...parts(), refreshToken: secret }),
  };

  const discovery = (changes: object = {}): Answer => {
    const issuer = `${server.resource}/identity`;
    return json(200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      device_authorization_endpoint: `${issuer}/device`,
      revocation_endpoint: `${issuer}/revocation`,
      token_endpoint: `${issuer}/token`,
      ...changes,
    });
  };
  const tokens = { access_token: OPAQUE, refresh_token: OPAQUE, id_token: OPAQUE, expires_in: 60 };

  const answers: readonly (readonly [string, () => readonly Answer[]])[] = [
    ['of another type', () => [discovery(), json(200, { ...tokens, token_type: 'odd' })]],
    ['without a type', () => [discovery(), json(200, tokens)]],
    ['without a lifetime', () => [discovery(), json(200, { access_token: OPAQUE, token_type: 'Bearer' })]],
    ['with an id token that is none', () => [discovery(), json(200, { ...tokens, token_type: 'Bearer' })]],
    ['in a list', () => [discovery(), json(200, [tokens])]],
    ['with the status 201', () => [discovery(), json(201, tokens)]],
    ['with the status 500', () => [discovery(), json(500, tokens)]],
    ['with the status 429', () => [discovery(), json(429, tokens, { 'retry-after': '90' })]],
    ['as text', () => [discovery(), plain(200, OPAQUE)]],
    ['as JSON that was cut', () => [discovery(), plain(200, JSON.stringify(tokens).slice(0, -3))]],
    ['as a form', () => [discovery(), plain(200, `access_token=${OPAQUE}&token_type=Bearer`)]],
    ['beside an error', () => [discovery(), json(400, { error: 'invalid_grant', ...tokens })]],
    ['in an error', () => [discovery(), json(400, { error: OPAQUE })]],
    [
      'in the description of an error',
      () => [discovery(), json(400, { error: 'x', error_description: `for access_token=${OPAQUE}.` })],
    ],
    [
      'in a challenge',
      () => [discovery(), plain(401, '', { 'www-authenticate': `Bearer error="x", token="${OPAQUE}"` })],
    ],
    ['in a cookie', () => [discovery(), plain(404, '', { 'set-cookie': `session=${OPAQUE}` })]],
    ['instead of the discovery document', () => [json(200, tokens)]],
    ['in a discovery document of another issuer', () => [discovery({ issuer: 'http://x', ...tokens })]],
    ['in a discovery document that is refused', () => [json(403, tokens)]],
    ['in a redirect', () => [plain(302, '', { location: `http://127.0.0.1:9/?access_token=${OPAQUE}` })]],
  ];
  for (const [title, play] of answers) {
    for (const [way, signIn] of Object.entries(ways)) {
      it(`has none, ${title} (${way})`, async () => {
        server.play(...play());
        const error = await signIn().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        // Not every way minds everything.
        if (!error) return;
        assertNoPart(logged(error));
        assertNoPart(errorInWords(error).text);
        // What another extension or the editor itself would print, without any redaction.
        assertNoPart(inspect(error, { depth: 20, showHidden: true }));
      });
    }
  }
});
