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

/** A claim that is a text or a list of texts; missing for anything else, so that one odd claim doesn't hide the others. */
const texts = v.fallback(
  v.optional(
    v.union([
      // A single value is a text instead of a list.
      v.pipe(
        v.string(),
        v.transform(text => [text]),
      ),
      v.pipe(
        v.array(v.unknown()),
        v.transform(values => values.filter(value => typeof value === 'string')),
      ),
    ]),
  ),
  undefined,
);

const claims = v.object({ tid: texts, client_id: texts, role_type: texts });

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
    tenantId: tid?.[0] || undefined,
    clientId: client_id?.[0] || undefined,
    // Ids are compared with those of the documentation, which are in lower case.
    roleTypeIds: role_type?.map(id => id.toLowerCase()),
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
