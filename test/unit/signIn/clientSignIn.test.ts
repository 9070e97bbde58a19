import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { platformFetch } from '../../../src/credentials/connections/sessionSurroundings.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { requestClientToken } from '../../../src/signIn/clientSignIn.ts';
import { SignInError, type SignInErrorCode } from '../../../src/signIn/signInError.ts';
import { readTokenClaims } from '../../../src/signIn/tokenClaims.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';
import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';

const CANARY = 'canary-secret-value';
const CLIENT_ID = '00000000-0000-0000-0000-0000000000bb';
const TOKEN = { access_token: 'x', token_type: 'Bearer', expires_in: 60 };

/** Returns an access token with these claims; nobody checks its signature. */
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe('requestClientToken', () => {
  const dispatcher = new HttpDispatcher();
  const fetch = platformFetch(dispatcher);
  after(() => dispatcher.dispose());

  describe('at the local tenant', () => {
    let tenant: LocalTenant;
    before(async () => {
      tenant = await startLocalTenant();
    });
    after(() => tenant.stop());

    it('returns a token with the claims of the client', async () => {
      const { resource, clientId, clientSecret, tenantId } = tenant;
      const token = await requestClientToken({
        resource,
        clientId,
        clientSecret: new SecretText(clientSecret),
        fetch,
      });
      assert.equal(token.lifetimeSeconds, 3600);
      const claims = readTokenClaims(token.value);
      assert.equal(claims.tenantId, tenantId);
      assert.equal(claims.clientId, clientId);
      assert.equal(claims.roleTypeIds?.length, 2);
      assert.doesNotMatch(`${token} ${JSON.stringify(token)} ${inspect(token)}`, /eyJ/);
    });

    it('reports a wrong secret and an unknown client alike, as the service does', async () => {
      const { resource, clientId } = tenant;
      for (const id of [clientId, CLIENT_ID]) {
        const error = await failure({ resource, clientId: id });
        assert.equal(error.code, 'wrongSecret');
      }
    });
  });

  async function failure(
    parts: { resource: string; clientId?: string },
    signal?: AbortSignal,
  ): Promise<SignInError> {
    const clientSecret = new SecretText(CANARY);
    const error = await requestClientToken(
      { clientId: CLIENT_ID, clientSecret, fetch, ...parts },
      signal,
    ).then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof SignInError, String(error));
    assert.doesNotMatch(inspect(error, { depth: 9 }), /canary/);
    return error;
  }

  describe("at an address that doesn't answer as it should", () => {
    let server: ScriptedServer;
    beforeEach(async () => {
      server = await startScriptedServer();
    });
    afterEach(() => server.close());

    const discovery = (changes: object = {}): Answer =>
      json(200, {
        issuer: `${server.resource}/identity`,
        token_endpoint: `${server.resource}/identity/connect/token`,
        ...changes,
      });

    const cases: readonly (readonly [title: string, answers: () => Answer[], code: SignInErrorCode])[] = [
      ['a web page', () => [plain(200, '<!DOCTYPE html>')], 'notTheService'],
      ['a missing page', () => [plain(404, '')], 'notTheService'],
      ['a redirect', () => [plain(302, '', { location: 'http://127.0.0.1:9' })], 'notTheService'],
      ['a failing server', () => [plain(500, '')], 'serverFault'],
      ['a server that is not available', () => [plain(503, '')], 'unavailable'],
      ['an issuer that is no address', () => [discovery({ issuer: 'service' })], 'wrongIssuer'],
      [
        'a token of another issuer',
        () => [discovery(), json(200, { ...TOKEN, access_token: jwt({ iss: 'https://evil.example' }) })],
        'wrongIssuer',
      ],
      ['a refused client', () => [discovery(), json(401, { error: 'invalid_client' })], 'wrongSecret'],
      [
        'a refused grant',
        () => [discovery(), json(400, { error: 'unauthorized_client' })],
        'unauthorizedClient',
      ],
      ['another refusal', () => [discovery(), json(400, { error: 'invalid_request' })], 'refused'],
      ['a failing token endpoint', () => [discovery(), plain(500, 'oops')], 'serverFault'],
      ['a token answer without a token', () => [discovery(), json(200, {})], 'malformedAnswer'],
      [
        'a token without a lifetime',
        () => [discovery(), json(200, { access_token: 'x', token_type: 'bearer' })],
        'malformedAnswer',
      ],
      ['a web page instead of a token', () => [discovery(), plain(200, '<html>')], 'malformedAnswer'],
    ];
    for (const [title, answers, code] of cases) {
      it(`reports ${title} as ${code}`, async () => {
        server.play(...answers());
        assert.equal((await failure(server)).code, code);
      });
    }

    it('takes the issuer from the discovery document, whatever host it names', async () => {
      const issuer = 'https://uswe.datahub.connect.example/identity';
      server.play(discovery({ issuer }), json(200, { ...TOKEN, access_token: jwt({ iss: issuer }) }));
      const clientSecret = new SecretText(CANARY);
      const token = await requestClientToken({ ...server, clientId: CLIENT_ID, clientSecret, fetch });
      assert.equal(token.lifetimeSeconds, 60);
    });

    it("rejects a token that names the address that was asked instead of the document's issuer", async () => {
      const asked = jwt({ iss: `${server.resource}/identity` });
      server.play(
        discovery({ issuer: 'https://uswe.datahub.connect.example/identity' }),
        json(200, { ...TOKEN, access_token: asked }),
      );
      assert.equal((await failure(server)).code, 'wrongIssuer');
    });

    it('sends the secret to no other origin that the discovery document names', async () => {
      const other = await startScriptedServer();
      server.play(discovery({ token_endpoint: `${other.resource}/token` }));
      assert.equal((await failure(server)).code, 'wrongIssuer');
      assert.equal(other.seen.length, 0);
      await other.close();
    });

    it("doesn't follow a redirect of the token request", async () => {
      const other = await startScriptedServer();
      server.play(discovery(), plain(307, '', { location: `${other.resource}/token` }));
      await failure(server);
      assert.equal(other.seen.length, 0);
      await other.close();
    });

    it('ends when the caller cancels', async () => {
      const abort = new AbortController();
      server.play(() => abort.abort());
      assert.equal((await failure(server, abort.signal)).code, 'cancelled');
    });
  });

  it('reports that no server listens', async () => {
    const server = await startScriptedServer();
    await server.close();
    const error = await failure(server);
    assert.equal(error.code, 'unreachable');
    assert.equal(error.detail, 'ECONNREFUSED');
  });

  it('sends no secret over http to another machine', async () => {
    assert.equal((await failure({ resource: 'http://service.example' })).code, 'insecureAddress');
  });
});

