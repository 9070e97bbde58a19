import { CredentialsError, type CredentialsErrorCode } from '../../credentials/credentialsError.ts';
import { ServiceError, type ServiceErrorCode } from '../../service/serviceError.ts';
import { SignInError, type SignInErrorCode } from '../../signIn/signInError.ts';

/**
 * What the Clients view can show of a connection: `ready` shows clients, every other state has welcome content
 * of its own in the manifest.
 */
export type ConnectionState =
  | 'noConnection'
  | 'signedOut'
  | 'expired'
  | 'offline'
  | 'forbidden'
  | 'noClient'
  | 'failed'
  | 'ready';

const STATE_OF_CODE: Readonly<
  Partial<Record<ServiceErrorCode | SignInErrorCode | CredentialsErrorCode, ConnectionState>>
> = {
  signedOut: 'signedOut',
  sessionExpired: 'expired',
  sessionEnded: 'expired',
  notSignedIn: 'expired',
  refused: 'expired',
  scopeRefused: 'expired',
  wrongSecret: 'expired',
  unauthorizedClient: 'expired',
  forbidden: 'forbidden',
  unreachable: 'offline',
  timedOut: 'offline',
  unavailable: 'offline',
  proxyUnreachable: 'offline',
};

/** Tells which state an error puts a connection into; `failed` when it has to be shown as it is. */
export function stateOfError(error: unknown): ConnectionState {
  const known =
    error instanceof ServiceError || error instanceof SignInError || error instanceof CredentialsError;
  return (known ? STATE_OF_CODE[error.code] : undefined) ?? 'failed';
}
