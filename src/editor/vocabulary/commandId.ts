import type * as vscode from 'vscode';

/** The closed list of commands; the manifest has the same, with the prefix. */
export const COMMAND_NAMES = [
  'addClient',
  'addConnection',
  'addSecret',
  'adoptSecret',
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
  'hideCredential',
  'insert',
  'insertHere',
  'loadMore',
  'managePermissions',
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
  'reviewSavedSecrets',
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
  'unhideCredentials',
  'useGlobalAddress',
  'useLocalTenant',
  'verify',
  'verifyAll',
] as const;

/** A command, without the prefix that all share. */
export type CommandName = (typeof COMMAND_NAMES)[number];

/** A command of the editor itself that a button of ours runs. */
export type EditorCommand = 'workbench.trust.manage';

/** Returns the id under which the editor knows a command. */
export const commandId = (name: CommandName | EditorCommand): string =>
  name.includes('.') ? name : `clientCredentials.${name}`;

/** Makes the command of a tree's item. The tree adds its row. */
export const commandFor = (name: CommandName | EditorCommand, title: string): vscode.Command => ({
  command: commandId(name),
  title,
});
