import type { HttpDispatcher } from '../service/httpDispatcher.ts';
import { requestClientToken } from '../signIn/clientSignIn.ts';
import { readTokenClaims } from '../signIn/tokenClaims.ts';
import { signInTarget } from './sessionSurroundings.ts';

/** What a token that was really issued says. */
export interface Verified {
  /** Life of the token, seconds. */
  readonly lifetimeSeconds: number;
  readonly tenantId?: string;
  /** Role type ids. */
  readonly roleTypeIds: readonly string[];
}

/** Tries a credential by a real token request; the token is dropped at once. Throws a `SignInError`. */
export async function verifyCredential(
  credential: { readonly resource: string; readonly clientId: string; readonly secret: { reveal(): string } },
  dispatcher: Pick<HttpDispatcher, 'fetch'>,
  signal?: AbortSignal,
): Promise<Verified> {
  const { clientId, secret: clientSecret } = credential;
  const target = signInTarget(credential, { dispatcher });
  const token = await requestClientToken({ ...target, clientId, clientSecret }, signal);
  const { tenantId, roleTypeIds } = readTokenClaims(token);
  return { lifetimeSeconds: token.lifetimeSeconds, roleTypeIds, ...(tenantId ? { tenantId } : {}) };
}
