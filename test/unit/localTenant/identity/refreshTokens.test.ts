import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type Application, createApplication, refreshTokens, signInUser } from './userFlow.ts';

const SCOPE = 'openid ocsapi offline_access';
const HOUR_SECONDS = 3600;

describe('local tenant: refresh tokens', () => {
  let tenant: LocalTenant;
  let application: Application;

  before(async () => {
    tenant = await startLocalTenant();
    application = await createApplication(tenant, undefined, { AllowOfflineAccess: true });
  });
  after(() => tenant.stop());

  /** Works with the tenant's database, while it runs. */
  function inDatabase<T>(work: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(path.join(tenant.dataDir, 'tenant.db'));
    try {
      return work(database);
    } finally {
      database.close();
    }
  }

  /** Returns when a refresh token was first issued and when it expires, in seconds since 1970. */
  const timesOf = (token: string) =>
    inDatabase(database => {
      const row = database
        .prepare("SELECT payload FROM artefact WHERE model = 'RefreshToken' AND id = ?")
        .get(token);
      const { iiat, exp } = JSON.parse(String(row?.payload));
      return { issued: Number(iiat), expires: Number(exp) };
    });

  const signedIn = async (): Promise<string> => (await signInUser(tenant, application, SCOPE)).refresh_token;

  it('are issued only to clients that allow them and ask for them', async () => {
    assert.equal((await signInUser(tenant, application)).refresh_token, undefined);
    assert.ok(await signedIn());
  });

  it('are valid for 8 hours from the sign-in, however often they are replaced', async () => {
    const first = await signedIn();
    const { issued, expires } = timesOf(first);
    assert.equal(expires - issued, 8 * HOUR_SECONDS);
    // As if it had been issued three hours ago.
    const earlier = expires - 3 * HOUR_SECONDS;
    inDatabase(database =>
      database
        .prepare(
          "UPDATE artefact SET payload = json_set(payload, '$.exp', ?), expires_at_ms = ? WHERE model = 'RefreshToken' AND id = ?",
        )
        .run(earlier, earlier * 1000, first),
    );
    const second = (await refreshTokens(tenant, application, first)).body.refresh_token;
    assert.ok(timesOf(second).expires <= earlier);
    const third = (await refreshTokens(tenant, application, second)).body.refresh_token;
    assert.ok(timesOf(third).expires <= earlier);
    assert.ok(timesOf(third).expires > earlier - HOUR_SECONDS);
  });

  it('work once: a spent one is refused, and the newer one still works', async () => {
    const first = await signedIn();
    const second = (await refreshTokens(tenant, application, first)).body.refresh_token;
    for (let again = 0; again < 2; again += 1) {
      const refused = await refreshTokens(tenant, application, first);
      assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_grant']);
    }
    const renewed = await refreshTokens(tenant, application, second);
    assert.equal(renewed.status, 200);
    assert.notEqual(renewed.body.refresh_token, second);
  });

  it('work for one of two requests at once', async () => {
    const token = await signedIn();
    const answers = await Promise.all([1, 2, 3, 4].map(() => refreshTokens(tenant, application, token)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400]);
    const good = answers.find(({ status }) => status === 200);
    assert.equal((await refreshTokens(tenant, application, good?.body.refresh_token)).status, 200);
  });

  it('that an earlier version has marked as spent do not end the newer one either', async () => {
    const first = await signedIn();
    const row = inDatabase(database =>
      database.prepare("SELECT * FROM artefact WHERE model = 'RefreshToken' AND id = ?").get(first),
    );
    const second = (await refreshTokens(tenant, application, first)).body.refresh_token;
    const payload = JSON.stringify({ ...JSON.parse(String(row?.payload)), consumed: 1 });
    inDatabase(database =>
      database
        .prepare(
          "INSERT INTO artefact (model, id, payload, expires_at_ms, grant_id, client_id) VALUES ('RefreshToken', ?, ?, ?, ?, ?)",
        )
        .run(first, payload, Number(row?.expires_at_ms), String(row?.grant_id), String(row?.client_id)),
    );
    assert.equal((await refreshTokens(tenant, application, first)).body.error, 'invalid_grant');
    assert.equal((await refreshTokens(tenant, application, second)).status, 200);
  });

  it('end when they are revoked', async () => {
    const token = await signedIn();
    const revoked = await fetch(`${tenant.resource}/identity/connect/revocation`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: application.clientId, token }),
    });
    assert.equal(revoked.status, 200);
    assert.equal((await refreshTokens(tenant, application, token)).body.error, 'invalid_grant');
  });
});

for (const [profile, allowed] of [
  ['usual', true],
  ['strict', false],
] as const) {
  describe(`local tenant: refresh tokens of hybrid clients, ${profile} profile`, () => {
    let tenant: LocalTenant;
    before(async () => {
      tenant = await startLocalTenant({ profile });
    });
    after(() => tenant.stop());

    it(
      allowed ? 'are issued where the client allows them' : 'are not issued, as in the service at present',
      async () => {
        const hybrid = await createApplication(tenant, 'HybridClients', { AllowOfflineAccess: true });
        const tokens = await signInUser(tenant, hybrid, SCOPE);
        assert.ok(tokens.access_token);
        assert.equal(tokens.refresh_token !== undefined, allowed);
      },
    );
  });
}
