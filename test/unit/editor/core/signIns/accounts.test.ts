import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type * as vscode from 'vscode';
import { type Connection, signInKey } from '../../../../../src/credentials/connections/connection.ts';
import type { SignInRecord } from '../../../../../src/credentials/connections/signInRecord.ts';
import { SignInRecords } from '../../../../../src/credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../../../src/credentials/connections/signOuts.ts';
import { CredentialsError } from '../../../../../src/credentials/credentialsError.ts';
import { Accounts } from '../../../../../src/editor/core/signIns/accounts.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';
import type { IssuedToken } from '../../../../../src/signIn/issuedToken.ts';
import { SignInError } from '../../../../../src/signIn/signInError.ts';
import { MemorySecretStore } from '../../../../support/credentials/memorySecretStore.ts';
import { clientRecord } from '../../../../support/credentials/sessions.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';

const GUID = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const PRODUCTION: Connection = {
  name: 'Production',
  kind: 'service',
  resource: 'https://tenant.example',
  tenantId: GUID,
  signIn: { method: 'client', clientId: GUID },
};
const KEY = signInKey(PRODUCTION);
const ended: SignInRecord = {
  kind: 'user',
  id: 'x',
  account: 'Ada',
  expiresAtMs: 0,
  lifetimeSeconds: 60,
  ended: true,
  accessToken: new SecretText('old'),
};

/** Fakes the editor's account handling of VS Code 1.106 and later. */
class FakeEditor {
  agrees = true;
  readonly trusted = new Set<string>();
  readonly asked: string[] = [];
  accounts!: Accounts;

  readonly getSession = async (
    scopes: readonly string[],
    options: vscode.AuthenticationGetSessionOptions,
  ): Promise<vscode.AuthenticationSession | undefined> => {
    const [first] = await this.accounts.getSessions(
      scopes,
      options.account ? { account: options.account } : {},
    );
    if (options.silent) return first && this.trusted.has(first.account.label) ? first : undefined;
    this.asked.push(options.forceNewSession ? 'again' : 'first');
    if (!this.agrees) throw new Error('User did not consent to login.');
    const session =
      first && !options.forceNewSession
        ? first
        : await this.accounts.createSession(scopes).catch((error: Error) => {
            // Errors cross processes as text only.
            throw new Error(error.message);
          });
    this.trusted.add(session.account.label);
    return session;
  };
}