describe('readTokenClaims', () => {
  const written = (claims: unknown) =>
    new SecretText(`e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`);

  it('tells no role from a token that does not say which', () => {
    assert.equal(readTokenClaims(written({ tid: 't' })).roleTypeIds, undefined);
  });

  it('reads one role and several roles', () => {
    assert.deepEqual(readTokenClaims(written({ role_type: 'a' })), {
      tenantId: undefined,
      clientId: undefined,
      roleTypeIds: ['a'],
    });
    assert.deepEqual(readTokenClaims(written({ tid: 't', role_type: ['a', 'b'] })), {
      tenantId: 't',
      clientId: undefined,
      roleTypeIds: ['a', 'b'],
    });
  });

  it('reads ids in either case, and a single value in a list', () => {
    const read = readTokenClaims(written({ tid: ['t'], client_id: ['c'], role_type: ['AbC'] }));
    assert.deepEqual(read, { tenantId: 't', clientId: 'c', roleTypeIds: ['abc'] });
  });

  for (const odd of [null, 7, {}, [null, 7], []]) {
    it(`reads the other claims when one is ${JSON.stringify(odd)}`, () => {
      assert.equal(readTokenClaims(written({ tid: 't', client_id: odd, role_type: odd })).tenantId, 't');
      assert.deepEqual(readTokenClaims(written({ tid: odd, role_type: ['a'] })).roleTypeIds, ['a']);
    });
  }

  for (const value of ['.', 'opaque', 'a.b.c', 'e30.bnVsbA.x']) {
    it(`rejects “${value}”, which isn't a JSON Web Token`, () => {
      assert.throws(
        () => readTokenClaims(new SecretText(value)),
        error => error instanceof SignInError && error.code === 'malformedAnswer',
      );
    });
  }
});
