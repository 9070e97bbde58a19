import type * as vscode from 'vscode';

/** The closed list of commands; the manifest has the same, with the prefix. */
export const COMMAND_NAMES = [
  'addAuthorizationCodeClient',
  'addClient',
  'addClientCredentialsClient',
  'addClientTo',
  'addConnection',
  'addDeviceCodeClient',
  'addHybridClient',
  'addSecret',
  'adoptSecret',
  'auditClients',
  'checkExpiry',
  'clearFilter',
  'copyClientId',
  'copySecret',
  'deleteItem',
  'deleteAllDisabled',
  'deleteAllExpired',
  'deleteFound',
  'disableClient',
  'duplicateClient',
  'editClient',
  'editConnection',
  'editSecret',
  'enableClient',
  'exportAudit',
  'exportExpiry',
  'filterClients',
  'finishRotation',
  'fixFinding',
  'hideCredential',
  'insert',
  'insertHere',
  'insertNow',
  'loadMore',
  'managePermissions',
  'manageRoles',
  'openDetails',
  'openDocumentation',
  'openFinding',
  'openLocation',
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
  'renameItem',
  'resumeWork',
  'reviewSavedSecrets',
  'rotate',
  'setFoundExpiration',
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
  'undoRotation',
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
