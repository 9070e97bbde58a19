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
  incomplete: () => l10n.t('The service could not read all of them; some are missing here.'),
  badRequest: () => l10n.t('The service did not accept the request.'),
  notSignedIn: () => l10n.t('The service does not accept the sign-in any more. Sign in again.'),
  forbidden: () =>
    l10n.t(
      'This sign-in may not do that. It needs the role Tenant Administrator, or sign in as the client itself.',
    ),
  notFound: () =>
    l10n.t('The service does not have it any more: somebody may have deleted it. Refresh the view.'),
  writeOnRegionalAddress: ({ facts }) =>
    l10n.t(
      'This is a regional address, which only answers reads. Clients and secrets are changed at the global address: {0}.',
      foreignText(facts.writeAddress) || GLOBAL_RESOURCE,
    ),
  timedOut: error => withOutcome(l10n.t('The service did not answer in time.'), error),
  conflict: ({ facts }) =>
    facts.request?.startsWith('DELETE ')
      ? l10n.t(
          'It can’t be deleted now, because something else is using or changing it. Nothing was deleted.',
        )
      : l10n.t('The id or the name is already taken. Nothing was created. Try again with another name.'),
  preconditionFailed: () => l10n.t('Somebody else changed it meanwhile. Refresh the view and try again.'),
  tooManyRequests: tooManyRequestsInWords,
  unavailable: error =>
    withOutcome(l10n.t('The service is not available at the moment. Try again later.'), error),
  serverFault: error => withOutcome(l10n.t('The service failed.'), error),
  unexpectedStatus: error =>
    l10n.t(
      'The address answered with the unexpected status {0}. Check the address.',
      error.facts.status ?? '?',
    ),
  unreachable: error =>
    withOutcome(
      l10n.t(
        'The service cannot be reached ({0}). Check the network connection and the address.',
        error.facts.detail ?? l10n.t('the connection broke'),
      ),
      error,
    ),
  tlsNotTrusted: error => untrustedInWords(error.facts.detail),
  proxyRefused: error => proxyRefusalInWords(error.facts.detail),
  proxyUnreachable: error => proxyUnreachableInWords(error.facts.detail),
  notTheService: error =>
    withOutcome(
      l10n.t(
        'The address answered with a web page, not as the service does. A proxy or a sign-in page may be in between.',
      ),
      error,
    ),
  malformedAnswer: error => withOutcome(l10n.t('The service gave an answer that cannot be read.'), error),
  answerTooLarge: error =>
    withOutcome(
      l10n.t(
        'The address answered with more than the service ever says; it was not read to its end. Check the address.',
      ),
      error,
    ),
  endlessList: () =>
    l10n.t('The service goes on listing without an end; the rest was not read. Try again later.'),
  cancelled: () => l10n.t('Cancelled.'),
};

function withOutcome(text: string, error: ServiceError): string {
  if (!error.outcomeUnknown) return text;
  if (error.code === 'timedOut') {
    return `${text} ${l10n.t('Nothing is there yet, but it may still appear: refresh in a minute, before you try again.')}`;
  }
  return `${text} ${l10n.t('Nothing was created, as far as the service can be asked.')}`;
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
    said && l10n.t('It says: {0}', said),
    operationId && l10n.t('(operation {0})', foreignText(operationId)),
  ];
  return parts.filter(part => part !== undefined && part !== '').join(' ');
}
