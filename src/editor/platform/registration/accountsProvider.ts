import * as vscode from 'vscode';

/** Id of this authentication provider; must match the manifest. */
export const ACCOUNTS_ID = 'clientCredentials';

/** The functions that the editor calls. */
export type AccountSessions = Pick<
  vscode.AuthenticationProvider,
  'getSessions' | 'createSession' | 'removeSession'
>;

/** Reports added, removed and changed sessions to the editor. */
export type SessionsChanged = (event: vscode.AuthenticationProviderAuthenticationSessionsChangeEvent) => void;

/** The implementation; both parts are loaded on first use. */
export interface AccountSources {
  /** Lists the sessions without their tokens, for the Accounts menu. */
  readonly list: () => Promise<{
    list(options: vscode.AuthenticationProviderSessionOptions): Promise<vscode.AuthenticationSession[]>;
  }>;
  readonly accounts: () => Promise<AccountSessions>;
}

/** Registers our accounts with the editor. */
export function registerAccounts({
  list,
  accounts,
}: AccountSources): vscode.Disposable & { readonly changed: SessionsChanged } {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const registered = vscode.authentication.registerAuthenticationProvider(
    ACCOUNTS_ID,
    'CONNECT data services',
    {
      onDidChangeSessions: changed.event,
      getSessions: async (scopes, options) => {
        if (!mayHaveAccounts()) return [];
        return scopes?.length
          ? (await accounts()).getSessions(scopes, options)
          : (await list()).list(options);
      },
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
 * Returns whether any connection can have an account; the local tenant cannot. The editor requests sessions in every
 * window that starts; most have none.
 */
function mayHaveAccounts(): boolean {
  const setting = vscode.workspace.getConfiguration('clientCredentials').inspect<unknown>('connections');
  const entries = setting?.globalValue;
  return Array.isArray(entries) && entries.some(entry => entry?.kind !== 'localTenant');
}
