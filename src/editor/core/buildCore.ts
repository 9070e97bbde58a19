import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ProjectFileWriter } from '../../credentials/delivery/projectFileWriter.ts';
import { isKeptSecretKey } from '../../credentials/records/keptSecrets.ts';
import type { VerifiableCredential } from '../../credentials/verification/verifyCredential.ts';
import { lazyService } from '../platform/lazyService.ts';
import { type Log, redactingLog } from '../platform/log/redactingLog.ts';
import { openNetwork } from '../platform/network/networkAccess.ts';
import { startTimer } from '../platform/startTimer.ts';
import type { PageHost } from '../platform/webview/page.ts';
import { markMilestone } from '../platform/window/milestones.ts';
import { requireTrust } from '../platform/window/workspaceTrust.ts';
import type { TellChange } from './change.ts';
import { ClientLookup } from './clientLookup.ts';
import { ActiveConnection } from './connections/activeConnection.ts';
import { ConnectionSettings } from './connections/connectionSettings.ts';
import { Connections } from './connections/connections.ts';
import { LocalTenant } from './connections/localTenant.ts';
import { watchUnusableEntries } from './connections/unusableEntries.ts';
import type { Core } from './core.ts';
import type { CoreGround } from './coreGround.ts';
import { credentialRecords } from './credentialRecords.ts';
import { damagedRecordNotice } from './damagedRecords.ts';
import { hostName } from './hostName.ts';
import { Permissions } from './permissions/permissions.ts';
import { runCommand } from './runCommand.ts';
import type { Accounts } from './signIns/accounts.ts';
import { openSignIns } from './signIns/signInAccess.ts';
import { StatusItem } from './statusItem.ts';

/** The core and the parts that all of the extension shares. */
export interface BuiltCore extends vscode.Disposable {
  readonly core: Core;
  readonly accounts: Accounts;
}

const now = (): Date => new Date();

/** Which methods write to the project. */
const WRITES: Readonly<Record<keyof ProjectFileWriter, boolean>> = {
  write: true,
  ignore: true,
  setKey: true,
  recover: true,
  namesOf: false,
  readKey: false,
  holds: false,
};

/** Builds what all features get. */
export function buildCore(ground: CoreGround): BuiltCore {
  const { context, views, services, tell, execute } = ground;
  const refresh = () => void tell({ kind: 'everything' });
  const channel = vscode.window.createOutputChannel('Client Credentials', { log: true });
  const log = redactingLog(channel);
  const { secrets } = context;
  const reportDamage = damagedRecordNotice(log, () => channel.show());
  const network = openNetwork({ log, refresh });
  const settings = new ConnectionSettings();
  const active = new ActiveConnection(context.workspaceState);
  const localTenant = new LocalTenant(context, log);
  const signIn = openSignIns({
    ...ground,
    secrets,
    settings,
    localTenant,
    network,
    log,
    reportDamage,
    refresh,
  });
  const connections = new Connections(settings, active, connection => signIn.signIns.service(connection));
  const run = (task: () => Promise<void>) => runCommand(log, task);
  const statusItem = new StatusItem();
  const core: Core = {
    ...services,
    ...credentialRecords({ ...recordsGround(context, log), secrets, report: reportDamage }),
    context,
    now,
    startTimer,
    log,
    showLog: () => channel.show(),
    run,
    pages: pageHost(context, run),
    views,
    statusItem,
    connections,
    signIns: signIn.signIns,
    signInAccess: signIn.access,
    localTenant,
    network,
    permissions: new Permissions(context.workspaceState),
    files: openFiles(context),
    verify: (credential, signal) => verify(credential, network.dispatcher, signal),
    newLookup: () => new ClientLookup({ connections: connections.all, service: connections.service, now }),
    tell,
    execute,
  };
  const disposable = vscode.Disposable.from(
    statusItem,
    watchSettings(settings, refresh),
    watchSavedSecrets(context, tell),
    signIn,
    localTenant,
    network,
    channel,
  );
  return { core, accounts: signIn.accounts, dispose: () => disposable.dispose() };
}

const watchSettings = (settings: ConnectionSettings, refresh: () => void): vscode.Disposable =>
  vscode.Disposable.from(watchUnusableEntries(settings), settings.onDidChange(refresh));

const recordsGround = ({ globalStorageUri, secrets }: vscode.ExtensionContext, log: Log) => ({
  storage: globalStorageUri.fsPath,
  // Without redaction: what hosts tell each other has no value.
  shared: secrets,
  hostName: hostName(),
  warn: (text: string) => log.warn(text),
});

const pageHost = (context: vscode.ExtensionContext, run: PageHost['run']): PageHost => ({
  mediaUri: vscode.Uri.joinPath(context.extensionUri, 'media'),
  newNonce: () => randomBytes(16).toString('base64url'),
  run,
});

/** Makes the writer of project files, which writes nothing in Restricted Mode. */
const openFiles = (context: vscode.ExtensionContext): ProjectFileWriter =>
  lazyService<ProjectFileWriter>(
    () => loadFileWriter(context),
    method => {
      if (WRITES[method]) requireTrust();
    },
  );

async function loadFileWriter({ globalStorageUri }: vscode.ExtensionContext) {
  const { EditorFileWriter } = await import('../platform/files/editorFileWriter.ts');
  return new EditorFileWriter({ storage: path.join(globalStorageUri.fsPath, 'writes'), newName: randomUUID });
}

async function verify(
  credential: VerifiableCredential,
  dispatcher: Core['network']['dispatcher'],
  signal: AbortSignal | undefined,
) {
  const { verifyCredential } = await import('../../credentials/verification/verifyCredential.ts');
  const verified = await verifyCredential(credential, dispatcher, signal);
  markMilestone('authenticated');
  return verified;
}

/** Reports saved secrets added, replaced or removed in any window. */
const watchSavedSecrets = ({ secrets }: vscode.ExtensionContext, tell: TellChange): vscode.Disposable =>
  secrets.onDidChange(({ key }) => {
    if (isKeptSecretKey(key)) void tell({ kind: 'savedSecrets' });
  });
