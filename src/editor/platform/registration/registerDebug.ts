import * as vscode from 'vscode';

/** Puts credentials into a launch configuration; `undefined` when it is not to be started. */
export type ResolveDebug = (
  folder: vscode.WorkspaceFolder | undefined,
  configuration: vscode.DebugConfiguration,
) => Promise<vscode.DebugConfiguration | undefined>;

/** Most configurations have no variable of ours, and are left alone; they are JSON. */
const hasVariables = (configuration: vscode.DebugConfiguration): boolean =>
  JSON.stringify(configuration).includes('${clientCredentials:');

/** Has every launch configuration that has a variable of ours get its credentials; the others never wait for us. */
export function registerDebug(resolve: () => Promise<ResolveDebug>): vscode.Disposable {
  return vscode.debug.registerDebugConfigurationProvider('*', {
    resolveDebugConfigurationWithSubstitutedVariables: async (folder, configuration) =>
      hasVariables(configuration) ? (await resolve())(folder, configuration) : configuration,
  });
}
