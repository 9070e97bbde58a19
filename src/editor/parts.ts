import { randomBytes, randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isKeptSecretKey } from '../credentials/records/keptSecrets.ts';
import { serviceTime } from '../credentials/verification/serviceTime.ts';
import { type VerifiableCredential, verifyCredential } from '../credentials/verification/verifyCredential.ts';
import { Redaction } from '../secret/redaction.ts';
import type { SecretText } from '../secret/secretText.ts';
import { type CommandTable, commandTable } from './commands/commandTable.ts';
import { ClientLookup } from './core/clientLookup.ts';
import { ActiveConnection } from './core/connections/activeConnection.ts';
import { ConnectionSettings } from './core/connections/connectionSettings.ts';
import { LocalTenantProcess } from './core/connections/localTenantProcess.ts';
import { localTenantProgram } from './core/connections/localTenantProgram.ts';
import { credentialRecords } from './core/credentialRecords.ts';
import { runCommand, sayRowIsLost } from './core/runCommand.ts';
import { signInParts } from './core/signIns/signInAccess.ts';
import { auditParts } from './features/audit/feature.ts';
import { clientsParts } from './features/clients/feature.ts';
import { watchUnusableEntries } from './features/connections/unusableEntries.ts';
import { debugParts } from './features/debug/feature.ts';
import { destinationParts } from './features/delivery/feature.ts';
import { expiryParts } from './features/expiry/feature.ts';
import { projectParts } from './features/project/feature.ts';
import { showKept, showOutcome, showPublicClient } from './features/resultView/showCredential.ts';
import { rotationWiring } from './features/rotation/feature.ts';
import { openCredentialTerminal } from './features/terminal/credentialTerminal.ts';
import { editorClipboard } from './platform/clipboard/editorClipboard.ts';
import { redactedSecretStore } from './platform/log/redactedSecretStore.ts';
import { redactingLog } from './platform/log/redactingLog.ts';
import { networkParts } from './platform/network/networkAccess.ts';
import type { AccountSessions, SessionsChanged } from './platform/registration/accountsProvider.ts';
import type { ResolveDebug } from './platform/registration/registerDebug.ts';
import { isLostRow } from './platform/trees/lostRow.ts';
import type { RegisteredTree, TreeSource } from './platform/trees/registerTree.ts';
import { safeTree } from './platform/trees/safeTree.ts';
import { nodesOf, type Row } from './platform/trees/treeRow.ts';
import { TreeRows } from './platform/trees/treeRows.ts';
import { viewOf } from './platform/trees/viewOf.ts';
import { WAITING } from './platform/trees/waiting.ts';
import { reached } from './platform/window/milestones.ts';
import type { AuditNode } from './vocabulary/auditNode.ts';
import type { ClientsNode } from './vocabulary/clientsNode.ts';
import type { CommandName } from './vocabulary/commandId.ts';
import type { ProjectNode } from './vocabulary/projectNode.ts';

/** All that activation does not need, built when it is first wanted. */
export interface Parts extends vscode.Disposable {
  readonly clientsTree: TreeSource<Row<ClientsNode>>;
  readonly projectTree: TreeSource<Row<ProjectNode>>;
  readonly auditTree: TreeSource<Row<AuditNode>>;
  readonly accounts: AccountSessions;
  readonly resolveDebug: ResolveDebug;
  /** Looks, once after the editor has started, whether anything needs the user. */
  start(): Promise<void>;
  /** Runs a command of the table; its errors are shown, never thrown. */
  run(name: CommandName, args: readonly unknown[]): Promise<void>;
}

