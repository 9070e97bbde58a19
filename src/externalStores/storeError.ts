import type { StoreField } from './storePlace.ts';

/** Why a value couldn't be stored. */
export type StoreErrorCode =
  /** The program isn't on the PATH, or can't be run. */
  | 'programMissing'
  /** The program failed for another reason; see `exitCode` and `output`. */
  | 'refused'
  /** Nobody is signed in to the store, or no longer. */
  | 'signedOut'
  /** The user isn't allowed to do this. */
  | 'denied'
  /** What was to be updated isn't there. */
  | 'missing'
  /** Something is where a value was to be created. */
  | 'exists'
  /** The value that was to be replaced isn't the one that was written there. */
  | 'notOurs'
  /** It isn't known which value is meant: see `field`. */
  | 'unclear'
  /** What is there can't take a single value: it is binary, has another form, or would lose something. */
  | 'unfit'
  /** The program or the store is too old for an update that leaves everything else alone. */
  | 'tooOld'
  /** Someone else changed the same thing at the same time. */
  | 'changedMeanwhile'
  /** The value could not be handed to the program, because there is no folder for a socket. Nothing was started. */
  | 'noSocketFolder'
  /** The user canceled; the program was stopped. */
  | 'cancelled';

/** What a {@link StoreError} has besides its code and program. */
export interface StoreErrorOptions {
  readonly exitCode?: number | undefined;
  readonly output?: string;
  readonly field?: StoreField;
  /** Whether the program may have written the value before it failed. */
  readonly mayHaveWritten?: boolean;
  readonly cause?: unknown;
}

/** The error of this room. It contains the program's output without secrets. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly program: string;
  readonly exitCode: number | undefined;
  /** The end of the program's output, without secrets. */
  readonly output: string;
  /** The field of the location that has to be more exact, with `unclear`. */
  readonly field: StoreField | undefined;
  readonly mayHaveWritten: boolean;

  constructor(code: StoreErrorCode, program: string, options: StoreErrorOptions = {}) {
    super(`${code}: ${program}`, { cause: options.cause });
    this.code = code;
    this.program = program;
    this.exitCode = options.exitCode;
    this.output = options.output ?? '';
    this.field = options.field;
    this.mayHaveWritten = options.mayHaveWritten ?? false;
  }
}
