import { decodeKeptSecret, type KeptSecret } from '../../credentials/records/keptSecrets.ts';
import type { FindingNode } from './auditNode.ts';
import type { ClientsNode } from './clientsNode.ts';
import type { CommandName } from './commandId.ts';
import type { FileNode, KeyNode } from './projectNode.ts';

/** The nodes that a command was run on: the one that was clicked, then all that are selected. */
export interface ChosenNodes {
  readonly node: ClientsNode | undefined;
  readonly selected: readonly ClientsNode[];
}

/** What the editor, a keybinding or another extension passes to a command: anything. */
type Passed = readonly unknown[];

const CLIENTS_KINDS = {
  connection: true,
  type: true,
  emptyTypes: true,
  client: true,
  secret: true,
  loadMore: true,
  problem: true,
} as const satisfies Record<ClientsNode['kind'], true>;

const kindOf = (argument: unknown): unknown => (argument as { kind?: unknown } | null | undefined)?.kind;

function asClientsNode(argument: unknown): ClientsNode | undefined {
  const kind = kindOf(argument);
  const isNode = typeof kind === 'string' && Object.hasOwn(CLIENTS_KINDS, kind);
  return isNode ? (argument as ClientsNode) : undefined;
}

/** Takes no argument. */
const nothing = (_: Passed): readonly [] => [];

/** Takes a node of the Clients view, or none. */
const clientsNode = ([node]: Passed): readonly [ClientsNode | undefined] => [asClientsNode(node)];

/** Takes the node that was clicked and all that are selected. */
const clientsNodes = ([node, selected]: Passed): readonly [ChosenNodes] => {
  const all: readonly unknown[] = Array.isArray(selected) ? selected : [];
  return [{ node: asClientsNode(node), selected: all.flatMap(each => asClientsNode(each) ?? []) }];
};

/** Takes a secret that is saved on this machine, from a notice, or nodes of the Clients view. */
const savedSecretOrClientsNodes = (passed: Passed): readonly [KeptSecret | ChosenNodes] => {
  const kept = decodeKeptSecret(passed[0]);
  return kept ? [kept] : clientsNodes(passed);
};

/** Takes a file or a key of the Project Credentials view, or none. */
const projectNode = ([node]: Passed): readonly [FileNode | KeyNode | undefined] => {
  const kind = kindOf(node);
  return [kind === 'file' || kind === 'key' ? (node as FileNode | KeyNode) : undefined];
};

/** Takes a finding of the Audit view, or none. */
const finding = ([node]: Passed): readonly [FindingNode | undefined] => [
  kindOf(node) === 'finding' ? (node as FindingNode) : undefined,
];

/** How each command reads its arguments. */
export const COMMAND_ARGUMENTS = {
  addClient: clientsNode,
  addConnection: nothing,
  addSecret: clientsNode,
  auditClients: nothing,
  checkExpiry: nothing,
  clearFilter: nothing,
  copyClientId: clientsNodes,
  disableClient: clientsNodes,
  duplicateClient: clientsNode,
  editClient: clientsNode,
  editConnection: clientsNode,
  editSecret: clientsNode,
  enableClient: clientsNodes,
  exportAudit: nothing,
  exportExpiry: nothing,
  filterClients: nothing,
  fixFinding: finding,
  insert: clientsNode,
  insertHere: projectNode,
  loadMore: clientsNode,
  manageRoles: clientsNode,
  openDocumentation: nothing,
  openFinding: finding,
  openProjectFile: projectNode,
  openTerminal: clientsNode,
  openWalkthrough: nothing,
  refresh: nothing,
  refreshProject: nothing,
  removeClient: clientsNodes,
  removeConnection: clientsNode,
  removeSavedData: nothing,
  removeSecret: clientsNode,
  renameConnection: clientsNode,
  resumeWork: nothing,
  rotate: savedSecretOrClientsNodes,
  showClientJson: clientsNode,
  showCredential: clientsNode,
  showDetails: clientsNode,
  showLog: nothing,
  showTimeline: nothing,
  signIn: clientsNode,
  signOut: clientsNode,
  sortClients: nothing,
  switchConnection: nothing,
  testConnection: clientsNode,
  useGlobalAddress: clientsNode,
  useLocalTenant: nothing,
  verify: clientsNode,
  verifyAll: nothing,
} as const satisfies Readonly<Record<CommandName, (passed: Passed) => readonly unknown[]>>;

/** The arguments that a command works with. */
export type ArgumentsOf<Name extends CommandName> = ReturnType<(typeof COMMAND_ARGUMENTS)[Name]>;

/** Every command with what it does. */
export type Commands = { readonly [Name in CommandName]: (...args: ArgumentsOf<Name>) => unknown };

/** Runs a command of a table with the arguments that it was passed. */
export async function runWithArguments<Name extends CommandName>(
  commands: Partial<Commands>,
  name: Name,
  passed: Passed,
): Promise<void> {
  const args = COMMAND_ARGUMENTS[name](passed) as ArgumentsOf<Name>;
  const command = commands[name];
  if (!command) throw new Error(`no feature has the command ${name}`);
  await command(...args);
}
