import * as vscode from 'vscode';
import type { DeliverableCredential } from '../../credentials/delivery/deliverCredential.ts';
import { decodeKeptSecret, type KeptSecret } from '../../credentials/records/keptSecrets.ts';
import { isSameId } from '../../credentials/records/sameId.ts';
import { type ChosenNodes, chooseClient, chooseClients } from '../core/pickers/chooseClients.ts';
import { editClient, editSecret, manageRoles } from '../features/changes/changeCommands.ts';
import {
  type ArrangeCommandParts,
  clearFilter,
  filterClients,
  sortClients,
} from '../features/clients/arrangeCommands.ts';
import type { ClientsModel } from '../features/clients/clientsModel.ts';
import * as connections from '../features/connections/connectionCommands.ts';
import type { ConnectionCommandParts } from '../features/connections/establishConnection.ts';
import {
  chooseKept,
  credentialOf,
  insertCredential,
  insertKept,
  type KeptSecretCommandParts,
  offerSecret,
  openTerminal,
  showKeptCredential,
} from '../features/delivery/insertCommands.ts';
import type { ClientDetails } from '../features/details/clientDetails.ts';
import type { ClientJson } from '../features/details/clientJson.ts';
import { openWalkthrough } from '../features/help/openWalkthrough.ts';
import type { IssueCommandParts } from '../features/issuing/issueAndShow.ts';
import { addClient, addSecret, duplicateClient } from '../features/issuing/issueCommands.ts';
import {
  insertHere,
  openProjectFile,
  type ProjectCommandParts,
  refreshProject,
} from '../features/project/projectCommands.ts';
import {
  disableClients,
  enableClients,
  type RemoveCommandParts,
  removeClients,
  removeSecret,
} from '../features/removal/removeCommands.ts';
import type {
  ShowCredentialParts,
  ShownClient,
  showKept,
  showOutcome,
  showPublicClient,
} from '../features/resultView/showCredential.ts';
import { resumeWork } from '../features/rotation/resumeCommands.ts';
import { rotate, rotateOne } from '../features/rotation/rotateCommands.ts';
import { choiceOfKept } from '../features/rotation/rotationSubject.ts';
import type { RotationCommandParts } from '../features/rotation/rotationTools.ts';
import { fixActions } from '../features/verification/fixActions.ts';
import { type VerifyCommandParts, verifyAll, verifyKept } from '../features/verification/verifyCommands.ts';
import type { ClientsNode } from '../vocabulary/clientsNode.ts';
import type { CommandName } from '../vocabulary/commandId.ts';
import type { ProjectNode } from '../vocabulary/projectNode.ts';

/** Every command with what it does. Arguments are those of the place that it was run from: a node, or none. */
export type CommandTable = Readonly<Record<CommandName, (...args: readonly unknown[]) => unknown>>;

/** What the commands work with, all of them. */
export interface CommandTableParts
  extends ConnectionCommandParts,
    RemoveCommandParts,
    ArrangeCommandParts,
    ProjectCommandParts,
    Omit<IssueCommandParts, 'showOutcome' | 'showPublicClient' | 'addConnection'> {
  readonly drawProject: () => void;
  readonly delivery: RemoveCommandParts['delivery'] & IssueCommandParts['delivery'];
  readonly model: Pick<ClientsModel, 'arrange' | 'arrangement' | 'loadMore' | 'reloadClient' | 'reloadType'>;
  readonly rotation: RotationCommandParts;
  readonly expiry: Readonly<Record<'showAfterCheck' | 'report' | 'showTimeline', () => Promise<void>>>;
  readonly audit: Readonly<Record<'run' | 'report', () => Promise<void>>> &
    Readonly<Record<'fix' | 'open', (node: unknown) => Promise<void>>>;
  readonly verification: Omit<VerifyCommandParts, 'resourceOf' | 'fixes'>;
  readonly channel: Pick<vscode.LogOutputChannel, 'show'>;
  readonly show: Pick<ShowCredentialParts, 'host' | 'copySecret' | 'verify' | 'runInTerminal'>;
  readonly showOutcome: typeof showOutcome;
  readonly showKept: typeof showKept;
  readonly showPublicClient: typeof showPublicClient;
  readonly details: Pick<ClientDetails, 'show'>;
  readonly json: Pick<ClientJson, 'show'>;
  /** Ours, with the publisher. */
  readonly extensionId: string;
}

