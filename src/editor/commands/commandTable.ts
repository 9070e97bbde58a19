import * as vscode from 'vscode';
import type { KeptSecret } from '../../credentials/keptSecrets.ts';
import type { ClientsModel } from '../clientsTree/clientsModel.ts';
import type { ClientsNode } from '../clientsTree/clientsNode.ts';
import type { DeliverableCredential } from '../destinations/deliverCredential.ts';
import type { ShowCredentialParts, showKept, showOutcome } from '../resultView/showCredential.ts';
import type { CommandName } from './commandId.ts';
import * as connections from './connectionCommands.ts';
import type { ConnectionCommandParts } from './establishConnection.ts';
import { addClient, addSecret, type IssueCommandParts } from './issueCommands.ts';
import {
  insertCredential,
  insertKept,
  type KeptSecretCommandParts,
  showKeptCredential,
} from './keptSecretCommands.ts';
import { pickClient } from './pickClient.ts';

/** Every command with what it does. Arguments are those of the place that it was run from: a node, or none. */
export type CommandTable = Readonly<Record<CommandName, (...args: readonly unknown[]) => unknown>>;

/** What the commands work with, all of them. */
export interface CommandTableParts
  extends ConnectionCommandParts,
    Omit<IssueCommandParts, 'showOutcome' | 'addConnection'> {
  readonly model: Pick<ClientsModel, 'loadMore'>;
  readonly channel: Pick<vscode.LogOutputChannel, 'show'>;
  readonly show: Pick<ShowCredentialParts, 'host' | 'copySecret' | 'verify'>;
  readonly showOutcome: typeof showOutcome;
  readonly showKept: typeof showKept;
}

/** Makes the table of all commands. */
export function commandTable(parts: CommandTableParts): CommandTable {
  const show: ShowCredentialParts = {
    ...parts.show,
    keptSecrets: parts.keptSecrets,
    now: parts.now,
    copyText: text => vscode.env.clipboard.writeText(text),
    insert: credential => insertCredential(parts, credential),
  };
  const issue: IssueCommandParts = {
    ...parts,
    showOutcome: outcome => parts.showOutcome(show, outcome),
    addConnection: () => connections.addConnection(parts),
  };
  const kept: KeptSecretCommandParts = {
    ...parts,
    resourceOf: tenantId =>
      parts.connections().find(connection => connection.tenantId === tenantId)?.resource,
    showKept: (credential: DeliverableCredential, record: KeptSecret) =>
      parts.showKept(show, credential, record),
    addSecret: node => addSecret(issue, node),
  };
  return {
    addClient: node => addClient(issue, asNode(node)),
    addConnection: () => connections.addConnection(parts),
    addSecret: node => addSecret(issue, asNode(node)),
    copyClientId: node => copyClientId(parts, asNode(node)),
    editConnection: node => connections.editConnection(parts, asNode(node)),
    insert: node => insertKept(kept, asNode(node)),
    loadMore: node => loadMore(parts, asNode(node)),
    refresh: parts.refresh,
    removeConnection: node => connections.removeConnection(parts, asNode(node)),
    renameConnection: node => connections.renameConnection(parts, asNode(node)),
    showCredential: node => showKeptCredential(kept, asNode(node)),
    showLog: () => parts.channel.show(),
    signIn: node => connections.signIn(parts, asNode(node)),
    signOut: node => connections.signOut(parts, asNode(node)),
    switchConnection: () => connections.switchConnection(parts),
    testConnection: node => connections.testConnection(parts, asNode(node)),
    useGlobalAddress: node => connections.useGlobalAddress(parts, asNode(node)),
    useLocalTenant: () => connections.useLocalTenant(parts),
  };
}

/** Takes an argument for a node if it is one: keybindings and other extensions may pass anything. */
function asNode(argument: unknown): ClientsNode | undefined {
  const kind = (argument as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === 'string' ? (argument as ClientsNode) : undefined;
}

async function copyClientId(parts: CommandTableParts, node: ClientsNode | undefined): Promise<void> {
  const chosen = node && 'client' in node ? node : await pickClient(parts.connections(), parts.service);
  if (chosen) await vscode.env.clipboard.writeText(chosen.client.id);
}

async function loadMore({ model }: CommandTableParts, node: ClientsNode | undefined): Promise<void> {
  if (node?.kind === 'loadMore') await model.loadMore(node.of);
}
