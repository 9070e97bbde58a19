import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Connection, DEFAULT_REDIRECT_URI } from '../../../../src/credentials/connections/connection.ts';
import { connectionTokens } from '../../../../src/credentials/connections/connectionTokens.ts';
import {
  type SessionSurroundings,
  signInTarget,
} from '../../../../src/credentials/connections/sessionSurroundings.ts';
import type { UserSignInRecord } from '../../../../src/credentials/connections/signInRecord.ts';
import { holdInMemory, type SignInSlot } from '../../../../src/credentials/connections/signInRecords.ts';
import { userSignInRecord } from '../../../../src/credentials/connections/userSignIn.ts';
import { CredentialsError, type CredentialsErrorCode } from '../../../../src/credentials/credentialsError.ts';
import { HttpDispatcher } from '../../../../src/network/httpDispatcher.ts';
import { beginBrowserSignIn } from '../../../../src/signIn/browserSignIn.ts';
import { formUser } from '../../../support/browser/formUser.ts';
import { connectionTo, sessionSurroundings } from '../../../support/credentials/sessions.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { administratorCaller } from '../../localTenant/apiCaller.ts';

const HOUR_MS = 3_600_000;
const is = (code: CredentialsErrorCode) => (error: unknown) =>
  error instanceof CredentialsError && error.code === code;

describe("a user's tokens, at the local tenant", () => {
  const dispatcher = new HttpDispatcher();
  let tenant: LocalTenant;
  let clientId: string;
  let nowMs: number;
  let turns: Promise<unknown>;
  let surroundings: SessionSurroundings;

  before(async () => {
    tenant = await startLocalTenant({ faults: true });
    const call = await administratorCaller(tenant);
    const properties = { RedirectUris: [DEFAULT_REDIRECT_URI], AllowOfflineAccess: true };
    clientId = (await call('POST', '/AuthorizationCodeClients', { Name: 'Editor', ...properties })).body.Id;
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });
  beforeEach(() => {
    nowMs = Date.now();
    turns = Promise.resolve();
    surroundings = sessionSurroundings(dispatcher, {
      nowMs: () => nowMs,
      // Like windows, one after the other.
      exclusively: task => {
        const result = turns.then(task);
        turns = result.catch(() => undefined);
        return result;
      },
    });
  });

  const choice = () => ({ clientId, redirectUri: DEFAULT_REDIRECT_URI, offlineAccess: true });
  const connection = (): Connection => connectionTo(tenant, { method: 'browser', ...choice() });

  async function signedIn(offlineAccess = true): Promise<UserSignInRecord> {
    const { tenantId } = tenant;
    const target = signInTarget(connection(), surroundings);
    const signIn = await beginBrowserSignIn({ ...target, ...choice(), tenantId, offlineAccess });
    const tokens = await signIn.complete(await formUser(tenant).signInAt(signIn.url));
    return userSignInRecord({ id: randomUUID(), account: 'Test' }, tokens, nowMs);
  }

  /** Another window: the same secret storage, a memory of its own. */
  const openWindow = (slot: SignInSlot) => connectionTokens(connection(), slot, surroundings);

  it('are used until they are about to expire, and then renewed once for all windows', async () => {
    const record = await signedIn();
    const slot = holdInMemory(record);
    const windows = [openWindow(slot), openWindow(slot), openWindow(slot)];
    for (const window of windows) {
      assert.equal((await window.token()).reveal(), record.accessToken.reveal());
    }
    nowMs += HOUR_MS - 30_000;
    const renewed = await Promise.all(windows.map(window => window.token()));
    // Using a refresh token twice ends the session: a second renewal would be noticed.
    assert.equal(new Set(renewed.map(token => token.reveal())).size, 1);
    assert.notEqual(renewed[0]?.reveal(), record.accessToken.reveal());
    const kept = await slot.get();
    assert.ok(kept?.kind === 'user');
    assert.equal(kept.id, record.id);
    assert.equal(kept.accessToken.reveal(), renewed[0]?.reveal());
    assert.notEqual(kept.refreshToken?.reveal(), record.refreshToken?.reveal());
  });

  it('are renewed when the service refuses them, but not for a window with older ones', async () => {
    const slot = holdInMemory(await signedIn());
    const [one, other] = [openWindow(slot), openWindow(slot)];
    const [old, oldElsewhere] = [await one.token(), await other.token()];
    one.invalidate(old);
    const renewed = await one.token();
    assert.notEqual(renewed.reveal(), old.reveal());
    other.invalidate(oldElsewhere);
    assert.equal((await other.token()).reveal(), renewed.reveal());
  });

  it('are refused while the client is not allowed refresh tokens, and renewed when it is', async () => {
    const slot = holdInMemory(await signedIn());
    const call = await administratorCaller(tenant);
    const path = `/AuthorizationCodeClients/${clientId}`;
    assert.equal((await call('PUT', path, { AllowOfflineAccess: false })).status, 200);
    nowMs += HOUR_MS;
    await assert.rejects(openWindow(slot).token(), { code: 'unauthorizedClient' });
    assert.equal((await call('PUT', path, { AllowOfflineAccess: true })).status, 200);
    assert.match((await openWindow(slot).token()).reveal(), /^eyJ/);
  });

  it('end with the session of a refresh token that was used elsewhere', async () => {
    const record = await signedIn();
    nowMs += HOUR_MS;
    await openWindow(holdInMemory(record)).token();
    const slot = holdInMemory(record);
    await assert.rejects(openWindow(slot).token(), is('sessionExpired'));
    const kept = await slot.get();
    assert.ok(kept?.kind === 'user' && kept.ended);
    await assert.rejects(openWindow(slot).token(), is('sessionExpired'));
  });

  it('are used until they expire when there is no refresh token', async () => {
    const record = await signedIn(false);
    const slot = holdInMemory(record);
    nowMs += HOUR_MS - 2_000;
    assert.equal((await openWindow(slot).token()).reveal(), record.accessToken.reveal());
    nowMs += 2_000;
    await assert.rejects(openWindow(slot).token(), is('sessionExpired'));
  });

  it('are renewed by the next attempt after the service could not be reached', async () => {
    const record = await signedIn();
    const slot = holdInMemory(record);
    nowMs += HOUR_MS;
    tenant.inject({ kind: 'reset', path: '/connect/token$' });
    const window = openWindow(slot);
    await assert.rejects(window.token(), { code: 'unreachable' });
    assert.deepEqual(await slot.get(), record);
    assert.match((await window.token()).reveal(), /^eyJ/);
  });

  it('are not available after the user has signed out', async () => {
    const slot: SignInSlot = { get: async () => undefined, put: async () => assert.fail('nothing to keep') };
    await assert.rejects(openWindow(slot).token(), is('signedOut'));
  });
});
