import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { describeFault } from '../faults/faultDescription.ts';
import type { HostName } from '../http/hostCheck.ts';
import { matchesAnyHash } from '../secretValue.ts';
import type { AccessTokenCheck } from './accessTokenCheck.ts';
import { type EngineParts, engineConfiguration } from './engine/engineConfiguration.ts';
import { saveLateSessions } from './engine/lateSession.ts';
import { publishMetadata } from './engine/metadata.ts';
import { showErrors } from './engine/refusals/authorizationErrors.ts';
import { refuseClientsAsEngine } from './engine/refusals/clientRefusal.ts';
import { GuessedTooOften, tellWhenToTryAgain } from './engine/refusals/guessRefusal.ts';
import type { GuessLimit } from './guessLimit.ts';
import { IDENTITY_PATH } from './issuer.ts';
import { createJwtEndpoints } from './jwtEndpoints.ts';
import { createLoginEndpoint } from './loginEndpoint.ts';
import { guardPages } from './pages/page.ts';

/** Answers requests for paths at or below {@link IDENTITY_PATH}. */
export type IdentityListener = (request: IncomingMessage, response: ServerResponse) => void;

/** What the OpenID service works with. */
export interface IdentityParts extends Omit<EngineParts, 'mountPath'> {
  readonly checkToken: AccessTokenCheck;
  readonly guesses: GuessLimit;
  log(line: string): void;
}

/**
 * Returns the OpenID service of each name of the tenant: discovery, keys, tokens by every grant of the service, login, device
 * and logout pages (OpenID Connect Core 1.0, Discovery 1.0 and RP-Initiated Logout 1.0; RFC 6749, 7636, 8628, 7009, 7662). A
 * name is an issuer of its own unless `issuerAt` returns the same for all; codes, sessions and tokens are common to them.
 */
export function createIdentityProviders(
  issuerAt: (name: HostName) => string,
  parts: IdentityParts,
): (name: HostName) => IdentityListener {
  const made = new Map<HostName, IdentityListener>();
  return name => {
    // Most tenants are asked at one name only, so each engine is made when it is first needed.
    const known = made.get(name);
    if (known) return known;
    const listener = createIdentityProvider(issuerAt(name), parts);
    made.set(name, listener);
    return listener;
  };
}

function createIdentityProvider(issuer: string, parts: IdentityParts): IdentityListener {
  const { store, users, guesses, now, log } = parts;
  const provider = new Provider(issuer, engineConfiguration({ ...parts, mountPath: IDENTITY_PATH }));
  provider.Client.prototype.compareClientSecret = function compareClientSecret(actual: string) {
    if (guesses.waitSeconds(this.clientId) > 0) throw new GuessedTooOften();
    const isRight = matchesAnyHash(actual, store.authentication.hashesValidAt(this.clientId, now()));
    guesses.note(this.clientId, isRight);
    return isRight;
  };
  trustStoredRedirectUris(provider);
  saveLateSessions(provider);
  showErrors(provider);
  provider.use(guardPages);
  provider.use(tellWhenToTryAgain(guesses));
  provider.use(publishMetadata);
  provider.use(refuseClientsAsEngine);
  provider.use(createLoginEndpoint(provider, users, guesses));
  provider.use(createJwtEndpoints(provider, parts));
  provider.on('server_error', (_ctx, error) => log(describeFault(error)));
  provider.onerror = error => log(describeFault(error));
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
