import * as vscode from 'vscode';

/** Inserts credentials into a launch configuration; `undefined` to cancel the launch. */
export type ResolveDebug = (
  folder: vscode.WorkspaceFolder | undefined,
  configuration: vscode.DebugConfiguration,
) => Promise<vscode.DebugConfiguration | undefined>;

/** Most configurations, which are JSON, do not use our variables. */
const hasVariables = (configuration: vscode.DebugConfiguration): boolean =>
  JSON.stringify(configuration).includes('${clientCredentials:');

/** Resolves our variables in launch configurations; those without such variables start without delay. */
export function registerDebug(resolve: () => Promise<ResolveDebug>): vscode.Disposable {
  return vscode.debug.registerDebugConfigurationProvider('*', {
    resolveDebugConfigurationWithSubstitutedVariables: async (folder, configuration) =>
      hasVariables(configuration) ? (await resolve())(folder, configuration) : configuration,
  });
}
