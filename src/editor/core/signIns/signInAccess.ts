import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { ConnectionSessions, proveSignIn } from '../../../credentials/connections/connectionSession.ts';
import type { SessionSurroundings } from '../../../credentials/connections/sessionSurroundings.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import { SignInRecords } from '../../../credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../credentials/connections/signOuts.ts';
import { type ConnectionReport, testConnection } from '../../../credentials/connections/testConnection.ts';
import type { SecretStore } from '../../../credentials/records/secretStore.ts';
import { WindowLock } from '../../../credentials/records/windowLock.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import { runSignInFlow } from '../../features/signIn/signInFlows.ts';
import type { Log } from '../../platform/log/redactingLog.ts';
import type { NetworkParts } from '../../platform/network/networkAccess.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { ACCOUNTS_ID, type SessionsChanged } from '../../platform/registration/accountsProvider.ts';
import type { ConnectionSettings } from '../connections/connectionSettings.ts';
import type { LocalTenantProcess } from '../connections/localTenantProcess.ts';
import { Accounts } from './accounts.ts';
import { revokeSignIn, SignIns } from './signIns.ts';

/** What signing in is built on. */
export interface SignInSurroundings {
  readonly secrets: SecretStore;
  readonly settings: ConnectionSettings;
  readonly localTenant: LocalTenantProcess;
  readonly network: NetworkParts;
  readonly log: Log;
  readonly redact: (secret: SecretText) => void;
  readonly changed: SessionsChanged;
  /** Has the views show what has changed. */
  readonly refresh: () => void;
}

/** Everything about signing in, wired. */
export interface SignInParts extends vscode.Disposable {
  readonly accounts: Accounts;
  readonly signIns: SignIns;
  readonly surroundings: SessionSurroundings;
  readonly prove: (
    connection: Connection,
    record: SignInRecord,
    signal: AbortSignal,
  ) => Promise<SignInRecord>;
  readonly test: (connection: Connection, signal: AbortSignal) => Promise<ConnectionReport>;
}

/** Wires the sign-ins: keyring, accounts, sessions. */
export function signInParts(context: vscode.ExtensionContext, given: SignInSurroundings): SignInParts {
  const { settings, network, log, changed } = given;
  const surroundings = sessionSurroundings(context, network);
  const signOuts = new SignOuts(path.join(context.globalStorageUri.fsPath, 'signOuts'), randomUUID);
  const records = new SignInRecords({ secrets: given.secrets, signOuts, redact: given.redact });
  const sessions: ConnectionSessions = new ConnectionSessions({
    records,
    surroundings,
    mayUse: (connection, record) => accounts.mayUse(connection, record),
  });
  const prove = (connection: Connection, record: SignInRecord, signal: AbortSignal) =>
    proveSignIn(connection, record, surroundings, signal);
  const accounts = new Accounts({
    connections: () => settings.all(),
    records,
    sessions,
    changed,
    refresh: given.refresh,
    getSession: (scopes, options) => vscode.authentication.getSession(ACCOUNTS_ID, scopes, options),
    signIn: async connection => {
      const record = await runSignInFlow(connection, surroundings);
      return withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
        prove(connection, record, signal),
      );
    },
    revoke: (connection, record) => revokeSignIn(connection, record, surroundings, text => log.warn(text)),
    detail: ({ name, resource, tenantId }) => l10n.t('{0}: {1}, tenant {2}', name, resource, tenantId),
  });
  const signIns = new SignIns({
    ...{ records, accounts, settings, sessions, newId: randomUUID },
    localTenant: given.localTenant,
    memory: context.globalState,
  });
  const watching = vscode.Disposable.from(
    { dispose: signOuts.watch(() => void accounts.noteAll()) },
    context.secrets.onDidChange(({ key }) => void accounts.noteChange(key)),
    vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (provider.id === ACCOUNTS_ID) accounts.forgetAllowed();
    }),
  );
  const test = async (connection: Connection, signal: AbortSignal) => {
    const service = await signIns.service(connection);
    return testConnection(connection, service, await sessions.token(connection, signal), signal);
  };
  return { accounts, signIns, surroundings, prove, test, dispose: () => watching.dispose() };
}

function sessionSurroundings(context: vscode.ExtensionContext, network: NetworkParts): SessionSurroundings {
  const { dispatcher, outages, nowMs } = network;
  const wait = async (ms: number, signal?: AbortSignal) => {
    await sleep(ms, undefined, signal ? { signal } : {});
  };
  const lockFile = path.join(context.globalStorageUri.fsPath, 'renewal.lock');
  const lock = new WindowLock(lockFile, Date.now, wait);
  return {
    ...{ dispatcher, outages, nowMs },
    random: Math.random,
    newId: randomUUID,
    sleep: wait,
    exclusively: task => lock.run(task),
  };
}
