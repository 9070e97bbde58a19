import type { SecretText } from '../../secret/secretText.ts';
import { requestClientToken } from '../../signIn/clientSignIn.ts';
import type { SignInTarget } from '../../signIn/identityServer.ts';
import { type IssuedToken, toIssuedToken } from '../../signIn/issuedToken.ts';
import { refreshUserTokens } from '../../signIn/refreshSignIn.ts';
import { RenewingTokenSource, renewalMarginMs } from '../../signIn/renewingTokenSource.ts';
import { SignInError } from '../../signIn/signInError.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { Connection } from './connection.ts';
import { type SessionSurroundings, signInTarget } from './sessionSurroundings.ts';
import type { ClientSignInRecord, SignInRecord, UserSignInRecord } from './signInRecord.ts';
import type { SignInSlot } from './signInRecords.ts';
import { userSignInRecord } from './userSignIn.ts';

interface TokenRequest<Record extends SignInRecord> {
  readonly connection: Connection;
  readonly slot: SignInSlot;
  readonly record: Record;
  readonly surroundings: SessionSurroundings;
  /** The token that the service refused, when that is why a new one is requested. */
  readonly refused: SecretText | undefined;
  readonly signal: AbortSignal;
}

/**
 * Makes the source of a connection's tokens. It renews them before they expire, with one renewal at a time in all windows.
 * Requests for a token reject with `signedOut`, `sessionExpired` or a `SignInError`.
 */
export function connectionTokens(
  connection: Connection,
  slot: SignInSlot,
  surroundings: SessionSurroundings,
): RenewingTokenSource {
  return new RenewingTokenSource({
    nowMs: surroundings.nowMs,
    request: async (signal, refused) => {
      const record = await slot.get();
      if (!record) throw new CredentialsError('signedOut');
      const request = { connection, slot, surroundings, refused, signal };
      return record.kind === 'client'
        ? requestTokenOfClient({ ...request, record })
        : surroundings.exclusively(() => requestTokenOfUser({ ...request, record }));
    },
  });
}

function requestTokenOfClient({
  connection,
  record,
  surroundings,
  signal,
}: TokenRequest<ClientSignInRecord>) {
  const { clientId } = connection.signIn;
  const { clientSecret } = record;
  return requestClientToken({ ...signInTarget(connection, surroundings), clientId, clientSecret }, signal);
}

async function requestTokenOfUser(request: TokenRequest<UserSignInRecord>): Promise<IssuedToken> {
  const { slot, surroundings, refused } = request;
  // Read again under the lock: another window may have renewed it.
  const record = await slot.get();
  if (record?.kind !== 'user') throw new CredentialsError('signedOut');
  if (record.ended) throw new CredentialsError('sessionExpired');
  const leftMs = record.expiresAtMs - surroundings.nowMs();
  const marginMs = record.refreshToken ? renewalMarginMs(record.lifetimeSeconds * 1000) : 0;
  const isRefused = refused?.equals(record.accessToken) ?? false;
  if (leftMs > marginMs && !isRefused) return toIssuedToken(record.accessToken, leftMs / 1000);
  return renew({ ...request, record });
}

async function renew(request: TokenRequest<UserSignInRecord>): Promise<IssuedToken> {
  const { connection, slot, record, surroundings, signal } = request;
  const { refreshToken } = record;
  if (!refreshToken) return end(slot, record);
  const target: SignInTarget & { readonly clientId: string } = {
    ...signInTarget(connection, surroundings),
    clientId: connection.signIn.clientId,
  };
  try {
    const renewed = await refreshUserTokens({ ...target, refreshToken }, signal);
    // Before it is used: where refresh tokens can be used once, the old one no longer works.
    await slot.put(userSignInRecord(record, renewed, surroundings.nowMs()));
    return renewed.accessToken;
  } catch (error) {
    if (error instanceof SignInError && error.code === 'sessionEnded') return end(slot, record, error);
    throw error;
  }
}

async function end(slot: SignInSlot, record: UserSignInRecord, cause?: unknown): Promise<never> {
  await slot.put({ ...record, ended: true });
  throw new CredentialsError('sessionExpired', { cause });
}
