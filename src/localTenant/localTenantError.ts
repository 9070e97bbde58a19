/** Why a local tenant cannot start. */
export type LocalTenantErrorCode =
  | 'sqliteMissing'
  | 'dataFolderInUse'
  | 'dataFolderUnusable'
  | 'dataFolderNewer'
  | 'portUnavailable'
  | 'faultsUnusable';

/** Exit code of the process for each reason; 0 is a clean end and 2 a bad command line too. */
export const EXIT_CODES: Readonly<Record<LocalTenantErrorCode, number>> = {
  dataFolderUnusable: 1,
  dataFolderNewer: 1,
  portUnavailable: 1,
  faultsUnusable: 2,
  dataFolderInUse: 3,
  sqliteMissing: 4,
};

/**
 * Says why a local tenant cannot start. The message is for the process's own log, which developers read; whoever
 * starts the process goes by the exit code ({@link EXIT_CODES}).
 */
export class LocalTenantError extends Error {
  override readonly name = 'LocalTenantError';
  readonly code: LocalTenantErrorCode;

  constructor(code: LocalTenantErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
