import type { Connection } from './connection.ts';
import type { SignInRecord } from './signInRecord.ts';

/**
 * Returns the connection as its next sign-in should be: one that requested a refresh token and got none doesn't request one
 * again, because the service can refuse that on a page of its own, from which the browser never comes back.
 */
export function withGrantedOfflineAccess(
  connection: Connection,
  record: SignInRecord | undefined,
): Connection {
  const { signIn } = connection;
  if (signIn.method !== 'browser' || !signIn.offlineAccess) return connection;
  if (record?.kind !== 'user' || record.refreshToken) return connection;
  return { ...connection, signIn: { ...signIn, offlineAccess: false } };
}
