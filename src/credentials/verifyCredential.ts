import type { HttpDispatcher } from '../service/httpDispatcher.ts';
import { requestClientToken } from '../signIn/clientSignIn.ts';
import { readTokenClaims } from '../signIn/tokenClaims.ts';
import { platformFetch } from './connectionSession.ts';

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
  const { resource, clientId, secret } = credential;
  const parts = { resource, clientId, clientSecret: secret, fetch: platformFetch(dispatcher) };
  const token = await requestClientToken(parts, signal);
  const { tenantId, roleTypeIds } = readTokenClaims(token);
  return { lifetimeSeconds: token.lifetimeSeconds, roleTypeIds, ...(tenantId ? { tenantId } : {}) };
}
