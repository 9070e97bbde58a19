import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { SignInError } from '../../../signIn/signInError.ts';

/** Tells whether an error only says that the user gave up. */
export function isCancellation(error: unknown): boolean {
  const known =
    error instanceof ServiceError || error instanceof SignInError || error instanceof CredentialsError;
  return known && error.code === 'cancelled';
}
