import { randomBytes, randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { serviceTime } from '../credentials/verification/serviceTime.ts';
import { type VerifiableCredential, verifyCredential } from '../credentials/verification/verifyCredential.ts';
import type { SecretText } from '../service/model/secretText.ts';
import { auditParts } from './audit/auditParts.ts';
import type { AuditNode, AuditTree } from './audit/auditTree.ts';
import type { ClientsNode } from './clientsTree/clientsNode.ts';
import { clientsParts } from './clientsTree/clientsParts.ts';
import type { ClientsTree } from './clientsTree/clientsTree.ts';
import { editorClipboard } from './clipboard/editorClipboard.ts';
import type { CommandName } from './commands/commandId.ts';
import { type CommandTable, commandTable } from './commands/commandTable.ts';
import { runCommand } from './commands/runCommand.ts';
import { ActiveConnection } from './connections/activeConnection.ts';
import { ConnectionSettings } from './connections/connectionSettings.ts';
import { LocalTenantProcess } from './connections/localTenantProcess.ts';
import { localTenantProgram } from './connections/localTenantProgram.ts';
import { watchUnusableEntries } from './connections/unusableEntries.ts';
import { credentialRecords } from './credentialRecords.ts';
import { resolveCredentials } from './debug/debugCredentials.ts';
import type { ResolveDebug } from './debug/registerDebug.ts';
import { destinationParts } from './destinations/destinationParts.ts';
import { expiryParts } from './expiry/expiryParts.ts';
import { redactedSecretStore } from './log/redactedSecretStore.ts';
import { redactingLog } from './log/redactingLog.ts';
import { Redaction } from './log/redaction.ts';
import { networkParts } from './network/networkParts.ts';
import { ClientLookup } from './projectView/clientLookup.ts';
import type { ProjectNode } from './projectView/projectNode.ts';
import { projectParts } from './projectView/projectParts.ts';
import type { ProjectTree } from './projectView/projectTree.ts';
import { showKept, showOutcome, showPublicClient } from './resultView/showCredential.ts';
import { rotationWiring } from './rotation/rotationWiring.ts';
import type { AccountSessions, SessionsChanged } from './signIn/accountsProvider.ts';
import { signInParts } from './signIn/signInParts.ts';
import { openCredentialTerminal } from './terminal/credentialTerminal.ts';
import type { RegisteredTree } from './treeView/registerTree.ts';

/** All that activation does not need, built when it is first wanted. */
export interface Parts extends vscode.Disposable {
  readonly clientsTree: ClientsTree;
  readonly projectTree: ProjectTree;
  readonly auditTree: AuditTree;
  readonly accounts: AccountSessions;
  readonly resolveDebug: ResolveDebug;
  /** Looks, once after the editor has started, whether anything needs the user. */
  start(): Promise<void>;
  /** Runs a command of the table; its errors are shown, never thrown. */
  run(name: CommandName, args: readonly unknown[]): Promise<void>;
}

/** What activation has registered, for the parts to tell of changes. */
export interface Registered {
  readonly clients: RegisteredTree<ClientsNode>;
  readonly project: RegisteredTree<ProjectNode>;
  readonly audit: RegisteredTree<AuditNode>;
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
  const clients = clientsParts({
    ...{ view: registered.clients, connections, service, ...records, host, now },
    clientsChanged: () => project.forget(),
  });
  const clipboard = editorClipboard();
  const destinations = destinationParts(context.workspaceState, records.bindings, now);
  const project = projectParts({
    ...{ view: registered.project, folders: destinations.folders, connections, service, now },
    ...records,
  });
  const verify = (credential: VerifiableCredential, signal?: AbortSignal) =>
    verifyCredential(credential, dispatcher, signal);
  const logError = (error: unknown) => log.error(error);
  const work = rotationWiring({
    ...{ connections, service, signIns, surroundings: signIn.surroundings, ...records, ...destinations },
    ...{ verify, now, model: clients.model, logError, run: host.run },
    ...{ startTimer, dueChanged: () => expiry.status.waitingChanged(work.due.count) },
  });
  const newLookup = () => new ClientLookup({ connections, service, now });
  const expiry = expiryParts({
    ...{ connections, service, ...records, host, now, newLookup, startTimer },
    ...{ details: clients.details, badge: registered.clients.badge, run: host.run },
    surveyed: () => auditing.draw(),
  });
  const auditing = auditParts({
    ...{ view: registered.audit, surveys: expiry.surveys, check: expiry.check },
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
      now,
      redact,
      newName: randomUUID,
    },
    ...{ prove: signIn.prove, test: signIn.test, ...records },
    ...{ showOutcome, showKept, showPublicClient },
    ...{ logError, rotation: work.rotation, expiry, audit: auditing },
    verification: {
      ...{ ...records, files: destinations.delivery.files, verify, now, run: host.run },
      serviceTime: (resource, signal) => serviceTime(resource, dispatcher, signal),
      newLookup,
    },
    show: {
      host,
      runInTerminal: openCredentialTerminal,
      copySecret: clipboard.copy,
      verify,
    },
  });
  const debug = {
    ...{ keptSecrets: records.keptSecrets, now },
    resourceOf: (tenantId: string) => connections().find(each => each.tenantId === tenantId)?.resource,
    refuse: (reason: string) => void vscode.window.showErrorMessage(reason),
    show: (error: unknown) => void host.run(() => Promise.reject(error)),
  };
  const disposables = [
    channel,
    network,
    localTenant,
    settings.onDidChange(refresh),
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
    clientsTree: clients.tree,
    projectTree: project.tree,
    auditTree: auditing.tree,
    accounts: signIn.accounts,
    start: async () => {
      await Promise.all([work.look(), host.run(() => expiry.watch.start())]);
    },
    resolveDebug: configuration => resolveCredentials(configuration, debug),
    run: async (name, args) => {
      await network.duringCommand(() => runCommand(log, async () => table[name](...args)));
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
