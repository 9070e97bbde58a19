import type { KeyObject } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { API_AUDIENCE } from './engine/apiResource.ts';

/** The caller, as described by its access token. */
export interface Caller {
  readonly clientId: string;
  readonly tenantId: string;
  readonly roleTypeIds: readonly string[];
  /** The user for whom the client calls; `undefined` if it calls for itself. */
  readonly userId?: string | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** Why an access token isn't accepted. */
export type TokenFault = 'missing' | 'expired' | 'invalid';

/** The caller and the claims of its token, or why the token isn't accepted. */
export type TokenCheck = { ok: true; caller: Caller; claims: JWTPayload } | { ok: false; fault: TokenFault };

/** Checks an access token; never rejects. */
export type AccessTokenCheck = (token: string | undefined) => Promise<TokenCheck>;

/** Number of valid tokens that are remembered. Checking a signature costs more than the rest of a small request. */
const REMEMBERED_TOKENS = 1000;

/** Returns the bearer token of the header `Authorization` (RFC 6750, section 2.1). */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Returns the check for the API: a bearer token in the header `Authorization` with the API's scope. */
export function apiCheck(
  check: AccessTokenCheck,
): (authorization: string | undefined) => Promise<TokenCheck> {
  return async authorization => {
    const checked = await check(bearerToken(authorization));
    return checked.ok && !checked.caller.scopes.has(API_AUDIENCE) ? { ok: false, fault: 'invalid' } : checked;
  };
}

/**
 * Returns the check of access tokens: a JWT of this tenant's engine (RFC 9068: type, signature, issuer, audience, not
 * expired). As in the real service, a token is valid until it expires, whatever happens to its client.
 *
 * @param issuers all issuers that the tenant publishes
 */
export function createAccessTokenCheck(
  publicKey: KeyObject,
  issuers: readonly string[],
  now: () => number,
): AccessTokenCheck {
  const remembered = new Map<string, TokenCheck & { ok: true }>();

  return async token => {
    if (token === undefined) return { ok: false, fault: 'missing' };
    const known = remembered.get(token);
    if (known && Number(known.claims.exp) * 1000 > now()) return known;
    remembered.delete(token);
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['RS256'],
        audience: API_AUDIENCE,
        currentDate: new Date(now()),
        issuer: [...issuers],
        requiredClaims: ['client_id', 'exp', 'role_type', 'tid'],
        typ: 'at+jwt',
      });
      const good = { ok: true, caller: callerOf(payload), claims: payload } as const;
      if (remembered.size >= REMEMBERED_TOKENS) remembered.clear();
      remembered.set(token, good);
      return good;
    } catch (error) {
      return { ok: false, fault: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  };
}

function callerOf(claims: JWTPayload): Caller {
  const clientId = String(claims.client_id);
  return {
    clientId,
    tenantId: String(claims.tid),
    roleTypeIds: [claims.role_type].flat().map(String),
    // In tokens of earlier versions, a client that calls for itself is its own subject (RFC 9068, section 2.2).
    userId: claims.sub === clientId ? undefined : claims.sub,
    scopes: new Set(scopesOf(claims)),
  };
}

/** Returns the scopes of a token: a list, or a text as in tokens of earlier versions (RFC 9068, section 2.2.3). */
export function scopesOf(claims: JWTPayload): string[] {
  return [claims.scope].flat().flatMap(scope => (typeof scope === 'string' ? scope.split(' ') : []));
}
