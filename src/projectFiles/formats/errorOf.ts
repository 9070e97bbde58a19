import { ProjectFileError } from '../projectFileError.ts';
import { positionAt, readPlace } from '../textPosition.ts';
import type { FileFormat, FormatFault } from './fileFormat.ts';

/** Makes the error of a fault in the text of a file, with the position of the key that the fault names. */
export function errorOf(
  format: FileFormat,
  file: string,
  text: string,
  { code, detail }: FormatFault,
): ProjectFileError {
  const isKey = detail !== '' && readPlace(detail) === undefined;
  const entry = isKey ? format.read(text).findLast(({ keyPath }) => keyPath.join('.') === detail) : undefined;
  return new ProjectFileError(code, file, { detail, position: entry && positionAt(text, entry.offset) });
}
