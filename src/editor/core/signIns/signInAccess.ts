import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConnectionDiagnosis } from '../../../credentials/connections/checks/diagnoseConnection.ts';
import type { ConnectionReport } from '../../../credentials/connections/checks/testConnection.ts';
import { type Connection, isSameConnection } from '../../../credentials/connections/connection.ts';
import { ConnectionSessions } from '../../../credentials/connections/connectionSession.ts';
import { withGrantedOfflineAccess } from '../../../credentials/connections/grantedOfflineAccess.ts';
import type { SessionSurroundings } from '../../../credentials/connections/sessionSurroundings.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import { SignInRecords } from '../../../credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../credentials/connections/signOuts.ts';
import { MachineLock } from '../../../credentials/locks/machineLock.ts';
import { WindowLock } from '../../../credentials/locks/windowLock.ts';
import type { ReportDamage } from '../../../credentials/records/recordFolder.ts';
import type { SecretStore } from '../../../credentials/records/secretStore.ts';
import type { Log } from '../../platform/log/redactingLog.ts';
import type { NetworkAccess } from '../../platform/network/networkAccess.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { ACCOUNTS_ID } from '../../platform/registration/accountsProvider.ts';
import type { ConnectionSettings } from '../connections/connectionSettings.ts';
import type { LocalTenant } from '../connections/localTenant.ts';
import type { CoreGround } from '../coreGround.ts';
import type { Services } from '../services.ts';
import { Accounts } from './accounts.ts';
import { revokeSignIn, SignIns } from './signIns.ts';

/** Dependencies of signing in. */
export interface SignInGround extends Pick<CoreGround, 'context' | 'sessionsChanged' | 'shownAccounts'> {
  readonly services: Pick<Services, 'signInFlows'>;
  readonly secrets: SecretStore;
  readonly settings: ConnectionSettings;
  readonly localTenant: LocalTenant;
  readonly network: NetworkAccess;
  readonly log: Log;
  readonly reportDamage: ReportDamage;
  /** Updates the views after a change. */
  readonly refresh: () => void;
}

/** Verification of sign-ins. */
export interface SignInAccess {
  readonly surroundings: SessionSurroundings;
  /** Verifies a sign-in by reading the tenant with it. */
  readonly prove: (
    connection: Connection,
    record: SignInRecord,
    signal: AbortSignal,
  ) => Promise<SignInRecord>;
  /** Determines what the sign-in of a connection can do. */
  readonly test: (connection: Connection, signal: AbortSignal) => Promise<ConnectionReport>;
  /** Tells whether the sign-in of a connection is a Tenant Administrator's; `undefined` when its token doesn't say. */
  readonly isAdministrator: (connection: Connection, signal?: AbortSignal) => Promise<boolean | undefined>;
  /** Checks a connection rule by rule, for support; also one that doesn't work. */
  readonly diagnose: (connection: Connection, signal: AbortSignal) => Promise<ConnectionDiagnosis>;
}

/** Everything about signing in. */
export interface OpenSignIns extends vscode.Disposable {
  readonly accounts: Accounts;
  readonly signIns: SignIns;
  readonly access: SignInAccess;
}

/** Loaded when a connection is tested. */
const testing = () => import('../../../credentials/connections/checks/testConnection.ts');

