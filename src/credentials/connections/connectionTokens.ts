import type { SecretText } from '../../secret/secretText.ts';
import { requestClientToken } from '../../signIn/clientSignIn.ts';
import type { SignInTarget } from '../../signIn/identityServer.ts';
import { type IssuedToken, toIssuedToken } from '../../signIn/issuedToken.ts';
import { type RenewedTokens, refreshUserTokens } from '../../signIn/refreshSignIn.ts';
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
  const { surroundings, refused, signal } = request;
  if (signal.aborted) throw new SignInError('cancelled');
  // Read again under the lock: another window may have renewed it.
  const record = await readAlive(request);
  const leftMs = record.expiresAtMs - surroundings.nowMs();
  const marginMs = record.refreshToken ? renewalMarginMs(record.lifetimeSeconds * 1000) : 0;
  const isRefused = refused?.equals(record.accessToken) ?? false;
  if (leftMs > marginMs && !isRefused) return toIssuedToken(record.accessToken, leftMs / 1000);
  return renew({ ...request, record });
}

/** Reads the sign-in of a user. Rejects with `signedOut`, and with `sessionExpired` when the service has ended it. */
async function readAlive({ slot }: Pick<TokenRequest<SignInRecord>, 'slot'>): Promise<UserSignInRecord> {
  const record = await slot.get();
  if (record?.kind !== 'user') throw new CredentialsError('signedOut');
  if (record.ended) throw new CredentialsError('sessionExpired');
  return record;
}

/**
 * Renews the tokens. The request cannot be aborted once it is sent: where refresh tokens can be used once, only its answer
 * has the next one.
 */
async function renew(request: TokenRequest<UserSignInRecord>): Promise<IssuedToken> {
  const { connection, record, surroundings } = request;
  const { refreshToken } = record;
  if (!refreshToken) return end(request);
  const target: SignInTarget & { readonly clientId: string } = {
    ...signInTarget(connection, surroundings),
    clientId: connection.signIn.clientId,
  };
  let renewed: RenewedTokens;
  try {
    renewed = await refreshUserTokens({ ...target, refreshToken });
  } catch (error) {
    if (error instanceof SignInError && error.code === 'sessionEnded') return end(request, error);
    throw error;
  }
  return keepRenewed(request, renewed);
}

/**
 * Saves renewed tokens before they are used: where refresh tokens can be used once, the old one no longer works. A sign-in
 * that has taken the place of the renewed one in the meantime stays.
 */
async function keepRenewed(
  request: TokenRequest<UserSignInRecord>,
  renewed: RenewedTokens,
): Promise<IssuedToken> {
  const { slot, record, surroundings } = request;
  const now = await slot.get();
  if (!now || !isSameState(now, record)) return tokenOfOthers(request);
  // Also when a window that lost a race with this one has marked it as ended: the service has just renewed it.
  await slot.put(userSignInRecord(record, renewed, surroundings.nowMs()));
  return renewed.accessToken;
}

/** Marks a sign-in as ended that the service no longer renews, unless another one has taken its place in the meantime. */
async function end(request: TokenRequest<UserSignInRecord>, cause?: unknown): Promise<IssuedToken> {
  const { slot, record } = request;
  const now = await slot.get();
  if (!now || !isSameState(now, record)) return tokenOfOthers(request);
  await slot.put({ ...record, ended: true });
  throw new CredentialsError('sessionExpired', { cause });
}

/** Returns the token of a sign-in that another window, or the user, has put in place of the one that was to be renewed. */
async function tokenOfOthers(request: TokenRequest<UserSignInRecord>): Promise<IssuedToken> {
  const { accessToken, expiresAtMs } = await readAlive(request);
  return toIssuedToken(accessToken, (expiresAtMs - request.surroundings.nowMs()) / 1000);
}

/** Tells whether nobody has signed in or renewed in the meantime. Whether it counts as ended does not matter. */
function isSameState(now: SignInRecord, { id, accessToken, refreshToken }: UserSignInRecord): boolean {
  if (now.kind !== 'user' || now.id !== id || !now.accessToken.equals(accessToken)) return false;
  return refreshToken ? (now.refreshToken?.equals(refreshToken) ?? false) : !now.refreshToken;
}
