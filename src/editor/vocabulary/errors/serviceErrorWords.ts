import * as l10n from '@vscode/l10n';
import { GLOBAL_RESOURCE } from '../../../credentials/connections/connection.ts';
import type { ServiceError, ServiceErrorCode } from '../../../service/serviceError.ts';
import { foreignText } from '../shownText.ts';
import {
  proxyRefusalInWords,
  proxyUnreachableInWords,
  tooManyRequestsInWords,
  untrustedInWords,
} from './networkWords.ts';

type Words = (error: ServiceError) => string;

/** What happened and what to do, by the code of an error of the service. */
export const SERVICE_WORDS: Readonly<Record<ServiceErrorCode, Words>> = {
  incomplete: () =>
    l10n.t("The service couldn't read all of the data, so this list is incomplete. Try again later."),
  badRequest: () => l10n.t('The service rejected the request.'),
  notSignedIn: () => l10n.t('The service no longer accepts the session. Sign in again.'),
  forbidden: () =>
    l10n.t(
      "Your sign-in isn't allowed to do this. It requires the Tenant Administrator role. You can also sign in as the client itself.",
    ),
  notFound: () =>
    l10n.t('It no longer exists in the service. Someone else might have deleted it. Refresh the view.'),
  writeOnRegionalAddress: ({ facts }) =>
    l10n.t(
      'This regional address is read-only. To change clients and secrets, use the global address: {0}.',
      foreignText(facts.writeAddress) || GLOBAL_RESOURCE,
    ),
  timedOut: error => withOutcome(l10n.t("The service didn't respond in time."), error),
  conflict: ({ facts }) =>
    facts.request?.startsWith('DELETE ')
      ? l10n.t("It can't be deleted now because it is in use or being changed. Nothing was deleted.")
      : l10n.t(
          'The client ID or the name is already in use. Nothing was created. Try again with another name.',
        ),
  preconditionFailed: () => l10n.t('It was changed by someone else. Refresh the view, then try again.'),
  tooManyRequests: tooManyRequestsInWords,
  unavailable: error => withOutcome(l10n.t('The service is currently unavailable. Try again later.'), error),
  serverFault: error => withOutcome(l10n.t('An error occurred in the service.'), error),
  unexpectedStatus: error =>
    l10n.t('The address returned the unexpected status {0}. Check the address.', error.facts.status ?? '?'),
  unreachable: error =>
    withOutcome(
      l10n.t(
        "The service can't be reached ({0}). Check the network connection and the address.",
        error.facts.detail ?? l10n.t('the connection was interrupted'),
      ),
      error,
    ),
  tlsNotTrusted: error => untrustedInWords(error.facts.detail),
  proxyRefused: error => proxyRefusalInWords(error.facts.detail),
  proxyUnreachable: error => proxyUnreachableInWords(error.facts.detail),
  notTheService: error =>
    withOutcome(
      l10n.t(
        'The address returned a web page instead of a response from the service. A proxy or a sign-in page might be in between. Check the network connection and the address.',
      ),
      error,
    ),
  malformedAnswer: error => withOutcome(l10n.t("The response of the service can't be read."), error),
  answerTooLarge: error =>
    withOutcome(
      l10n.t(
        'The response is larger than any response of the service, so only part of it was read. Check the address.',
      ),
      error,
    ),
  endlessList: () =>
    l10n.t("The list from the service doesn't end, so only part of it was read. Try again later."),
  cancelled: () => l10n.t('Canceled.'),
};

function withOutcome(text: string, error: ServiceError): string {
  if (!error.outcomeUnknown) return text;
  if (error.code === 'timedOut') {
    return `${text} ${l10n.t('Nothing was found yet, but it might still appear. Refresh the view in a minute before you try again.')}`;
  }
  return `${text} ${l10n.t('As far as the service can tell, nothing was created.')}`;
}

/** Adds what the service itself said: `Reason`, `Resolution`, and the operation for its support. */
export function withServiceWords(text: string, { facts }: ServiceError): string {
  const { error, reason, resolution, operationId } = facts;
  const said = [reason ?? error, resolution]
    .map(foreignText)
    .filter(part => part !== '')
    .join(' ');
  const parts = [
    text,
    said && l10n.t('Response from the service: {0}', said),
    operationId && l10n.t('(operation {0})', foreignText(operationId)),
  ];
  return parts.filter(part => part !== undefined && part !== '').join(' ');
}
