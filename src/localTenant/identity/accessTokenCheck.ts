import type { KeyObject } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { API_AUDIENCE } from './engine/apiResource.ts';

/** Who calls, as far as its access token says. */
export interface Caller {
  readonly clientId: string;
  readonly tenantId: string;
  readonly roleTypeIds: readonly string[];
  /** The user for whom the client calls; missing when it calls for itself. */
  readonly userId?: string;
  readonly scopes: ReadonlySet<string>;
}

/** Why a request is not let in. */
export type TokenFault = 'missing' | 'expired' | 'invalid';

/** Who calls and all that its token says, or why nobody is let in. */
export type TokenCheck = { ok: true; caller: Caller; claims: JWTPayload } | { ok: false; fault: TokenFault };

/** Checks an access token; rejects never. */
export type AccessTokenCheck = (token: string | undefined) => Promise<TokenCheck>;

/** Tokens remembered as good. One signature check costs more than all the rest of a small request. */
const REMEMBERED_TOKENS = 1000;

/** Takes the bearer token out of the header `Authorization` (RFC 6750, section 2.1). */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Makes the check of the API: the bearer token of the header `Authorization`, which must be for the API's scope. */
export function apiCheck(
  check: AccessTokenCheck,
): (authorization: string | undefined) => Promise<TokenCheck> {
  return async authorization => {
    const checked = await check(bearerToken(authorization));
    return checked.ok && !checked.caller.scopes.has(API_AUDIENCE) ? { ok: false, fault: 'invalid' } : checked;
  };
}

/**
 * Makes the check of access tokens: a JWT of this tenant's own engine (RFC 9068: type, signature, issuer, audience,
 * not expired). As at the real service, a token stays good
 * until it expires, whatever became of its client since.
 */
export function createAccessTokenCheck(
  publicKey: KeyObject,
  issuer: string,
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
        issuer,
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
    // A client that calls for itself is its own subject (RFC 9068, section 2.2).
    ...(claims.sub !== undefined && claims.sub !== clientId && { userId: claims.sub }),
    scopes: new Set(String(claims.scope ?? '').split(' ')),
  };
}
