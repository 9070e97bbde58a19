import { randomBytes, randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { isKeptSecretKey } from '../../credentials/records/keptSecrets.ts';
import type { VerifiableCredential } from '../../credentials/verification/verifyCredential.ts';
import { lazyService } from '../platform/lazyService.ts';
import { redactingLog } from '../platform/log/redactingLog.ts';
import { openNetwork } from '../platform/network/networkAccess.ts';
import { startTimer } from '../platform/startTimer.ts';
import type { PageHost } from '../platform/webview/page.ts';
import { markMilestone } from '../platform/window/milestones.ts';
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
import { runCommand } from './runCommand.ts';
import type { Accounts } from './signIns/accounts.ts';
import { openSignIns } from './signIns/signInAccess.ts';
import { StatusItem } from './statusItem.ts';

/** The core and the parts that all of the extension shares. */
export interface BuiltCore extends vscode.Disposable {
  readonly core: Core;
  readonly accounts: Accounts;
}

/** Builds what all features get. */
export function buildCore(ground: CoreGround): BuiltCore {
  const { context, views, services, tell } = ground;
  const refresh = () => void tell({ kind: 'everything' });
  const channel = vscode.window.createOutputChannel('Client Credentials', { log: true });
  const log = redactingLog(channel);
  const { secrets } = context;
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
    refresh,
  });
  const connections = new Connections(settings, active, connection => signIn.signIns.service(connection));
  const now = () => new Date();
  const run = (task: () => Promise<void>) => runCommand(log, task);
  const statusItem = new StatusItem();
  const core: Core = {
    ...services,
    ...credentialRecords(context.globalStorageUri.fsPath, secrets, (file, reason) =>
      log.warn(`record skipped (${reason}): ${file}`),
    ),
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
    files: lazyService(loadFileWriter),
    verify: (credential, signal) => verify(credential, network.dispatcher, signal),
    newLookup: () => new ClientLookup({ connections: connections.all, service: connections.service, now }),
    tell,
  };
  const disposable = vscode.Disposable.from(
    statusItem,
    watchSavedSecrets(context, tell),
    watchUnusableEntries(settings),
    settings.onDidChange(refresh),
    signIn,
    localTenant,
    network,
    channel,
  );
  return { core, accounts: signIn.accounts, dispose: () => disposable.dispose() };
}

const pageHost = (context: vscode.ExtensionContext, run: PageHost['run']): PageHost => ({
  mediaUri: vscode.Uri.joinPath(context.extensionUri, 'media'),
  newNonce: () => randomBytes(16).toString('base64url'),
  run,
});

async function loadFileWriter() {
  const { EditorFileWriter } = await import('../platform/files/editorFileWriter.ts');
  return new EditorFileWriter(randomUUID);
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
