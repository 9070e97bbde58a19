import type { KeptSecret } from '../../credentials/records/keptSecrets.ts';
import type { FindingNode } from './auditNode.ts';
import type { ClientsNode } from './clientsNode.ts';
import type { CommandName } from './commandId.ts';
import type { FileNode, KeyNode, ValueNode } from './projectNode.ts';

/** What a secret can be adopted from: a client, a file, a key of it, or a value in an editor. */
export type AdoptableNode = ClientsNode | FileNode | KeyNode | ValueNode;

/** The nodes that a command was run on: the one that was clicked, then all that are selected. */
export interface ChosenNodes {
  readonly node: ClientsNode | undefined;
  readonly selected: readonly ClientsNode[];
}

/** The nodes that a command was run on; `undefined` in place of anything else. Only our own trees make them. */
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

/** The same; a notice of ours passes a secret that is saved on this machine instead. */
const clientsNodesOrSavedSecret = (passed: Passed): readonly [ChosenNodes | KeptSecret] =>
  clientsNodes(passed);

/** Takes a file or a key of the Project Credentials view, or none. */
const projectNode = ([node]: Passed): readonly [FileNode | KeyNode | undefined] => {
  const kind = kindOf(node);
  return [kind === 'file' || kind === 'key' ? (node as FileNode | KeyNode) : undefined];
};

/** Takes a node of the Clients view, a file or a key of the Project Credentials view, a value in an editor, or none. */
const adoptableNode = (passed: Passed): readonly [AdoptableNode | undefined] => {
  const [client] = clientsNode(passed);
  const [file] = projectNode(passed);
  const [node] = passed;
  return [client ?? file ?? (kindOf(node) === 'value' ? (node as ValueNode) : undefined)];
};

/** Takes a finding of the Audit view, or none. */
const finding = ([node]: Passed): readonly [FindingNode | undefined] => [
  kindOf(node) === 'finding' ? (node as FindingNode) : undefined,
];

/** What the editor has to know of a command before it runs. */
interface CommandTraits {
  /** Reads the arguments from the nodes that the command was run on. */
  readonly takes: (passed: Passed) => readonly unknown[];
  /** Whether it runs in Restricted Mode. What writes to a project, runs a program or rotates a secret does not. */
  readonly inRestrictedMode: 'runs' | 'isRefused';
}

/** Every command with its traits. */
export const COMMAND_TRAITS = {
  addClient: { takes: clientsNode, inRestrictedMode: 'runs' },
  addConnection: { takes: nothing, inRestrictedMode: 'runs' },
  addSecret: { takes: clientsNode, inRestrictedMode: 'runs' },
  adoptSecret: { takes: adoptableNode, inRestrictedMode: 'isRefused' },
  auditClients: { takes: nothing, inRestrictedMode: 'runs' },
  checkExpiry: { takes: nothing, inRestrictedMode: 'runs' },
  clearFilter: { takes: nothing, inRestrictedMode: 'runs' },
  copyClientId: { takes: clientsNodes, inRestrictedMode: 'runs' },
  disableClient: { takes: clientsNodes, inRestrictedMode: 'runs' },
  duplicateClient: { takes: clientsNode, inRestrictedMode: 'runs' },
  editClient: { takes: clientsNode, inRestrictedMode: 'runs' },
  editConnection: { takes: clientsNode, inRestrictedMode: 'runs' },
  editSecret: { takes: clientsNode, inRestrictedMode: 'runs' },
  enableClient: { takes: clientsNodes, inRestrictedMode: 'runs' },
  exportAudit: { takes: nothing, inRestrictedMode: 'runs' },
  exportExpiry: { takes: nothing, inRestrictedMode: 'runs' },
  filterClients: { takes: nothing, inRestrictedMode: 'runs' },
  fixFinding: { takes: finding, inRestrictedMode: 'runs' },
  hideCredential: { takes: projectNode, inRestrictedMode: 'runs' },
  insert: { takes: clientsNode, inRestrictedMode: 'isRefused' },
  insertHere: { takes: projectNode, inRestrictedMode: 'isRefused' },
  loadMore: { takes: clientsNode, inRestrictedMode: 'runs' },
  managePermissions: { takes: nothing, inRestrictedMode: 'runs' },
  manageRoles: { takes: clientsNode, inRestrictedMode: 'runs' },
  openDocumentation: { takes: nothing, inRestrictedMode: 'runs' },
  openFinding: { takes: finding, inRestrictedMode: 'runs' },
  openProjectFile: { takes: projectNode, inRestrictedMode: 'runs' },
  openTerminal: { takes: clientsNode, inRestrictedMode: 'isRefused' },
  openWalkthrough: { takes: nothing, inRestrictedMode: 'runs' },
  refresh: { takes: nothing, inRestrictedMode: 'runs' },
  refreshProject: { takes: nothing, inRestrictedMode: 'runs' },
  removeClient: { takes: clientsNodes, inRestrictedMode: 'runs' },
  removeConnection: { takes: clientsNode, inRestrictedMode: 'runs' },
  removeSavedData: { takes: nothing, inRestrictedMode: 'runs' },
  removeSecret: { takes: clientsNode, inRestrictedMode: 'runs' },
  renameConnection: { takes: clientsNode, inRestrictedMode: 'runs' },
  resumeWork: { takes: nothing, inRestrictedMode: 'isRefused' },
  reviewSavedSecrets: { takes: nothing, inRestrictedMode: 'runs' },
  rotate: { takes: clientsNodesOrSavedSecret, inRestrictedMode: 'isRefused' },
  showClientJson: { takes: clientsNode, inRestrictedMode: 'runs' },
  showCredential: { takes: clientsNode, inRestrictedMode: 'runs' },
  showDetails: { takes: clientsNode, inRestrictedMode: 'runs' },
  showLog: { takes: nothing, inRestrictedMode: 'runs' },
  showTimeline: { takes: nothing, inRestrictedMode: 'runs' },
  signIn: { takes: clientsNode, inRestrictedMode: 'runs' },
  signOut: { takes: clientsNode, inRestrictedMode: 'runs' },
  sortClients: { takes: nothing, inRestrictedMode: 'runs' },
  switchConnection: { takes: nothing, inRestrictedMode: 'runs' },
  testConnection: { takes: clientsNode, inRestrictedMode: 'runs' },
  unhideCredentials: { takes: nothing, inRestrictedMode: 'runs' },
  useGlobalAddress: { takes: clientsNode, inRestrictedMode: 'runs' },
  useLocalTenant: { takes: nothing, inRestrictedMode: 'runs' },
  verify: { takes: clientsNode, inRestrictedMode: 'runs' },
  verifyAll: { takes: nothing, inRestrictedMode: 'runs' },
} as const satisfies Readonly<Record<CommandName, CommandTraits>>;

/** The arguments that a command works with. */
export type ArgumentsOf<Name extends CommandName> = ReturnType<(typeof COMMAND_TRAITS)[Name]['takes']>;

/** Every command with what it does. */
export type Commands = { readonly [Name in CommandName]: (...args: ArgumentsOf<Name>) => unknown };

/** A command that works on nodes of the Clients view. */
export type ClientsCommand = {
  [Name in CommandName]: readonly [ClientsNode] | readonly [ChosenNodes] extends infer On
    ? On extends ArgumentsOf<Name>
      ? Name
      : never
    : never;
}[CommandName];

/** Reads the arguments of a command from the nodes that it was run on. */
export const argumentsFor = <Name extends CommandName>(name: Name, passed: Passed): ArgumentsOf<Name> =>
  COMMAND_TRAITS[name].takes(passed) as ArgumentsOf<Name>;
