import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Connection, DEFAULT_REDIRECT_URI } from '../../../../src/credentials/connections/connection.ts';
import { signInTarget } from '../../../../src/credentials/connections/sessionSurroundings.ts';
import type { UserSignInRecord } from '../../../../src/credentials/connections/signInRecord.ts';
import { SignInRecords } from '../../../../src/credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../../src/credentials/connections/signOuts.ts';
import { userSignInRecord } from '../../../../src/credentials/connections/userSignIn.ts';
import { HttpDispatcher } from '../../../../src/network/httpDispatcher.ts';
import { beginBrowserSignIn } from '../../../../src/signIn/browserSignIn.ts';
import { formUser } from '../../../support/browser/formUser.ts';
import { FolderSecretStore } from '../../../support/crash/folderSecretStore.ts';
import type { RenewingOrder } from '../../../support/credentials/renewingWindow.ts';
import { connectionTo, sessionSurroundings } from '../../../support/credentials/sessions.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../support/network/faultyProxy.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { eventually } from '../../../support/waiting/eventually.ts';
import { administratorCaller } from '../../localTenant/apiCaller.ts';

const HOUR_MS = 3_600_000;
const TOKEN = /\/connect\/token$/;

describe('two windows that renew the tokens of one session', () => {
  const folder = temporaryFolder();
  const dispatcher = new HttpDispatcher();
  const children: ChildProcess[] = [];
  let tenant: LocalTenant;
  let proxy: FaultyProxy;
  let clientId: string;
  let record: UserSignInRecord;

  before(async () => {
    tenant = await startLocalTenant();
    const call = await administratorCaller(tenant);
    const properties = { RedirectUris: [DEFAULT_REDIRECT_URI], AllowOfflineAccess: true };
    clientId = (await call('POST', '/AuthorizationCodeClients', { Name: 'Editor', ...properties })).body.Id;
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });
  beforeEach(async () => {
    proxy = await startFaultyProxy(tenant.resource, { resource: tenant.resource });
    record = await signedIn();
    await records().put(connection(), record);
  });
  afterEach(async () => {
    const running = children.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && !signalCode);
    for (const child of running) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    await proxy.dispose();
  });

  const choice = () => ({ clientId, redirectUri: DEFAULT_REDIRECT_URI, offlineAccess: true });
  const connection = (): Connection => connectionTo(tenant, { method: 'browser', ...choice() });
  const secrets = () => path.join(folder.path, 'secrets');
  const records = () =>
    new SignInRecords({
      secrets: new FolderSecretStore(secrets()),
      signOuts: new SignOuts(path.join(folder.path, 'here', 'signOuts'), randomUUID),
    });
  const kept = async () => {
    const now = await records().get(connection());
    assert.ok(now?.kind === 'user');
    return now;
  };
  const tokenRequests = () => proxy.requests.filter(({ path: at }) => TOKEN.test(at)).length;

  async function signedIn(): Promise<UserSignInRecord> {
    const { tenantId } = tenant;
    const surroundings = sessionSurroundings(dispatcher);
    const target = signInTarget({ resource: tenant.resource }, surroundings);
    const signIn = await beginBrowserSignIn({ ...target, ...choice(), tenantId });
    const tokens = await signIn.complete(await formUser(tenant).signInAt(signIn.url));
    return userSignInRecord({ id: randomUUID(), account: 'Test' }, tokens, Date.now());
  }

  /** Opens a window whose clock says that the token has expired. */
  function openWindow(order: Partial<RenewingOrder> = {}) {
    const whole: RenewingOrder = {
      connection: connection(),
      through: `http://127.0.0.1:${proxy.port}`,
      secrets: secrets(),
      machine: path.join(folder.path, 'here'),
      clockAheadMs: HOUR_MS,
      ...order,
    };
    const child = spawn(process.execPath, [path.resolve('test/support/credentials/renewingWindow.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, RENEWING_ORDER: JSON.stringify(whole) },
    });
    children.push(child);
    const lines: string[] = [];
    const closed = once(child, 'close');
    const ended = (async () => {
      for await (const line of createInterface({ input: child.stdout })) lines.push(line);
      await closed;
      return lines.at(-1);
    })();
    return { child, lines, ended };
  }

  function holdAnswer(beforeEffect = false) {
    const { promise, resolve } = Promise.withResolvers<void>();
    proxy.inject({ path: TOKEN, fault: { kind: 'hold', until: promise, beforeEffect } });
    return resolve;
  }
  const whenAsked = (count = 1) => eventually(() => assert.equal(tokenRequests(), count));

  it('take turns, however long the answer takes', async () => {
    const release = holdAnswer();
    const winner = openWindow();
    await whenAsked();
    // By the clock of the other window, the lock is older than an answer may take.
    const loser = openWindow({ clockAheadMs: HOUR_MS + 180_000 });
    await eventually(() => assert.ok(loser.lines.includes('waiting')));
    release();
    const token = await winner.ended;
    assert.match(token ?? '', /^token eyJ/);
    assert.equal(await loser.ended, token);
    assert.equal(tokenRequests(), 1);
    const now = await kept();
    assert.equal(now.ended, false);
    assert.equal(`token ${now.accessToken.reveal()}`, token);
    assert.notEqual(now.refreshToken?.reveal(), record.refreshToken?.reveal());
  });

  it('do not renew at the same time when one of them has no patience left', async () => {
    const release = holdAnswer();
    const winner = openWindow();
    await whenAsked();
    assert.equal(await openWindow({ patienceMs: 0 }).ended, 'error renewingElsewhere');
    release();
    assert.match((await winner.ended) ?? '', /^token eyJ/);
    assert.equal((await kept()).ended, false);
  });

  it('do not wait for one that has crashed', async () => {
    const release = holdAnswer(true);
    const crashed = openWindow();
    await whenAsked();
    crashed.child.kill('SIGKILL');
    await crashed.ended;
    assert.match((await openWindow().ended) ?? '', /^token eyJ/);
    release();
    assert.equal((await kept()).ended, false);
  });

  it('keep the session of the winner when the loser is refused, on machines without a common lock', async () => {
    const release = holdAnswer(true);
    const loser = openWindow({ machine: path.join(folder.path, 'there') });
    await whenAsked();
    const token = await openWindow().ended;
    assert.match(token ?? '', /^token eyJ/);
    const renewed = await kept();
    release();
    // It was refused: the refresh token of its request had been used.
    assert.equal(await loser.ended, token);
    assert.deepEqual(await kept(), renewed);
  });

  it('keep the tokens of the winner when its answer comes after the loser was refused', async () => {
    const release = holdAnswer();
    const winner = openWindow({ machine: path.join(folder.path, 'there') });
    await whenAsked();
    await openWindow().ended;
    release();
    const token = await winner.ended;
    assert.match(token ?? '', /^token eyJ/);
    const now = await kept();
    assert.equal(now.ended, false);
    assert.equal(`token ${now.accessToken.reveal()}`, token);
    assert.notEqual(now.refreshToken?.reveal(), record.refreshToken?.reveal());
  });

  it('do not bring a session back that the user has ended, or replace another one', async () => {
    const other = await signedIn();
    for (const next of [undefined, other]) {
      await records().put(connection(), await signedIn());
      const release = holdAnswer();
      const before = tokenRequests();
      const window = openWindow({ machine: path.join(folder.path, 'there') });
      await whenAsked(before + 1);
      if (next) await records().put(connection(), next);
      else await records().delete(connection());
      release();
      const expected = next ? `token ${next.accessToken.reveal()}` : 'error signedOut';
      assert.equal(await window.ended, expected);
      assert.deepEqual(await records().get(connection()), next);
    }
  });
});
