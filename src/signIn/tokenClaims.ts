import * as v from 'valibot';
import type { SecretText } from '../secret/secretText.ts';
import { SignInError } from './signInError.ts';

/** What an access token says about itself (RFC 7519; `tid`, `role_type` and `client_id` as the service writes them). */
export interface TokenClaims {
  readonly tenantId?: string;
  readonly clientId?: string;
  /** Role type ids, not role ids. */
  readonly roleTypeIds: readonly string[];
}

const claims = v.object({
  tid: v.optional(v.string()),
  client_id: v.optional(v.string()),
  // one role comes as a text of its own
  role_type: v.optional(v.union([v.array(v.string()), v.string()])),
});

/**
 * Reads the claims of an access token, to show them: the signature is the business of the service that the token
 * is for. Throws `malformedAnswer` for what is no JSON Web Token.
 */
export function readTokenClaims(token: SecretText): TokenClaims {
  const payload = token.reveal().split('.')[1] ?? '';
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), claims), text);
  if (!read.success) throw new SignInError('malformedAnswer', { detail: 'access_token' });
  const { tid, client_id, role_type } = read.output;
  return {
    ...(tid ? { tenantId: tid } : {}),
    ...(client_id ? { clientId: client_id } : {}),
    roleTypeIds: typeof role_type === 'string' ? [role_type] : (role_type ?? []),
  };
}
