import * as vscode from 'vscode';

/** Id of our sessions among the editor's accounts; the manifest has the same. */
export const ACCOUNTS_ID = 'clientCredentials';

/** What the editor asks of the accounts. */
export type AccountSessions = Pick<
  vscode.AuthenticationProvider,
  'getSessions' | 'createSession' | 'removeSession'
>;

/** Tells the editor which of our sessions came, went or changed. */
export type SessionsChanged = (event: vscode.AuthenticationProviderAuthenticationSessionsChangeEvent) => void;

/** Registers our accounts with the editor; what is behind them is loaded when somebody first asks. */
export function registerAccounts(
  accounts: () => Promise<AccountSessions>,
): vscode.Disposable & { readonly changed: SessionsChanged } {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const registered = vscode.authentication.registerAuthenticationProvider(
    ACCOUNTS_ID,
    'CONNECT data services',
    {
      onDidChangeSessions: changed.event,
      getSessions: async (scopes, options) =>
        mayHaveAccounts() ? (await accounts()).getSessions(scopes, options) : [],
      createSession: async (scopes, options) => (await accounts()).createSession(scopes, options),
      removeSession: async id => (await accounts()).removeSession(id),
    },
    { supportsMultipleAccounts: true },
  );
  return {
    changed: event => changed.fire(event),
    dispose: () => {
      registered.dispose();
      changed.dispose();
    },
  };
}

/**
 * Tells whether there is a connection that could have an account, the local tenant being nobody's. The editor asks for
 * sessions in every window that starts, and most would load everything only to say that there is none.
 */
function mayHaveAccounts(): boolean {
  const setting = vscode.workspace.getConfiguration('clientCredentials').inspect<unknown>('connections');
  const entries = setting?.globalValue;
  return Array.isArray(entries) && entries.some(entry => entry?.kind !== 'localTenant');
}
