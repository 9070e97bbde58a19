import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { describeFault } from '../faults/faultDescription.ts';
import { matchesAnyHash } from '../secretValue.ts';
import type { AccessTokenCheck } from './accessTokenCheck.ts';
import { type EngineParts, engineConfiguration } from './engine/engineConfiguration.ts';
import { refuseForeignGrants } from './engine/grantRefusal.ts';
import { GuessedTooOften, tellWhenToTryAgain } from './engine/guessRefusal.ts';
import { saveLateSessions } from './engine/lateSession.ts';
import { GuessLimit } from './guessLimit.ts';
import { createJwtEndpoints } from './jwtEndpoints.ts';
import { createLoginEndpoint } from './loginEndpoint.ts';
import { guardPages } from './pages/page.ts';

/** Path of the OpenID service below `Resource`. */
export const IDENTITY_PATH = '/identity';

/** Answers requests for paths at or below {@link IDENTITY_PATH}. */
export type IdentityListener = (request: IncomingMessage, response: ServerResponse) => void;

/** What the OpenID service works with. */
export interface IdentityParts extends Omit<EngineParts, 'mountPath'> {
  readonly checkToken: AccessTokenCheck;
  log(line: string): void;
}

/**
 * Returns the OpenID service: discovery, keys, tokens by every grant of the service, login, device and logout pages
 * (OpenID Connect Core 1.0, Discovery 1.0 and RP-Initiated Logout 1.0; RFC 6749, 7636, 8628, 7009, 7662).
 *
 * @param issuer `{Resource}/identity`
 */
export function createIdentityProvider(issuer: string, parts: IdentityParts): IdentityListener {
  const provider = new Provider(issuer, engineConfiguration({ ...parts, mountPath: IDENTITY_PATH }));
  const guesses = new GuessLimit(parts.now);
  provider.Client.prototype.compareClientSecret = function compareClientSecret(actual: string) {
    if (guesses.waitSeconds(this.clientId) > 0) throw new GuessedTooOften();
    const isRight = matchesAnyHash(
      actual,
      parts.store.authentication.hashesValidAt(this.clientId, parts.now()),
    );
    guesses.note(this.clientId, isRight);
    return isRight;
  };
  trustStoredRedirectUris(provider);
  saveLateSessions(provider);
  provider.use(guardPages);
  provider.use(tellWhenToTryAgain(guesses));
  provider.use(refuseForeignGrants);
  provider.use(createLoginEndpoint(provider, parts.users, guesses));
  provider.use(createJwtEndpoints(provider, parts));
  provider.on('server_error', (_ctx, error) => parts.log(describeFault(error)));
  provider.onerror = error => parts.log(describeFault(error));
  const callback = provider.callback();
  return (request, response) => {
    const rest = (request.url ?? '').slice(IDENTITY_PATH.length);
    // The engine derives its addresses from the path at which it is mounted, as in express.
    Object.assign(request, {
      originalUrl: `${IDENTITY_PATH}${rest}`,
      baseUrl: IDENTITY_PATH,
      url: rest || '/',
    });
    void callback(request, response);
  };
}

/**
 * Makes the engine accept redirect URIs as they are stored. The management API has checked them, and the engine's own rules
 * (no http or localhost for hybrid clients, no schemes of mobile apps) differ from the service's.
 */
function trustStoredRedirectUris(provider: Provider): void {
  const { Schema } = provider.Client as unknown as { Schema: { prototype: { redirectUris(): void } } };
  Schema.prototype.redirectUris = () => {};
}