/** Where the service tells of clients (CONNECT data services documentation: *Clients*). */
const DOCUMENTATION = 'https://docs.aveva.com/bundle/aveva-data-hub/page/1263323.html';

/** Makes the table of all commands. */
export function commandTable(parts: CommandTableParts): CommandTable {
  const show: ShowCredentialParts = {
    ...parts.show,
    keptSecrets: parts.keptSecrets,
    now: parts.now,
    copyText: text => vscode.env.clipboard.writeText(text),
    insert: credential => insertCredential(parts, credential),
    showDetails: client => showDetailsOf(parts, client),
  };
  const issue: IssueCommandParts = {
    ...parts,
    showOutcome: outcome => parts.showOutcome(show, outcome),
    showPublicClient: client => parts.showPublicClient(show, client),
    addConnection: () => connections.addConnection(parts),
  };
  const kept: KeptSecretCommandParts = {
    ...parts,
    resourceOf: tenantId =>
      parts.connections().find(connection => isSameId(connection.tenantId, tenantId))?.resource,
    showKept: (credential: DeliverableCredential, record: KeptSecret) =>
      parts.showKept(show, credential, record),
    addSecret: node => addSecret(issue, node),
    runInTerminal: parts.show.runInTerminal,
  };
  const rotation = { ...parts.rotation, showKept: kept.showKept };
  const verification: VerifyCommandParts = {
    ...parts.verification,
    resourceOf: kept.resourceOf,
    fixes: fixActions({
      ...parts,
      rotate: record => rotateOne(rotation, choiceOfKept(record)),
      show: async record => kept.showKept(await credentialOf(kept, record), record),
    }),
  };
  // who adds a client while the local tenant starts means that one, and is not to be asked for another
  let starting: Promise<void> | undefined;
  return {
    addClient: async node => {
      await starting?.catch(() => undefined);
      await addClient(issue, asNode(node));
    },
    addConnection: () => connections.addConnection(parts),
    addSecret: node => addSecret(issue, asNode(node)),
    auditClients: () => parts.audit.run(),
    checkExpiry: () => parts.expiry.showAfterCheck(),
    clearFilter: () => clearFilter(parts),
    copyClientId: (...args) => copyClientIds(parts, chosenNodes(args)),
    disableClient: (...args) => disableClients(parts, chosenNodes(args)),
    duplicateClient: node => duplicateClient(issue, asNode(node)),
    editClient: node => editClient(parts, asNode(node)),
    editConnection: node => connections.editConnection(parts, asNode(node)),
    editSecret: node => editSecret(parts, asNode(node)),
    enableClient: (...args) => enableClients(parts, chosenNodes(args)),
    exportAudit: () => parts.audit.report(),
    exportExpiry: () => parts.expiry.report(),
    filterClients: () => filterClients(parts),
    fixFinding: node => parts.audit.fix(node),
    insert: node => insertKept(kept, asNode(node)),
    insertHere: node => insertHere(kept, asProjectNode(node)),
    loadMore: node => loadMore(parts, asNode(node)),
    manageRoles: node => manageRoles(parts, asNode(node)),
    openDocumentation: () => vscode.env.openExternal(vscode.Uri.parse(DOCUMENTATION)),
    openFinding: node => parts.audit.open(node),
    openProjectFile: node => openProjectFile(asProjectNode(node)),
    openTerminal: node => openTerminal(kept, asNode(node)),
    openWalkthrough: () => openWalkthrough(parts.extensionId),
    refresh: parts.refresh,
    refreshProject: () => refreshProject(parts),
    removeClient: (...args) => removeClients(parts, chosenNodes(args)),
    removeConnection: node => connections.removeConnection(parts, asNode(node)),
    removeSecret: node => removeSecret(parts, asNode(node)),
    renameConnection: node => connections.renameConnection(parts, asNode(node)),
    resumeWork: () => resumeWork(rotation),
    rotate: (...args) => {
      // from a notice: of a secret that is kept here
      const record = decodeKeptSecret(args[0]);
      return record ? rotateOne(rotation, choiceOfKept(record)) : rotate(rotation, chosenNodes(args));
    },
    showClientJson: node => showClient(parts, asNode(node), parts.json),
    showCredential: node => showKeptCredential(kept, asNode(node)),
    showDetails: node => showClient(parts, asNode(node), parts.details),
    showLog: () => parts.channel.show(),
    showTimeline: () => parts.expiry.showTimeline(),
    signIn: node => connections.signIn(parts, asNode(node)),
    signOut: node => connections.signOut(parts, asNode(node)),
    sortClients: () => sortClients(parts),
    switchConnection: () => connections.switchConnection(parts),
    testConnection: node => connections.testConnection(parts, asNode(node)),
    useGlobalAddress: node => connections.useGlobalAddress(parts, asNode(node)),
    useLocalTenant: () => {
      starting = connections.useLocalTenant(parts);
      return starting;
    },
    verify: node => verifyNode(kept, verification, asNode(node)),
    verifyAll: () => verifyAll(verification),
  };
}