/** Builds the sign-ins: SecretStorage, accounts, sessions. */
export function openSignIns(ground: SignInGround): OpenSignIns {
  const { context, settings, localTenant, secrets, reportDamage, log } = ground;
  const surroundings = sessionSurroundings(context, ground.network);
  const signOuts = new SignOuts(
    path.join(context.globalStorageUri.fsPath, 'signOuts'),
    randomUUID,
    reportDamage,
  );
  const records = new SignInRecords({ secrets, signOuts, warn: text => log.warn(text) });
  const sessions: ConnectionSessions = new ConnectionSessions({
    records,
    surroundings,
    mayUse: (connection, record) => accounts.mayUse(connection, record),
  });
  const prove: SignInAccess['prove'] = async (connection, record, signal) => {
    const { proveSignIn } = await import('../../../credentials/connections/session.ts');
    return proveSignIn(connection, record, surroundings, signal);
  };
  const accounts: Accounts = openAccounts(ground, { records, sessions, surroundings, prove });
  const signIns = new SignIns({
    records,
    accounts,
    settings,
    sessions,
    localTenant,
    newId: randomUUID,
    memory: context.globalState,
  });
  const test: SignInAccess['test'] = async (connection, signal) => {
    const service = await signIns.service(connection);
    const { testConnection } = await testing();
    return testConnection(connection, service, await sessions.token(connection, signal), signal);
  };
  const isAdministrator: SignInAccess['isAdministrator'] = async (connection, signal) => {
    // Rejects where the user doesn't allow us to use the sign-in.
    await signIns.service(connection);
    const { isAdministratorToken } = await testing();
    return isAdministratorToken(await sessions.token(connection, signal));
  };
  const diagnose: SignInAccess['diagnose'] = async (connection, signal) => {
    const { diagnoseConnection } = await import(
      '../../../credentials/connections/checks/diagnoseConnection.ts'
    );
    const access = {
      ...surroundings,
      open: () => signIns.service(connection),
      token: (waiting?: AbortSignal) => sessions.token(connection, waiting),
    };
    return diagnoseConnection(connection, access, signal);
  };
  const watching = watchSignIns(context, signOuts, accounts, log);
  return {
    accounts,
    signIns,
    access: { surroundings, prove, test, isAdministrator, diagnose },
    dispose: () => watching.dispose(),
  };
}

function openAccounts(
  { settings, services, sessionsChanged, shownAccounts, refresh, log }: SignInGround,
  {
    records,
    sessions,
    surroundings,
    prove,
  }: Pick<SignInAccess, 'surroundings' | 'prove'> & {
    readonly records: SignInRecords;
    readonly sessions: ConnectionSessions;
  },
): Accounts {
  return new Accounts({
    connections: () => settings.all(),
    records,
    sessions,
    changed: sessionsChanged,
    shownAccounts,
    refresh,
    getSession: (scopes, options) => vscode.authentication.getSession(ACCOUNTS_ID, scopes, options),
    signIn: async connection => {
      const record = await services.signInFlows.run(connection);
      const proved = await withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
        prove(connection, record, signal),
      );
      const isSaved = settings.all().some(each => isSameConnection(each, connection));
      if (isSaved) await settings.save(withGrantedOfflineAccess(connection, proved));
      return proved;
    },
    revoke: (connection, record) => revokeSignIn(connection, record, surroundings, text => log.warn(text)),
    detail: ({ name, resource, tenantId }) => l10n.t('{0}: {1}, tenant {2}', name, resource, tenantId),
  });
}

/** Tracks sign-in changes of this and other windows. */
function watchSignIns(
  context: vscode.ExtensionContext,
  signOuts: SignOuts,
  accounts: Accounts,
  log: Log,
): vscode.Disposable {
  // Whoever uses the sign-in next reads it again, and is told why that is not possible.
  const report = (error: unknown) => log.error(error);
  return vscode.Disposable.from(
    { dispose: signOuts.watch(() => void accounts.noteAll().catch(report)) },
    context.secrets.onDidChange(({ key }) => void accounts.noteChange(key).catch(report)),
    vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (provider.id === ACCOUNTS_ID) accounts.forgetAllowed();
    }),
  );
}

function sessionSurroundings(context: vscode.ExtensionContext, network: NetworkAccess): SessionSurroundings {
  const { dispatcher, outages, nowMs } = network;
  const wait = async (ms: number, signal?: AbortSignal) => {
    await sleep(ms, undefined, { signal });
  };
  const lock = new WindowLock({
    lock: new MachineLock(path.join(context.globalStorageUri.fsPath, 'locks')),
    key: 'renewal',
    nowMs,
    sleep: wait,
  });
  return {
    dispatcher,
    outages,
    nowMs,
    random: Math.random,
    newId: randomUUID,
    sleep: wait,
    exclusively: task => lock.run(task),
  };
}
