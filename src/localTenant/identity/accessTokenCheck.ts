import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { API_AUDIENCE } from './engineConfiguration.ts';

/** Who calls, as far as its access token says. */
export interface Caller {
  readonly clientId: string;
  readonly tenantId: string;
  readonly roleTypeIds: readonly string[];
}

/** Why a request is not let in. */
export type TokenFault = 'missing' | 'expired' | 'invalid';

/** Who calls, or why nobody is let in. */
export type TokenCheck = { ok: true; caller: Caller } | { ok: false; fault: TokenFault };

/** Tokens remembered as good. One signature check costs more than all the rest of a small request. */
const REMEMBERED_TOKENS = 1000;

/**
 * Makes the check of the `Authorization` header: a bearer token (RFC 6750) that is a JWT of this tenant's own
 * engine (RFC 9068: type, signature, issuer, audience, not expired). As at the real service, a token stays good
 * until it expires, whatever became of its client since.
 */
export function createAccessTokenCheck(
  publicKey: KeyObject,
  issuer: string,
  now: () => number,
): (authorization: string | undefined) => Promise<TokenCheck> {
  const remembered = new Map<string, { caller: Caller; expiresAtMs: number }>();

  return async authorization => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return { ok: false, fault: 'missing' };
    const known = remembered.get(token);
    if (known && known.expiresAtMs > now()) return { ok: true, caller: known.caller };
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
      const caller: Caller = {
        clientId: String(payload.client_id),
        tenantId: String(payload.tid),
        roleTypeIds: [payload.role_type].flat().map(String),
      };
      if (remembered.size >= REMEMBERED_TOKENS) remembered.clear();
      remembered.set(token, { caller, expiresAtMs: Number(payload.exp) * 1000 });
      return { ok: true, caller };
    } catch (error) {
      return { ok: false, fault: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  };
}
