import * as l10n from '@vscode/l10n';
import type { SignInError, SignInErrorCode } from '../../signIn/signInError.ts';

/** What happened and what to do, by the code of a sign-in error. */
export const SIGN_IN_WORDS: Readonly<Record<SignInErrorCode, (error: SignInError) => string>> = {
  wrongSecret: () =>
    l10n.t(
      'The service refuses the client: its id or secret is wrong, the secret has expired, or the client is disabled. A change can take up to an hour to count.',
    ),
  unauthorizedClient: () => l10n.t('This client may not sign in by itself. Use a Client-Credentials client.'),
  refused: error => l10n.t('The service refuses the sign-in: {0}', error.detail ?? ''),
  notTheService: () =>
    l10n.t(
      'The address does not answer as the service does (no OpenID discovery). Check the address of the connection.',
    ),
  wrongIssuer: () =>
    l10n.t(
      'The address speaks for another one; no secret was sent to it. Check the address of the connection.',
    ),
  insecureAddress: () => l10n.t('The address is not https; no secret was sent to it.'),
  unreachable: error =>
    l10n.t(
      'The service cannot be reached ({0}). Check the network connection and the address.',
      error.detail ?? l10n.t('the connection broke'),
    ),
  tlsNotTrusted: error =>
    l10n.t(
      'The certificate of the address is not trusted ({0}). If your company inspects traffic, add its certificate with NODE_EXTRA_CA_CERTS.',
      error.detail ?? '',
    ),
  timedOut: () => l10n.t('The service did not answer the sign-in in time. Try again.'),
  serverFault: () => l10n.t('The service failed while signing in. Try again later.'),
  malformedAnswer: () => l10n.t('The service answered the sign-in with something that is no token.'),
  cancelled: () => l10n.t('Cancelled.'),
};
