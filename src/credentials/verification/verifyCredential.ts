import type { HttpDispatcher } from '../../network/httpDispatcher.ts';
import type { SecretText } from '../../secret/secretText.ts';
import { requestClientToken } from '../../signIn/clientSignIn.ts';
import { SignInError } from '../../signIn/signInError.ts';
import { readTokenClaims } from '../../signIn/tokenClaims.ts';
import { signInTarget } from '../connections/sessionSurroundings.ts';
import type { CredentialReference } from '../records/references.ts';

/** The content of a token that was issued. */
export interface Verified {
  /** Lifetime of the token, seconds. */
  readonly lifetimeSeconds: number;
  readonly tenantId?: string;
  /** Role type ids. */
  readonly roleTypeIds?: readonly string[];
  /** The secret works, but there is no token: the client gets tokens for users only. */
  readonly forUsersOnly?: true;
}

/** A credential that can be tried. */
export interface VerifiableCredential
  extends Pick<CredentialReference, 'resource' | 'clientId' | 'clientType'> {
  readonly secret: SecretText;
}

/**
 * Tries a credential with a token request, and drops the token. A hybrid client gets no token without a user, but the
 * service says so only after it has accepted the secret. Rejects with a `SignInError`.
 */
export async function verifyCredential(
  credential: VerifiableCredential,
  dispatcher: Pick<HttpDispatcher, 'fetch'>,
  signal?: AbortSignal,
): Promise<Verified> {
  const { clientId, secret: clientSecret } = credential;
  const target = signInTarget(credential, { dispatcher });
  const token = await requestClientToken({ ...target, clientId, clientSecret }, signal).catch(error => {
    const isForUsers = error instanceof SignInError && error.code === 'unauthorizedClient';
    if (credential.clientType === 'hybrid' && isForUsers) return undefined;
    throw error;
  });
  if (!token) return { lifetimeSeconds: 0, roleTypeIds: [], forUsersOnly: true };
  const { tenantId, roleTypeIds } = readTokenClaims(token.value);
  return { lifetimeSeconds: token.lifetimeSeconds, roleTypeIds, tenantId };
}
