import { ProjectFileError } from '../../src/projectFiles/projectFileError.ts';

/** Why a request is answered with an error before the product's own code is asked. */
export type FilesErrorCode =
  /** The line isn't JSON, or not an object. */
  | 'notJson'
  /** `do` names no request. */
  | 'unknownRequest'
  /** A value is missing or has the wrong type. */
  | 'invalidRequest'
  | 'folderMissing'
  | 'fileMissing'
  /** The folder has fewer targets. */
  | 'noSuchTarget';

/** An error that a request is answered with. The message names keys and files, but no values. */
export class FilesError extends Error {
  override readonly name = 'FilesError';
  readonly code: FilesErrorCode;

  constructor(code: FilesErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Returns the code and the message of an error, and the position in the file that it is about, where there is one. */
export function describeError(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ProjectFileError) return { code: error.code, message, ...error.position };
  return { code: error instanceof FilesError ? error.code : 'unexpected', message };
}