/** Takes an argument for a node if it is one: keybindings and other extensions may pass anything. */
function asNode(argument: unknown): ClientsNode | undefined {
  const kind = (argument as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === 'string' ? (argument as ClientsNode) : undefined;
}

/** The same for a node of the Project Credentials view. */
function asProjectNode(argument: unknown): ProjectNode | undefined {
  const kind = (argument as { kind?: unknown } | null | undefined)?.kind;
  return kind === 'file' || kind === 'key' ? (argument as ProjectNode) : undefined;
}

/** A tree passes the node that was clicked, then, where several are selected, all of them. */
function chosenNodes([node, selected]: readonly unknown[]): ChosenNodes {
  const all = Array.isArray(selected) ? selected : [];
  return { node: asNode(node), selected: all.flatMap(each => asNode(each) ?? []) };
}

async function copyClientIds(parts: CommandTableParts, chosen: ChosenNodes): Promise<void> {
  const clients = await chooseClients(parts, chosen);
  const ids = clients.map(({ client }) => client.id);
  if (ids.length > 0) await vscode.env.clipboard.writeText(ids.join('\n'));
}

async function showClient(
  parts: CommandTableParts,
  node: ClientsNode | undefined,
  view: Pick<ClientDetails, 'show'>,
): Promise<void> {
  const chosen = await chooseClient(parts, node);
  if (chosen) await view.show(chosen);
}

/** Shows the details of a client of which only id and tenant are known: a result view may be older than the tree. */
async function showDetailsOf(
  parts: CommandTableParts,
  { tenantId, clientId, clientType }: ShownClient,
): Promise<void> {
  const connection = parts.connections().find(each => isSameId(each.tenantId, tenantId));
  if (!connection) return;
  const service = await parts.service(connection);
  const client = await service.client(clientType ?? 'clientCredentials', clientId);
  await parts.details.show({ kind: 'client', connection, client });
}

async function verifyNode(
  kept: KeptSecretCommandParts,
  verification: VerifyCommandParts,
  node: ClientsNode | undefined,
): Promise<void> {
  const chosen = await chooseKept(kept, node);
  if (chosen) await verifyKept(verification, chosen);
  else if (node?.kind === 'client') await offerSecret(kept, node);
}

async function loadMore({ model }: CommandTableParts, node: ClientsNode | undefined): Promise<void> {
  if (node?.kind === 'loadMore') await model.loadMore(node.of);
}
