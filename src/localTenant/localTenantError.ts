/** Why a local tenant can't start. */
export type LocalTenantErrorCode =
  | 'sqliteMissing'
  | 'dataFolderInUse'
  | 'dataFolderUnusable'
  | 'dataFolderNewer'
  | 'portUnavailable'
  | 'faultsUnusable'
  | 'tlsUnusable';

/** Exit code of the process for each reason; also, 0 is a clean end and 2 an invalid command line. */
export const EXIT_CODES: Readonly<Record<LocalTenantErrorCode, number>> = {
  dataFolderUnusable: 1,
  dataFolderNewer: 1,
  portUnavailable: 1,
  faultsUnusable: 2,
  tlsUnusable: 2,
  dataFolderInUse: 3,
  sqliteMissing: 4,
};

/**
 * The error of this room. Its message is for the process's own log, which developers read. The process that starts the
 * tenant uses the exit code ({@link EXIT_CODES}).
 */
export class LocalTenantError extends Error {
  override readonly name = 'LocalTenantError';
  readonly code: LocalTenantErrorCode;

  constructor(code: LocalTenantErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
