import type { HttpDispatcher } from '../../network/httpDispatcher.ts';
import type { SecretText } from '../../secret/secretText.ts';
import { requestClientToken } from '../../signIn/clientSignIn.ts';
import { SignInError } from '../../signIn/signInError.ts';
import { readTokenClaims } from '../../signIn/tokenClaims.ts';
import { signInTarget } from '../connections/sessionSurroundings.ts';
import type { CredentialReference } from '../records/references.ts';

/** What a token that was really issued says. */
export interface Verified {
  /** Life of the token, seconds. */
  readonly lifetimeSeconds: number;
  readonly tenantId?: string;
  /** Role type ids. */
  readonly roleTypeIds: readonly string[];
  /** The secret is right, and tokens are for users only: there is none to look at. */
  readonly forUsersOnly?: true;
}

/** A credential that can be tried. */
export interface VerifiableCredential
  extends Pick<CredentialReference, 'resource' | 'clientId' | 'clientType'> {
  readonly secret: SecretText;
}

/**
 * Tries a credential by a real token request; the token is dropped at once. A hybrid client gets none without a user,
 * but the service says so only after it has accepted the secret. Throws a `SignInError`.
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