describe('accounts', () => {
  const folder = temporaryFolder();
  let editor: FakeEditor;
  let connections: Connection[];
  let changes: vscode.AuthenticationProviderAuthenticationSessionsChangeEvent[];
  let revoked: SignInRecord[];
  let refreshed: number;
  let signIn: (connection: Connection) => Promise<SignInRecord>;
  let records: SignInRecords;
  let tokens: () => Promise<IssuedToken>;
  let accounts: Accounts;

  beforeEach(() => {
    editor = new FakeEditor();
    connections = [PRODUCTION];
    changes = [];
    revoked = [];
    refreshed = 0;
    signIn = async () => clientRecord('secret');
    tokens = async () => ({ value: new SecretText('token'), lifetimeSeconds: 3600 });
    const signOuts = new SignOuts(path.join(folder.path, 'signOuts'), randomUUID);
    records = new SignInRecords({ secrets: new MemorySecretStore(), signOuts });
    accounts = new Accounts({
      connections: () => connections,
      records,
      sessions: { token: () => tokens(), close: () => {} },
      getSession: editor.getSession,
      signIn: connection => signIn(connection),
      revoke: async (_connection, record) => void revoked.push(record),
      changed: event => changes.push(event),
      refresh: () => {
        refreshed += 1;
      },
      detail: ({ name }) => name,
    });
    editor.accounts = accounts;
  });

  const sessions = async () => (await accounts.getSessions()).map(({ account }) => account.label);

  it('exist after the user agreed and signed in, and have a token for a scope', async () => {
    assert.deepEqual(await sessions(), []);
    await accounts.signIn(PRODUCTION);
    assert.deepEqual(editor.asked, ['first']);
    assert.deepEqual(await sessions(), ['Test']);
    assert.deepEqual(await accounts.getSessions([KEY]), [
      { id: KEY, accessToken: 'token', account: { id: KEY, label: 'Test' }, scopes: [KEY] },
    ]);
    assert.equal((await accounts.getSessions())[0]?.accessToken, '', 'a list needs no token');
    assert.deepEqual(await accounts.getSessions(['another scope']), []);
    const record = await records.get(PRODUCTION);
    assert.ok(record && (await accounts.mayUse(PRODUCTION, record)));
    assert.deepEqual(
      changes.map(({ added }) => added?.length),
      [1],
    );
    assert.equal(refreshed, 1);
  });

  it('accept a verified sign-in of an unsaved connection', async () => {
    connections = [];
    signIn = () => assert.fail('nobody is to be asked');
    await accounts.signIn(PRODUCTION, clientRecord('prepared'));
    connections = [PRODUCTION];
    const kept = await records.get(PRODUCTION);
    assert.ok(kept?.kind === 'client' && kept.clientSecret.equals(new SecretText('prepared')));
  });

  it('do not exist if the user declines, which is not an error', async () => {
    editor.agrees = false;
    await assert.rejects(
      accounts.signIn(PRODUCTION),
      (error: unknown) => error instanceof CredentialsError && error.code === 'cancelled',
    );
    assert.deepEqual(await sessions(), []);
  });

  it('preserve errors with their codes', async () => {
    const error = new SignInError('denied');
    signIn = () => Promise.reject(error);
    await assert.rejects(accounts.signIn(PRODUCTION), (caught: unknown) => caught === error);
  });

  it('are requested again on a repeated sign-in', async () => {
    await accounts.signIn(PRODUCTION);
    await accounts.signIn(PRODUCTION);
    assert.deepEqual(editor.asked, ['first', 'again']);
  });

  it('need no second sign-in if only the permission was revoked', async () => {
    await accounts.signIn(PRODUCTION);
    editor.trusted.clear();
    accounts.forgetAllowed();
    const record = await records.get(PRODUCTION);
    assert.ok(record);
    assert.equal(await accounts.mayUse(PRODUCTION, record), false);
    signIn = () => assert.fail('nobody is to be asked');
    await accounts.signIn(PRODUCTION);
    assert.equal(await accounts.mayUse(PRODUCTION, record), true);
  });

  it('do not list ended sessions, and can sign in again', async () => {
    await records.put(PRODUCTION, ended);
    assert.deepEqual(await sessions(), []);
    await accounts.signIn(PRODUCTION);
    assert.deepEqual(editor.asked, ['first']);
    assert.deepEqual(await sessions(), ['Test']);
  });

  it('end on sign-out in the Accounts menu, in the service too', async () => {
    await accounts.signIn(PRODUCTION);
    await accounts.removeSession(KEY);
    assert.deepEqual(await sessions(), []);
    assert.equal(await records.get(PRODUCTION), undefined);
    assert.equal(revoked.length, 1);
    assert.deepEqual(
      changes.map(({ removed }) => removed?.length),
      [0, 1],
    );
    assert.equal(refreshed, 2);
    await accounts.removeSession('unknown');
  });

  it('end with a connection that is changed or removed', async () => {
    await accounts.signIn(PRODUCTION);
    connections = [];
    await accounts.forget(PRODUCTION);
    assert.deepEqual(
      changes.at(-1)?.removed?.map(({ id }) => id),
      [KEY],
    );
  });

  it('follow changes of another window, and report nothing for renewed tokens', async () => {
    await accounts.signIn(PRODUCTION);
    const record = await records.get(PRODUCTION);
    assert.ok(record);
    await records.put(PRODUCTION, clientRecord('renewed'));
    await accounts.noteChange(KEY);
    assert.equal(changes.length, 1);
    await records.put(PRODUCTION, ended);
    await accounts.noteChange(KEY);
    assert.deepEqual(
      changes.at(-1)?.removed?.map(({ account }) => account.label),
      ['Test'],
    );
    await accounts.noteChange('some other secret');
    assert.equal(changes.length, 2);
  });

  it('return the last token if none can be requested, and never a secret', async () => {
    tokens = () => Promise.reject(new SignInError('unreachable'));
    await records.put(PRODUCTION, { ...ended, ended: false } as SignInRecord);
    assert.equal((await accounts.getSessions([KEY]))[0]?.accessToken, 'old');
    await records.put(PRODUCTION, clientRecord('secret'));
    assert.equal((await accounts.getSessions([KEY]))[0]?.accessToken, '');
  });

  it('do not include the local tenant', async () => {
    connections = [{ ...PRODUCTION, kind: 'localTenant' }];
    const [local] = connections;
    assert.ok(local);
    await accounts.keep(local, clientRecord('secret'));
    assert.deepEqual(await sessions(), []);
    assert.equal(await accounts.mayUse(local, clientRecord('secret')), true);
    assert.deepEqual(changes, []);
  });
});
