import type { SecretText } from '../../secret/secretText.ts';
import type { IssuedToken } from '../../signIn/issuedToken.ts';
import type { UserSignInRecord } from './signInRecord.ts';

/** Makes the record of a user's sign-in from new tokens. */
export function userSignInRecord(
  { id, account }: Pick<UserSignInRecord, 'id' | 'account'>,
  tokens: { readonly accessToken: IssuedToken; readonly refreshToken?: SecretText },
  nowMs: number,
): UserSignInRecord {
  const { accessToken, refreshToken } = tokens;
  return {
    kind: 'user',
    id,
    account,
    accessToken: accessToken.value,
    expiresAtMs: nowMs + accessToken.lifetimeSeconds * 1000,
    lifetimeSeconds: accessToken.lifetimeSeconds,
    refreshToken,
    ended: false,
  };
}
