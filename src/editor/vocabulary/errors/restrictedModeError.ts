/** Why something is not done in a workspace that is not trusted. */
export type RestrictedModeErrorCode =
  /** It writes to the project, runs a program, or rotates a secret. */
  'restrictedMode';

/** The one error of what Restricted Mode forbids. */
export class RestrictedModeError extends Error {
  override readonly name = 'RestrictedModeError';
  readonly code: RestrictedModeErrorCode = 'restrictedMode';
}
