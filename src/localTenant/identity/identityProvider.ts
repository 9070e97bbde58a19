import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { describeFault } from '../faultDescription.ts';
import { matchesAnyHash } from '../secretValue.ts';
import { type EngineParts, engineConfiguration } from './engineConfiguration.ts';

/** Path below `Resource` at which the OpenID service lives. */
export const IDENTITY_PATH = '/identity';

/** Answers requests for paths at or below {@link IDENTITY_PATH}. */
export type IdentityListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Makes the OpenID service: discovery, JWKS and tokens (RFC 6749, section 4.4; OpenID Connect Discovery 1.0).
 *
 * @param issuer `{Resource}/identity`
 */
export function createIdentityProvider(
  issuer: string,
  parts: EngineParts,
  log: (line: string) => void,
): IdentityListener {
  const provider = new Provider(issuer, engineConfiguration(parts));
  provider.Client.prototype.compareClientSecret = function compareClientSecret(actual: string) {
    return matchesAnyHash(actual, parts.store.secrets.hashesValidAt(this.clientId, parts.now()));
  };
  provider.on('server_error', (_ctx, error) => log(describeFault(error)));
  provider.onerror = error => log(describeFault(error));
  const callback = provider.callback();
  return (request, response) => {
    const rest = (request.url ?? '').slice(IDENTITY_PATH.length);
    // The engine builds the addresses that it tells from where it finds itself mounted, as under express.
    Object.assign(request, {
      originalUrl: `${IDENTITY_PATH}${rest}`,
      baseUrl: IDENTITY_PATH,
      url: rest || '/',
    });
    void callback(request, response);
  };
}
