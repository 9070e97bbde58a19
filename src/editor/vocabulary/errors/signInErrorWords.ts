import * as l10n from '@vscode/l10n';
import type { SignInError, SignInErrorCode } from '../../../signIn/signInError.ts';
import { foreignText } from '../shownText.ts';
import {
  proxyRefusalInWords,
  proxyUnreachableInWords,
  tooManyRequestsInWords,
  untrustedInWords,
} from './networkWords.ts';

/** What happened and what to do, by the code of a sign-in error. */
export const SIGN_IN_WORDS: Readonly<Record<SignInErrorCode, (error: SignInError) => string>> = {
  wrongSecret: () =>
    l10n.t(
      'The service refuses the client: its id or secret is wrong, the secret has expired, or the client is disabled. A change can take up to an hour to count.',
    ),
  unauthorizedClient: () =>
    l10n.t(
      'This client may not sign in this way: the browser needs an Authorization Code client, a code needs a Device Code client, a secret needs a Client-Credentials client.',
    ),
  denied: error =>
    l10n.t(
      'The sign-in was refused ({0}). Either it was cancelled in the browser, or this user may not use the tenant.',
      foreignText(error.detail) || 'access_denied',
    ),
  scopeRefused: () =>
    l10n.t(
      'This client isn’t allowed to have what the sign-in requests, such as refresh tokens. Edit the connection and choose “Ask me to sign in again”.',
    ),
  sessionEnded: () => l10n.t('The service does not accept this sign-in any more. Sign in again.'),
  expiredCode: () => l10n.t('The code has expired before anybody typed it. Sign in again for a new one.'),
  wrongRedirect: () =>
    l10n.t(
      'This address does not belong to this sign-in, or has been used before. Nothing was sent; start the sign-in again.',
    ),
  noAnswer: error =>
    l10n.t(
      'The browser didn’t return to the editor. If it shows an error of the service, sign in again and select “The Browser Shows an Error”. The client might not be allowed refresh tokens (“Stay signed in”), or might not have the redirect URI {0}.',
      foreignText(error.detail),
    ),
  refusedInBrowser: error =>
    l10n.t(
      'The service showed an error instead of signing you in. Check that the client of this connection is an enabled Authorization Code client of this tenant, and that its redirect URIs include exactly {0}. It can take up to an hour until you can sign in with a new client.',
      foreignText(error.detail),
    ),
  redirectUnavailable: error =>
    l10n.t(
      'Another program listens at {0}, so the browser cannot come back to us. End it, or give the connection another redirect URI that the client has.',
      error.detail ?? '',
    ),
  refused: error => l10n.t('The service refuses the sign-in: {0}', foreignText(error.detail)),
  notTheService: () =>
    l10n.t(
      'The address does not answer as the service does (no OpenID discovery). Check the address of the connection.',
    ),
  wrongIssuer: ({ detail }) =>
    detail === 'access_token' || detail === 'iss'
      ? l10n.t(
          'The token names another issuer than the service does. The token was not used. Check the address of the connection.',
        )
      : l10n.t(
          'The service at this address names a sign-in endpoint on another host. No secret was sent there. Check the address of the connection.',
        ),
  insecureAddress: () => l10n.t('The address is not https; no secret was sent to it.'),
  unreachable: error =>
    l10n.t(
      'The service cannot be reached ({0}). Check the network connection and the address.',
      foreignText(error.detail) || l10n.t('the connection broke'),
    ),
  tlsNotTrusted: error => untrustedInWords(error.detail),
  proxyRefused: error => proxyRefusalInWords(error.detail),
  proxyUnreachable: error => proxyUnreachableInWords(error.detail),
  timedOut: () => l10n.t('The service did not answer the sign-in in time. Try again.'),
  tooManyRequests: tooManyRequestsInWords,
  unavailable: () => l10n.t('The service is not available at the moment. Try again later.'),
  serverFault: () => l10n.t('The service failed while signing in. Try again later.'),
  malformedAnswer: () => l10n.t('The service answered the sign-in with something that is no token.'),
  cancelled: () => l10n.t('Cancelled.'),
};
