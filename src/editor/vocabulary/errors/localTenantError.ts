/** Why there is no local tenant. */
export type LocalTenantErrorCode =
  /** The child process could not be started at all. */
  | 'notStarted'
  /** It ended before it was ready: see its log. */
  | 'ended'
  /** It did not say in time that it was ready. */
  | 'notReady'
  /** The editor's Node has no `node:sqlite`. */
  | 'noSqlite';

/** The one error of the embedded service's process. */
export class LocalTenantError extends Error {
  override readonly name = 'LocalTenantError';
  readonly code: LocalTenantErrorCode;
  /** Exit code of the process, where it ended with one. */
  readonly exitCode: number | undefined;

  constructor(
    code: LocalTenantErrorCode,
    options: { readonly cause?: unknown; readonly exitCode?: number | null } = {},
  ) {
    super(options.exitCode == null ? code : `${code} (exit code ${options.exitCode})`, {
      cause: options.cause,
    });
    this.code = code;
    this.exitCode = options.exitCode ?? undefined;
  }
}
