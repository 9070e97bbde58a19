import type * as vscode from 'vscode';

/** The closed list of commands; the manifest has the same, with the prefix. */
export const COMMAND_NAMES = [
  'addClient',
  'addConnection',
  'addSecret',
  'auditClients',
  'checkExpiry',
  'clearFilter',
  'copyClientId',
  'disableClient',
  'duplicateClient',
  'editClient',
  'editConnection',
  'editSecret',
  'enableClient',
  'exportAudit',
  'exportExpiry',
  'filterClients',
  'fixFinding',
  'insert',
  'insertHere',
  'loadMore',
  'manageRoles',
  'openDocumentation',
  'openFinding',
  'openProjectFile',
  'openTerminal',
  'openWalkthrough',
  'refresh',
  'refreshProject',
  'removeClient',
  'removeConnection',
  'removeSavedData',
  'removeSecret',
  'renameConnection',
  'resumeWork',
  'rotate',
  'showClientJson',
  'showCredential',
  'showDetails',
  'showLog',
  'showTimeline',
  'signIn',
  'signOut',
  'sortClients',
  'switchConnection',
  'testConnection',
  'useGlobalAddress',
  'useLocalTenant',
  'verify',
  'verifyAll',
] as const;

/** A command, without the prefix that all share. */
export type CommandName = (typeof COMMAND_NAMES)[number];

/** Returns the id under which the editor knows a command. */
export const commandId = (name: CommandName): string => `clientCredentials.${name}`;

/** Makes a command that a tree item or a button runs. */
export function commandFor(name: CommandName, title: string, ...args: unknown[]): vscode.Command {
  return { command: commandId(name), title, arguments: args };
}
