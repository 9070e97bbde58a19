import * as l10n from '@vscode/l10n';
import type { FailureDetail } from '../../../network/networkFailure.ts';
import type { RequestError } from '../../../network/requestError.ts';

/** What to do about a certificate, by the code of the failure; those that are not here lack a known issuer. */
const REASONS = {
  CERT_HAS_EXPIRED: () =>
    l10n.t('it has expired. If the date of this machine is right, the owner of the address has to renew it'),
  CERT_NOT_YET_VALID: () => l10n.t('it is not valid yet. Check the date and time of this machine'),
  ERR_TLS_CERT_ALTNAME_INVALID: () => l10n.t('it belongs to another name. Check the address'),
} satisfies Partial<Record<FailureDetail, () => string>>;

const hasReason = (detail: string): detail is keyof typeof REASONS => Object.hasOwn(REASONS, detail);

/** Says why a certificate is not trusted, and what to do. */
export function untrustedInWords(detail = ''): string {
  if (hasReason(detail)) {
    const reason = REASONS[detail]();
    return l10n.t('The certificate of the address is not trusted: {0}. Nothing was sent.', reason);
  }
  return l10n.t(
    'The certificate of the address is not trusted ({0}). If your company inspects traffic, name the file with its certificate in NODE_EXTRA_CA_CERTS. Nothing was sent.',
    detail,
  );
}

/** Says that the proxy does not let us through; the detail is its host and the status. */
export function proxyRefusalInWords(detail = ''): string {
  return detail.endsWith('407')
    ? l10n.t(
        'The proxy wants a user name and a password ({0}). Put them into the setting http.proxy, as http://user:password@host:port.',
        detail,
      )
    : l10n.t(
        'The proxy does not let the request through ({0}). Ask who runs it, or list the address in the setting http.noProxy.',
        detail,
      );
}

/** Says that the proxy cannot be reached; the detail is its host and the code of the failure. */
export const proxyUnreachableInWords = (detail = ''): string =>
  l10n.t(
    'The proxy cannot be reached ({0}). Check the setting http.proxy, or the network connection.',
    detail,
  );

/** Says that the service is asked too often, and when to try again if the service says so. */
export const tooManyRequestsInWords = ({ facts }: RequestError): string =>
  facts.retryAfterMs === undefined
    ? l10n.t('The service is asked too often. Wait a minute and try again.')
    : l10n.t('The service is asked too often. Try again in {0} s.', Math.ceil(facts.retryAfterMs / 1000));
