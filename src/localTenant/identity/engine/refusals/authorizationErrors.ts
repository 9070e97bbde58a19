import type { errors, Provider } from 'oidc-provider';

/** The errors with which an IdentityServer sends a browser back to the application. All others end on its error page. */
const SAFE_ERRORS: ReadonlySet<string> = new Set([
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'login_required',
]);

/** Makes authorization requests fail as in an IdentityServer: on an error page, from which no browser returns. */
export function showErrors(provider: Provider): void {
  const stay = (_ctx: unknown, error: Error & Partial<errors.OIDCProviderError>) => {
    // Read by the engine right after it has told of the error.
    if (!SAFE_ERRORS.has(String(error.error))) Object.assign(error, { allow_redirect: false });
  };
  provider.on('authorization.error', stay);
  provider.on('server_error', stay);
}
