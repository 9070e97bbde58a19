import type { ClientType } from '../service/model/clientTypes.ts';

/** Why a credential could not be issued, kept or handed over. */
export type CredentialsErrorCode =
  /** The keyring refused the value, or gave back another one. */
  | 'keyringRefused'
  /** The service created it, but its answer, and with it the value, never came: see `orphan`. */
  | 'answerLost'
  /** The answer never came, and the service could not be asked whether it created anything. */
  | 'outcomeUnknown'
  /** The client already has as many secrets as the service allows. */
  | 'secretLimitReached'
  /** No value of this secret is kept on this machine. */
  | 'notKept'
  /** Somebody else has deleted the client since it was shown. */
  | 'clientGone'
  /** Somebody else has changed or deleted the secret since it was shown. */
  | 'changedMeanwhile'
  /** What is about to happen cannot be written down on this machine: it does not happen then. */
  | 'journalRefused'
  /** Somebody is working on this client already, in this window or another. */
  | 'busyElsewhere'
  /** The client has another rotation, or one that waits for the end of its old secret. */
  | 'rotationUnderWay'
  /** A disabled client gets no token: a new secret of it could not be tried. */
  | 'clientDisabled'
  /** The service does not accept the new secret yet. */
  | 'notEffectiveYet'
  /** The folder of a place cannot be reached: see `place`. */
  | 'placeUnreachable'
  /** Places still hold the secret that was to be deleted, or the client that was to be deleted has come into use. */
  | 'stillBound'
  /** There is no way back: the values of old and new are not both here, or the old secret works no more. */
  | 'cannotUndo'
  /** The local tenant sees to the secret of its own administrator itself. */
  | 'ownedByLocalTenant'
  /** The user cancelled before anything was sent. */
  | 'cancelled'
  /** The connection has no sign-in on this machine. */
  | 'signedOut'
  /** The service has ended the user's session: it was too long ago, or somebody revoked it. */
  | 'sessionExpired';

/** Something that the service holds and whose value nobody knows. */
export interface Orphan {
  readonly type: ClientType;
  readonly clientId: string;
  /** The service's number of the secret; missing when the whole client is the orphan. */
  readonly secretId?: number;
}

/** The one error of this room. Its message is for the log; what a user reads is made from the code. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  readonly code: CredentialsErrorCode;
  /** What to remove, with `answerLost`. */
  readonly orphan: Orphan | undefined;

  /** What cannot be reached, with `placeUnreachable`. */
  readonly place: string | undefined;

  constructor(
    code: CredentialsErrorCode,
    options: { readonly cause?: unknown; readonly orphan?: Orphan; readonly place?: string } = {},
  ) {
    super(code, { cause: options.cause });
    this.code = code;
    this.orphan = options.orphan;
    this.place = options.place;
  }
}
