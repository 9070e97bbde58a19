import { readPlace, type TextPosition } from './textPosition.ts';

/** Why a project file could not be read or written. */
export type ProjectFileErrorCode =
  /** The file's text is not in its format; `detail` says where. */
  | 'notParsable'
  /** A value can't be set because something on the way to its key has no keys. */
  | 'notAnObject'
  /** The key has its value from another place, or gives it to one: changing it would change both. */
  | 'shared'
  /** The file is encrypted; `detail` names the program. */
  | 'encrypted'
  /** The format has no way to write the value that all readers understand alike. */
  | 'valueNotCarried'
  /** The section of the file that has the key is encrypted; `detail` is the key. */
  | 'encryptedSection'
  /** The keys of the section are in another file, which it names. */
  | 'inAnotherFile'
  /** Files of this format are only read. */
  | 'onlyRead'
  /** No format is known for this file name. */
  | 'unknownFormat'
  /** The file isn't UTF-8. */
  | 'notUtf8'
  | 'tooLarge'
  /** The file is nested too deeply or has too long a run of one thing; reading it would take too long. */
  | 'tooComplex'
  /** The path is a folder, a device or the like. */
  | 'notAFile'
  | 'folderMissing'
  /** The file or its folder is write-protected. */
  | 'readOnly'
  /** The file system takes no changes, or the medium is write-protected. */
  | 'readOnlyDisk'
  /** Another program has the file open, and locks it. */
  | 'inUse'
  | 'diskFull'
  /** Someone else changed the file after it was read. */
  | 'changedMeanwhile'
  /** The editor could not save what was unsaved in the file. */
  | 'notSaved'
  /** The file is in a workspace that the user has not trusted. */
  | 'restricted'
  /** A symbolic link leads out of the workspace folder. */
  | 'outsideWorkspace'
  /** Any other failure of the file system. */
  | 'ioFailed';

/** The error of this room. Its message is for the log and contains no value of a file. */
export class ProjectFileError extends Error {
  override readonly name = 'ProjectFileError';
  readonly code: ProjectFileErrorCode;
  /** The file concerned. */
  readonly path: string;
  /** A position (`line 3, column 7`) or an error code of the system. */
  readonly detail: string | undefined;
  /** The position in the file's text that the error is about, where there is one. */
  readonly position: TextPosition | undefined;

  constructor(
    code: ProjectFileErrorCode,
    path: string,
    options: {
      readonly detail?: string | undefined;
      /** Default: the position that `detail` names. */
      readonly position?: TextPosition | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(options.detail ? `${code}: ${path} (${options.detail})` : `${code}: ${path}`, {
      cause: options.cause,
    });
    this.code = code;
    this.path = path;
    this.detail = options.detail;
    this.position = options.position ?? readPlace(options.detail ?? '');
  }
}
