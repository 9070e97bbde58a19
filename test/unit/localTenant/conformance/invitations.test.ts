import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller } from '../apiCaller.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const DAY_MS = 86_400_000;

const STATUS = { accepted: 0, none: 1, notSent: 2, sent: 3, expired: 4 } as const;

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

describe('service-api › Users › invitations', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;
  let userId: string;
  let invitation: string;

  before(async () => {
    tenant = await startLocalTenant();
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());
  beforeEach(async () => {
    userId = (await call('POST', '/Users', {})).body.Id;
    invitation = `/Users/${userId}/Invitation`;
  });
  // Each test starts with the two users of the tenant, who need no invitation, and a new one.
  afterEach(() => call('DELETE', `/Users/${userId}`));

  const statusOf = async (id = userId) => (await call('GET', `/Users/${id}/Status`)).body.InvitationStatus;

  /** Lets an invitation expire, which only takes time. */
  function expire(id: string, days: number): void {
    const database = new DatabaseSync(path.join(tenant.dataDir, 'tenant.db'));
    database
      .prepare('UPDATE invitation SET expires_at_ms = ? WHERE id = ?')
      .run(Date.now() - days * DAY_MS, id);
    database.close();
  }

  it('POST answers 201 with an invitation for 21 days, then 409', async () => {
    assert.equal((await call('GET', invitation)).status, 404);
    const { status, body } = await call('POST', invitation);
    assert.equal(status, 201);
    const { Id, Issued, Expires, ...rest } = body;
    assert.match(Id, /^[0-9a-f-]{36}$/);
    assert.equal(Date.parse(Expires) - Date.parse(Issued), 21 * DAY_MS);
    assert.deepEqual(rest, { Accepted: null, State: 1, TenantId: tenant.tenantId, UserId: userId });
    assert.deepEqual((await call('GET', invitation)).body, body);
    assert.deepEqual((await call('GET', `/Invitations/${Id}`)).body, body);
    assert.equal((await call('POST', invitation)).status, 409);
  });

  it('the status of a user is accepted, none, not sent, sent or expired', async () => {
    const [first] = (await call('GET', '/Users')).body;
    assert.equal(await statusOf(first.Id), STATUS.accepted);
    assert.equal(await statusOf(), STATUS.none);
    const { body } = await call('POST', invitation, { SendInvitation: false });
    assert.deepEqual([body.State, await statusOf()], [0, STATUS.notSent]);
    const sent = await call('PUT', invitation, { SendInvitation: true });
    assert.deepEqual([sent.status, sent.body.State, await statusOf()], [200, 1, STATUS.sent]);
    expire(body.Id, 1);
    assert.equal(await statusOf(), STATUS.expired);
    assert.equal((await call('PUT', invitation, { ExpiresDateTime: inDays(1) })).status, 200);
    assert.equal(await statusOf(), STATUS.sent, 'it can be extended');
    const { User } = (await call('GET', `/Users/${userId}/Status`)).body;
    assert.deepEqual(User, (await call('GET', `/Users/${userId}`)).body);
  });

  it('PUT makes the invitation of a user, or changes it; a date must be within two months', async () => {
    const { status, body } = await call('PUT', invitation, { ExpiresDateTime: inDays(3) });
    assert.equal(status, 201);
    const later = await call('PUT', `/Invitations/${body.Id}`, { ExpiresDateTime: inDays(60) });
    assert.deepEqual([later.status, later.body.Id], [200, body.Id]);
    assert.ok(Date.parse(later.body.Expires) > Date.parse(body.Expires));
    assert.deepEqual((await call('PUT', `/Invitations/${body.Id}`, {})).body, later.body);
    for (const ExpiresDateTime of [inDays(-1), inDays(70), 'tomorrow']) {
      assert.equal((await call('PUT', invitation, { ExpiresDateTime })).status, 400, ExpiresDateTime);
      assert.equal((await call('PUT', `/Invitations/${body.Id}`, { ExpiresDateTime })).status, 400);
    }
    assert.deepEqual((await call('GET', invitation)).body, later.body);
  });

  it('DELETE removes it by user or by id: 204, then 404', async () => {
    for (const byUser of [true, false]) {
      const { Id } = (await call('POST', invitation)).body;
      const own = byUser ? invitation : `/Invitations/${Id}`;
      assert.equal((await call('DELETE', own)).status, 204);
      assert.equal((await call('DELETE', own)).status, 404);
      assert.equal(await statusOf(), STATUS.none);
    }
  });

  it('a user who has signed up gets none: 409', async () => {
    const [first] = (await call('GET', '/Users')).body;
    for (const method of ['POST', 'PUT']) {
      const refused = await call(method, `/Users/${first.Id}/Invitation`);
      assert.equal(refused.status, 409);
      assert.match(refused.body.Reason, /signed up/);
    }
    assert.equal((await call('GET', `/Users/${first.Id}/Invitation`)).status, 404);
  });

  it('GET lists those of all users, without expired ones unless these are asked for; HEAD counts them', async () => {
    const other = (await call('POST', '/Users', {})).body.Id;
    const [first, second] = [
      (await call('POST', invitation)).body,
      (await call('POST', `/Users/${other}/Invitation`)).body,
    ];
    const list = async (query = '') => {
      const { body, headers } = await call('GET', `/Invitations${query}`);
      const head = await call('HEAD', `/Invitations${query}`);
      assert.equal(head.headers.get('Total-Count'), headers.get('Total-Count'));
      return [body.map(({ Id }: { Id: string }) => Id), headers.get('Total-Count')];
    };
    assert.deepEqual(await list(), [[first.Id, second.Id], '2']);
    assert.deepEqual(await list('?skip=1&count=1'), [[second.Id], '2']);
    expire(first.Id, 1);
    assert.deepEqual(await list(), [[second.Id], '1']);
    assert.deepEqual(await list('?includeExpiredInvitations=true'), [[first.Id, second.Id], '2']);
    expire(first.Id, 15);
    assert.deepEqual(await list('?includeExpiredInvitations=true'), [[second.Id], '1'], 'deleted in the end');
    assert.equal((await call('GET', invitation)).status, 404);
    await call('DELETE', `/Users/${other}`);
    assert.deepEqual(await list(), [[], '0'], 'an invitation goes with its user');
  });

  it('GET of Users/Status answers all statuses, those of ids, or those of a status by name or number', async () => {
    await call('POST', invitation);
    const statuses = async (query: string) => {
      const { status, body, headers } = await call('GET', `/Users/Status${query}`);
      assert.equal(status, 200, query);
      assert.equal(headers.get('Total-Count'), String(body.length));
      return body.map(({ InvitationStatus }: { InvitationStatus: number }) => InvitationStatus);
    };
    const { accepted, sent } = STATUS;
    assert.deepEqual(await statuses(''), [accepted, accepted, sent]);
    for (const status of ['InvitationSent', 'invitationsent', '3']) {
      assert.deepEqual(await statuses(`?status=${status}`), [sent]);
    }
    assert.deepEqual(await statuses('?status=0&status=3'), [accepted, accepted, sent]);
    assert.deepEqual(await statuses(`?id=${userId}&id=${NOBODY}`), [sent], 'without 207');
    assert.deepEqual(await statuses(`?id=${NOBODY}`), []);
    assert.deepEqual(await statuses(`?id=${userId}&status=0`), []);
    assert.equal((await call('GET', '/Users/Status?status=5')).status, 400);
    assert.equal((await call('GET', '/Users/Status?count=1&skip=2')).body[0].User.Id, userId);
  });

  it('404 for an unknown user or invitation', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      assert.equal((await call(method, `/Users/${NOBODY}/Invitation`)).status, 404, method);
      if (method !== 'POST') assert.equal((await call(method, `/Invitations/${NOBODY}`)).status, 404);
    }
    assert.equal((await call('GET', `/Users/${NOBODY}/Status`)).status, 404);
  });
});
