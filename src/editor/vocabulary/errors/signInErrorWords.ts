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
      'The service rejected the client. Its ID or secret is wrong, the secret has expired, or the client is disabled. Changes can take up to an hour to take effect.',
    ),
  unauthorizedClient: () =>
    l10n.t(
      "This client can't sign in this way. Signing in with the browser requires an Authorization Code client, with a code a Device Code client, and with a secret a Client-Credentials client.",
    ),
  denied: error =>
    l10n.t(
      "The sign-in was rejected ({0}). It was canceled in the browser, or this user isn't allowed to use the tenant.",
      foreignText(error.detail) || 'access_denied',
    ),
  scopeRefused: () =>
    l10n.t(
      "This client isn't allowed to get what the sign-in requests, such as refresh tokens. Edit the connection and choose “Ask me to sign in again”.",
    ),
  sessionEnded: () => l10n.t('Your session has expired. Sign in again.'),
  expiredCode: () => l10n.t('The code expired before it was entered. Sign in again to get a new one.'),
  wrongRedirect: () =>
    l10n.t(
      "This address doesn't belong to this sign-in or was already used. Nothing was sent. Start the sign-in again.",
    ),
  noAnswer: error =>
    l10n.t(
      "The browser didn't return to the editor. If it shows an error of the service, sign in again and select “The Browser Shows an Error”. The client might not be allowed refresh tokens (“Stay signed in”), or might not have the redirect URI {0}.",
      foreignText(error.detail),
    ),
  refusedInBrowser: error =>
    l10n.t(
      'The service showed an error instead of signing you in. Check that the client of this connection is an enabled Authorization Code client of this tenant, and that its redirect URIs include exactly {0}. It can take up to an hour until you can sign in with a new client.',
      foreignText(error.detail),
    ),
  redirectUnavailable: error =>
    l10n.t(
      "Another program is using {0}, so the browser can't return to the editor. End that program, or use another redirect URI of the client for this connection.",
      error.detail ?? '',
    ),
  refused: error => l10n.t('The service rejected the sign-in: {0}', foreignText(error.detail)),
  notTheService: () =>
    l10n.t(
      "The service wasn't found at this address (no OpenID discovery document). Check the address of the connection.",
    ),
  wrongIssuer: ({ detail }) =>
    detail === 'access_token' || detail === 'iss'
      ? l10n.t(
          "The token was issued by another issuer than the service at this address, so it wasn't used. Check the address of the connection.",
        )
      : l10n.t(
          'The service at this address names a sign-in endpoint on another host, so no secret was sent. Check the address of the connection.',
        ),
  insecureAddress: () => l10n.t("The address doesn't use https, so no secret was sent to it."),
  unreachable: error =>
    l10n.t(
      "The service can't be reached ({0}). Check the network connection and the address.",
      foreignText(error.detail) || l10n.t('the connection was interrupted'),
    ),
  tlsNotTrusted: error => untrustedInWords(error.detail),
  proxyRefused: error => proxyRefusalInWords(error.detail),
  proxyUnreachable: error => proxyUnreachableInWords(error.detail),
  timedOut: () => l10n.t("The service didn't respond to the sign-in in time. Try again."),
  tooManyRequests: tooManyRequestsInWords,
  unavailable: () => l10n.t('The service is currently unavailable. Try again later.'),
  serverFault: () => l10n.t('An error occurred in the service during sign-in. Try again later.'),
  malformedAnswer: () => l10n.t("The service didn't return a token. Try again later."),
  cancelled: () => l10n.t('Canceled.'),
};
