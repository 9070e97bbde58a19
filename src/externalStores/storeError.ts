/** Why a value did not get into a store. */
export type StoreErrorCode =
  /** The program is not on the PATH, or cannot be run. */
  | 'programMissing'
  /** The program said no: `exitCode` and what it wrote. */
  | 'refused'
  /** The user gave up; the program was ended. */
  | 'cancelled';

/** The one error of this room. What the program wrote is in it only after the value was taken out. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly program: string;
  readonly exitCode: number | undefined;
  /** The end of what the program wrote, without the value. */
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
