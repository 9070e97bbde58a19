import { SecretText } from '../../secret/secretText.ts';
import type { AccessToken } from '../../signIn/accessToken.ts';
import type { Revealable } from '../../signIn/identityServer.ts';
import type { UserSignInRecord } from './signInRecord.ts';

/** Makes the record of a user's sign-in from new tokens. */
export function userSignInRecord(
  { id, account }: Pick<UserSignInRecord, 'id' | 'account'>,
  tokens: { readonly accessToken: AccessToken; readonly refreshToken?: Revealable },
  nowMs: number,
): UserSignInRecord {
  const { accessToken, refreshToken } = tokens;
  return {
    kind: 'user',
    id,
    account,
    accessToken: new SecretText(accessToken.reveal()),
    expiresAtMs: nowMs + accessToken.lifetimeSeconds * 1000,
    lifetimeSeconds: accessToken.lifetimeSeconds,
    refreshToken: refreshToken && new SecretText(refreshToken.reveal()),
    ended: false,
  };
}
