import { ProjectFileError, type ProjectFileErrorCode } from '../projectFileError.ts';

const CODE_OF_FAILURE: Readonly<Record<string, ProjectFileErrorCode>> = {
  EACCES: 'readOnly',
  EBUSY: 'inUse',
  EDQUOT: 'diskFull',
  EISDIR: 'notAFile',
  ENOENT: 'folderMissing',
  ENOSPC: 'diskFull',
  ENOTDIR: 'folderMissing',
  EPERM: 'readOnly',
  EROFS: 'readOnlyDisk',
  ETXTBSY: 'inUse',
};

/** Returns the error of this room for a failure of the file system. */
export function diskFailure(cause: unknown, file: string): ProjectFileError {
  if (cause instanceof ProjectFileError) return cause;
  const detail = (cause as NodeJS.ErrnoException).code;
  return new ProjectFileError((detail && CODE_OF_FAILURE[detail]) || 'ioFailed', file, { detail, cause });
}