/** What activation has registered, for the parts to tell of changes. */
export interface Registered {
  readonly clients: RegisteredTree<Row<ClientsNode>>;
  readonly project: RegisteredTree<Row<ProjectNode>>;
  readonly audit: RegisteredTree<Row<AuditNode>>;
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
  const refresh = () => {
    clients.refresh();
    project.refresh();
    auditing.draw();
    expiry.watch.changed();
  };
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
  const clientsRows = new TreeRows(registered.clients, () => safeTree(clients.tree), WAITING);
  const clients = clientsParts({
    ...{ view: viewOf(registered.clients, clientsRows), connections, service, ...records, host, now },
    clientsChanged: () => {
      project.forget();
      expiry.watch.changed();
    },
  });
  const clipboard = editorClipboard();
  const destinations = destinationParts(context.workspaceState, records.bindings, now);
  const projectRows = new TreeRows(registered.project, () => safeTree(project.tree), WAITING);
  const project = projectParts({
    ...{
      view: viewOf(registered.project, projectRows),
      folders: destinations.folders,
      connections,
      service,
      now,
    },
    ...records,
  });
  const verify = async (credential: VerifiableCredential, signal?: AbortSignal) => {
    const verified = await verifyCredential(credential, dispatcher, signal);
    reached('authenticated');
    return verified;
  };
  const logError = (error: unknown) => log.error(error);
  const work = rotationWiring({
    ...{ connections, allConnections: () => settings.all(), service, signIns },
    ...{ surroundings: signIn.surroundings, ...records, ...destinations },
    ...{ verify, now, model: clients.model, logError, run: host.run },
    ...{ startTimer, dueChanged: () => expiry.status.showWaiting(work.due.count) },
    worked: () => expiry.watch.changed(),
  });
  // what this machine keeps need not be of the connection that this workspace works with
  const newLookup = () => new ClientLookup({ connections: () => settings.all(), service, now });
  const expiry = expiryParts({
    ...{ connections, service, ...records, host, now, newLookup, refresh, startTimer },
    ...{ details: clients.details, badge: registered.clients.badge, run: host.run },
    surveyed: () => auditing.draw(),
  });
  const auditRows = new TreeRows(registered.audit, () => safeTree(auditing.tree), WAITING);
  const auditing = auditParts({
    ...{ view: viewOf(registered.audit, auditRows), surveys: expiry.surveys, check: expiry.check },
    ...{ connections, service, details: clients.details, now },
  });
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
      ...destinations,
      refreshProject: project.refresh,
      drawProject: project.draw,
      now,
      redact,
      newName: randomUUID,
    },
    ...{ prove: signIn.prove, test: signIn.test, ...records },
    showOutcome: (...shown) => {
      reached('clientAdded');
      return showOutcome(...shown);
    },
    showKept,
    showPublicClient: (...shown) => {
      reached('clientAdded');
      showPublicClient(...shown);
    },
    extensionId: context.extension.id,
    ...{ logError, rotation: work.rotation, expiry, audit: auditing },
    verification: {
      ...{ ...records, files: destinations.delivery.files, verify, now, run: host.run },
      serviceTime: (resource, signal) => serviceTime(resource, dispatcher, signal),
      newLookup,
    },
    show: {
      host,
      runInTerminal: credential => {
        openCredentialTerminal(credential);
        reached('authenticated');
      },
      copySecret: clipboard.copy,
      verify,
    },
  });
  const debug = debugParts({
    ...{ ...records, connections, now, memory: context.workspaceState },
    show: error => void host.run(() => Promise.reject(error)),
  });
  const disposables = [
    channel,
    network,
    localTenant,
    settings.onDidChange(refresh),
    // also when another window has issued, rotated or forgotten something
    context.secrets.onDidChange(({ key }) => {
      if (!isKeptSecretKey(key)) return;
      void work.due.look();
      expiry.watch.changed();
    }),
    watchUnusableEntries(settings),
    signIn,
    clients,
    clipboard,
    destinations.folders,
    project,
    work.due,
    expiry,
  ];
  return {
    clientsTree: clientsRows,
    projectTree: projectRows,
    auditTree: auditRows,
    accounts: signIn.accounts,
    start: async () => {
      await Promise.all([work.due.look(), host.run(() => expiry.watch.start())]);
    },
    resolveDebug: debug.resolve,
    run: async (name, args) => {
      if (isLostRow(name, args)) return sayRowIsLost();
      await network.duringCommand(() => runCommand(log, async () => table[name](...nodesOf(args))));
      await clients.details.refresh();
      // a click that opens a file changes nothing
      if (name !== 'openProjectFile') project.draw();
    },
    dispose: () => {
      for (const disposable of disposables.toReversed()) disposable.dispose();
    },
  };
}

function startTimer(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
