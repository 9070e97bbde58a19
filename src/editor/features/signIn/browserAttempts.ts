import * as l10n from '@vscode/l10n';
import type { BrowserSignInChoice } from '../../../credentials/connections/connection.ts';
import { SignInError } from '../../../signIn/signInError.ts';
import type { UserSignInChoice } from '../../../signIn/userTokens.ts';

/** What one attempt to sign in requests, and what the user reads meanwhile. */
export interface BrowserAttempt extends Pick<UserSignInChoice, 'offlineAccess' | 'requiredOnly'> {
  /** Why this attempt follows another one; missing for the first. */
  readonly hint?: string;
}

/**
 * Lists the attempts to sign in, each requesting less than the one before. The service refuses a scope that a client isn't
 * allowed on its own error page, from which the browser doesn't come back: only the user can tell, and what is left out by
 * then is what the client may not be allowed.
 */
export function browserAttempts({
  offlineAccess,
}: Pick<BrowserSignInChoice, 'offlineAccess'>): readonly BrowserAttempt[] {
  const withoutRefreshToken: BrowserAttempt = {
    offlineAccess: false,
    requiredOnly: false,
    hint: l10n.t(
      'Signing in without “Stay signed in”, because the service shows an error page for clients that aren’t allowed refresh tokens. You’ll sign in again when the token expires, after an hour at most.',
    ),
  };
  const withoutProfile: BrowserAttempt = {
    offlineAccess: false,
    requiredOnly: true,
    hint: l10n.t(
      'Signing in without requesting your name, because this client might not be allowed to read it.',
    ),
  };
  const first = { offlineAccess, requiredOnly: false };
  return offlineAccess ? [first, withoutRefreshToken, withoutProfile] : [first, withoutProfile];
}

/** Tells whether an attempt failed because of what it requested, so that one that requests less can work. */
export const canRequestLess = ({ requiredOnly }: BrowserAttempt, error: unknown): boolean =>
  error instanceof SignInError && error.code === 'scopeRefused' && !requiredOnly;
