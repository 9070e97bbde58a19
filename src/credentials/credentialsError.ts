import type { ClientType } from '../service/model/clientTypes.ts';

/** Why a credential could not be issued, saved or delivered. */
export type CredentialsErrorCode =
  /** Secret storage refused the value, or returned another one. */
  | 'keyringRefused'
  /** The service created it, but its answer with the value got lost: see `orphan`. */
  | 'answerLost'
  /** The answer got lost, and it could not be found out whether the service created anything. */
  | 'outcomeUnknown'
  /** The client already has as many secrets as the service allows. */
  | 'secretLimitReached'
  /** The value of this secret is not saved on this machine. */
  | 'notKept'
  /** The client has no secret. */
  | 'hasNoSecret'
  /** The client was deleted after it was shown. */
  | 'clientGone'
  /** The secret was changed or deleted after it was shown. */
  | 'changedMeanwhile'
  /** The next step could not be written to the journal, and was not done. */
  | 'journalRefused'
  /** Another operation on this client is in progress, in this window or another. */
  | 'busyElsewhere'
  /** Another host works on this client: see `holder`. */
  | 'busyOnHost'
  /** Another host has a rotation of this client that has not ended, or that waits to delete the same secret: see `holder`. */
  | 'rotationOnHost'
  /** Other hosts hold the secret that was to be deleted, and the user has not decided about them: see `place`. */
  | 'heldElsewhere'
  /** The client has another rotation that has not ended, or that waits to delete the same secret. */
  | 'rotationUnderWay'
  /** It isn't known which of the client's secrets would be deleted, or whether `place` holds it. */
  | 'notIdentified'
  /** A disabled client gets no token, so that a new secret could not be tried. */
  | 'clientDisabled'
  /** The service does not accept the new secret yet. */
  | 'notEffectiveYet'
  /** A record that is needed is damaged, or of another version: see `place`, its file. */
  | 'recordDamaged'
  /** It could not be determined whether there is a record: see `place`, the file or folder, and `cause`. */
  | 'recordUnreadable'
  /** The folder of a place cannot be reached: see `place`. */
  | 'placeUnreachable'
  /** Places still have the secret that was to be deleted, or the client that was to be deleted is in use. */
  | 'stillBound'
  /** Undo is not possible: the old or the new value is not saved, or the old secret no longer works. */
  | 'cannotUndo'
  /** The local tenant manages the secret of its own administrator. */
  | 'ownedByLocalTenant'
  /** The user canceled before anything was sent. */
  | 'cancelled'
  /** Another window renews the tokens of a session and has not ended: its answer is still to come. */
  | 'renewingElsewhere'
  /** The connection has no sign-in on this machine. */
  | 'signedOut'
  /** The service ended the user's session: it expired, or was revoked. */
  | 'sessionExpired';

/** A secret whose value is lost, or a client with such a secret. */
export interface Orphan {
  readonly type: ClientType;
  readonly clientId: string;
  /** The service's number of the secret; missing when the whole client is the orphan. */
  readonly secretId?: number;
}

/** A host that works on a client. */
export interface Holder {
  /** What people call it; missing when it has not told it. */
  readonly host?: string | undefined;
  /** ISO 8601: since when. */
  readonly since: string;
}

/** The error of this room. Its message is for the log; texts for users are made from the code. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  readonly code: CredentialsErrorCode;
  /** What to remove, with `answerLost`. */
  readonly orphan: Orphan | undefined;

  /** What cannot be reached or read, with `placeUnreachable`, `recordDamaged` and `recordUnreadable`; the hosts, with `heldElsewhere`; what holds a secret, with `notIdentified`. */
  readonly place: string | undefined;

  /** Who works on the client, with `busyOnHost` and `rotationOnHost`. */
  readonly holder: Holder | undefined;

  constructor(
    code: CredentialsErrorCode,
    options: {
      readonly cause?: unknown;
      readonly orphan?: Orphan;
      readonly place?: string;
      readonly holder?: Holder;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.code = code;
    this.orphan = options.orphan;
    this.place = options.place;
    this.holder = options.holder;
  }
}
