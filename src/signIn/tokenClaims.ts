import * as v from 'valibot';
import type { SecretText } from '../secret/secretText.ts';
import { SignInError } from './signInError.ts';

/** The claims of an access token (RFC 7519). `tid`, `role_type` and `client_id` are those of the service. */
export interface TokenClaims {
  readonly tenantId?: string;
  readonly clientId?: string;
  /** Role type ids, not role ids; missing when the token doesn't say which roles it is for. */
  readonly roleTypeIds?: readonly string[];
}

const claims = v.object({
  tid: v.optional(v.string()),
  client_id: v.optional(v.string()),
  // A single role is a string instead of a list.
  role_type: v.optional(v.union([v.array(v.string()), v.string()])),
});

const claimsText = v.pipe(v.string(), v.parseJson(), claims);

const issuerClaim = v.pipe(v.string(), v.parseJson(), v.object({ iss: v.string() }));

const payloadOf = (token: SecretText): string =>
  Buffer.from(token.reveal().split('.')[1] ?? '', 'base64url').toString('utf8');

/**
 * Reads the claims of an access token. The signature isn't checked, because the claims are only shown. Throws
 * `malformedAnswer` for a token that isn't a JSON Web Token.
 */
export function readTokenClaims(token: SecretText): TokenClaims {
  const read = v.safeParse(claimsText, payloadOf(token));
  if (!read.success) throw new SignInError('malformedAnswer', { detail: 'access_token' });
  const { tid, client_id, role_type } = read.output;
  return {
    tenantId: tid || undefined,
    clientId: client_id || undefined,
    roleTypeIds: typeof role_type === 'string' ? [role_type] : role_type,
  };
}

/**
 * Throws `wrongIssuer` when an access token says that another server issued it. A token that says nothing, or can't be
 * read, is accepted: for us, it only has to work (RFC 6749, section 1.4).
 */
export function assertIssuer(token: SecretText, issuer: string): void {
  const read = v.safeParse(issuerClaim, payloadOf(token));
  if (read.success && read.output.iss !== issuer) {
    throw new SignInError('wrongIssuer', { detail: 'access_token' });
  }
}
