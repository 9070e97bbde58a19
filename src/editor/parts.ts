import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Bindings, decodeBinding } from '../credentials/bindings.ts';
import { decodeKeptSecret, KeptSecrets } from '../credentials/keptSecrets.ts';
import { RecordFolder } from '../credentials/recordFolder.ts';
import type { SecretStore } from '../credentials/secretStore.ts';
import { verifyCredential } from '../credentials/verifyCredential.ts';
import type { SecretText } from '../service/model/secretText.ts';
import { clientsParts } from './clientsTree/clientsParts.ts';
import type { ClientsTree } from './clientsTree/clientsTree.ts';
import type { ClientsView } from './clientsTree/clientsView.ts';
import { SecretClipboard } from './clipboard/secretClipboard.ts';
import type { CommandName } from './commands/commandId.ts';
import { type CommandTable, commandTable } from './commands/commandTable.ts';
import { runCommand } from './commands/runCommand.ts';
import { ActiveConnection } from './connections/activeConnection.ts';
import { ConnectionSettings } from './connections/connectionSettings.ts';
import { LocalTenantProcess } from './connections/localTenantProcess.ts';
import { watchUnusableEntries } from './connections/unusableEntries.ts';
import { RememberedTarget } from './destinations/rememberedTarget.ts';
import { redactedSecretStore } from './log/redactedSecretStore.ts';
import { type Log, redactingLog } from './log/redactingLog.ts';
import { Redaction } from './log/redaction.ts';
import { networkParts } from './network/networkParts.ts';
import { showKept, showOutcome, showPublicClient } from './resultView/showCredential.ts';
import type { AccountSessions, SessionsChanged } from './signIn/accountsProvider.ts';
import { signInParts } from './signIn/signInParts.ts';
import { openCredentialTerminal } from './terminal/credentialTerminal.ts';

/** All that activation does not need, built when it is first wanted. */
export interface Parts extends vscode.Disposable {
  readonly clientsTree: ClientsTree;
  readonly accounts: AccountSessions;
  /** Runs a command of the table; its errors are shown, never thrown. */
  run(name: CommandName, args: readonly unknown[]): Promise<void>;
}

/** What activation has registered, for the parts to tell of changes. */
export interface Registered {
  readonly view: ClientsView;
  readonly sessionsChanged: SessionsChanged;
}

/** Builds the parts and wires them. What is created here is disposed here, the last first. */
export function buildParts(context: vscode.ExtensionContext, registered: Registered): Parts {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle as Record<string, string> });
  const now = () => new Date();
  const redaction = new Redaction();
  const redact = (secret: SecretText) => redaction.add(secret);
  const channel = vscode.window.createOutputChannel('Client Credentials', { log: true });
  const log = redactingLog(channel, redaction);
  const secrets = redactedSecretStore(context.secrets, redaction);
  const records = credentialRecords(context, secrets);
  const settings = new ConnectionSettings();
  const active = new ActiveConnection(context.workspaceState);
  const connections = () => active.among(settings.all());
  const localTenant = new LocalTenantProcess(localTenantProgram(context, log));
  const refresh = () => clients.refresh();
  const network = networkParts({ log, refresh });
  const { dispatcher } = network;
  const signIn = signInParts(context, {
    ...{ secrets, settings, localTenant, network, log, redact, refresh },
    changed: registered.sessionsChanged,
  });
  const { signIns } = signIn;
  const service = signIns.service.bind(signIns);
  const host = {
    mediaUri: vscode.Uri.joinPath(context.extensionUri, 'media'),
    newNonce: () => randomBytes(16).toString('base64url'),
    run: (task: () => Promise<void>) => runCommand(log, task),
  };
  const clients = clientsParts({ view: registered.view, connections, service, ...records, host, now });
  const clipboard = secretClipboard();
  const delivery = {
    bindings: records.bindings,
    remembered: new RememberedTarget(context.workspaceState),
    newName: randomUUID,
    now,
  };
  const table: CommandTable = commandTable({
    ...{
      ...clients,
      settings,
      active,
      signIns,
      refresh,
      channel,
      connections,
      service,
      delivery,
      now,
      redact,
      newName: randomUUID,
    },
    ...{ prove: signIn.prove, test: signIn.test, keptSecrets: records.keptSecrets },
    ...{ showOutcome, showKept, showPublicClient },
    logError: error => log.error(error),
    show: {
      host,
      runInTerminal: openCredentialTerminal,
      copySecret: clipboard.copy,
      verify: credential => verifyCredential(credential, dispatcher),
    },
  });
  const disposables = [
    channel,
    network,
    localTenant,
    settings.onDidChange(refresh),
    watchUnusableEntries(settings),
    signIn,
    clients,
    clipboard,
  ];
  return {
    clientsTree: clients.tree,
    accounts: signIn.accounts,
    run: async (name, args) => {
      await network.duringCommand(() => runCommand(log, async () => table[name](...args)));
      await clients.details.refresh();
    },
    dispose: () => {
      for (const disposable of disposables.toReversed()) disposable.dispose();
    },
  };
}

function credentialRecords(context: vscode.ExtensionContext, secrets: SecretStore) {
  const folder = (name: string) => path.join(context.globalStorageUri.fsPath, name);
  return {
    keptSecrets: new KeptSecrets(secrets, new RecordFolder(folder('kept'), decodeKeptSecret, randomUUID)),
    bindings: new Bindings(new RecordFolder(folder('bindings'), decodeBinding, randomUUID)),
  };
}

function localTenantProgram(context: vscode.ExtensionContext, log: Log) {
  const ownFolder = path.join(context.globalStorageUri.fsPath, 'localTenant');
  return {
    executable: process.execPath,
    program: path.join(context.extensionPath, 'dist', 'localTenant.cjs'),
    dataFolder: () => {
      const setting = vscode.workspace.getConfiguration('clientCredentials.localTenant');
      // the user's own value only: a workspace must not choose where a database goes
      return setting.inspect<string>('dataFolder')?.globalValue || ownFolder;
    },
    log: (line: string) => log.info(line),
  };
}

function secretClipboard() {
  const seconds = () =>
    vscode.workspace.getConfiguration('clientCredentials').get('clipboard.clearAfterSeconds', 60);
  const startTimer = (task: () => void, delayMs: number) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  };
  const clipboard = new SecretClipboard(vscode.env.clipboard, startTimer, () => seconds() * 1000);
  return {
    copy: async (secret: Parameters<SecretClipboard['copy']>[0]) => {
      await clipboard.copy(secret);
      return seconds() > 0
        ? l10n.t('Client secret copied. The clipboard is cleared in {0} s.', seconds())
        : l10n.t('Client secret copied.');
    },
    dispose: () => void clipboard.dispose(),
  };
}
