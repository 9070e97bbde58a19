/** Why a value couldn't be stored. */
export type StoreErrorCode =
  /** The program isn't on the PATH, or can't be run. */
  | 'programMissing'
  /** The program failed; see `exitCode` and `output`. */
  | 'refused'
  /** The value could not be handed to the program, because there is no folder for a socket. Nothing was started. */
  | 'noSocketFolder'
  /** The user canceled; the program was stopped. */
  | 'cancelled';

/** The error of this room. It contains the program's output without the secret. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly program: string;
  readonly exitCode: number | undefined;
  /** The end of the program's output, without the secret. */
  readonly output: string;

  constructor(
    code: StoreErrorCode,
    program: string,
    options: {
      readonly exitCode?: number | undefined;
      readonly output?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(`${code}: ${program}`, { cause: options.cause });
    this.code = code;
    this.program = program;
    this.exitCode = options.exitCode;
    this.output = options.output ?? '';
  }
}
