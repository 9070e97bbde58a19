/** Why a project file could not be read or written. */
export type ProjectFileErrorCode =
  /** The file's text is not in its format; `detail` says where. */
  | 'notParsable'
  /** The place for a value is taken by something that has no keys. */
  | 'notAnObject'
  /** The format cannot carry the value so that all readers read it alike. */
  | 'valueNotCarried'
  /** No format is known for a file of this name. */
  | 'unknownFormat'
  /** The bytes are no UTF-8. */
  | 'notUtf8'
  | 'tooLarge'
  /** The path is a folder, a device or the like. */
  | 'notAFile'
  | 'folderMissing'
  /** The file, or the folder that it lies in, may not be written. */
  | 'readOnly'
  | 'diskFull'
  /** Somebody else wrote the file since it was read. */
  | 'changedMeanwhile'
  /** A symbolic link leads out of the workspace folder. */
  | 'outsideWorkspace'
  /** Any other failure of the file system. */
  | 'ioFailed';

/** The one error of this room. Its message is for the log; no value of a file is in it. */
export class ProjectFileError extends Error {
  override readonly name = 'ProjectFileError';
  readonly code: ProjectFileErrorCode;
  /** The file concerned. */
  readonly path: string;
  /** A place (`line 3, column 7`) or a system's error code. */
  readonly detail: string | undefined;

  constructor(
    code: ProjectFileErrorCode,
    path: string,
    options: { readonly detail?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(options.detail ? `${code}: ${path} (${options.detail})` : `${code}: ${path}`, {
      cause: options.cause,
    });
    this.code = code;
    this.path = path;
    this.detail = options.detail;
  }
}
