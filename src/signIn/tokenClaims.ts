import * as v from 'valibot';
import type { SecretText } from '../secret/secretText.ts';
import { SignInError } from './signInError.ts';

/** The claims of an access token (RFC 7519). `tid`, `role_type` and `client_id` are those of the service. */
export interface TokenClaims {
  readonly tenantId?: string;
  readonly clientId?: string;
  /** Role type ids, not role ids. */
  readonly roleTypeIds: readonly string[];
}

const claims = v.object({
  tid: v.optional(v.string()),
  client_id: v.optional(v.string()),
  // A single role is a string instead of a list.
  role_type: v.optional(v.union([v.array(v.string()), v.string()])),
});

/**
 * Reads the claims of an access token. The signature isn't checked, because the claims are only shown. Throws
 * `malformedAnswer` for a token that isn't a JSON Web Token.
 */
export function readTokenClaims(token: SecretText): TokenClaims {
  const payload = token.reveal().split('.')[1] ?? '';
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), claims), text);
  if (!read.success) throw new SignInError('malformedAnswer', { detail: 'access_token' });
  const { tid, client_id, role_type } = read.output;
  return {
    tenantId: tid || undefined,
    clientId: client_id || undefined,
    roleTypeIds: typeof role_type === 'string' ? [role_type] : (role_type ?? []),
  };
}
