import { revokeRefreshToken } from '../../signIn/refreshSignIn.ts';
import type { Connection } from './connection.ts';
import { type SessionSurroundings, signInTarget } from './sessionSurroundings.ts';
import type { SignInRecord } from './signInRecord.ts';

/** Revokes a user's refresh token, if there is one. Rejects with a `SignInError`. */
export async function revokeUserSignIn(
  connection: Connection,
  record: SignInRecord,
  surroundings: Pick<SessionSurroundings, 'dispatcher'>,
  signal: AbortSignal,
): Promise<void> {
  if (record.kind !== 'user' || record.ended || !record.refreshToken) return;
  const { clientId } = connection.signIn;
  const { refreshToken } = record;
  await revokeRefreshToken({ ...signInTarget(connection, surroundings), clientId, refreshToken }, signal);
}
