import { ProjectFileError } from './projectFileError.ts';
import { encryptionOfBytes } from './shapes/encryptedFile.ts';

const BOM = '\uFEFF';

/** The text of a file, without its byte-order mark. */
export interface FileText {
  readonly text: string;
  readonly bom: boolean;
}

/**
 * Decodes UTF-8. Other bytes would be lost when the text is written back, so they throw `notUtf8`. A file that is encrypted as
 * a whole throws `encrypted`.
 */
export function decodeFile(path: string, bytes: Uint8Array): FileText {
  const encryption = encryptionOfBytes(bytes);
  if (encryption) throw new ProjectFileError('encrypted', path, { detail: encryption });
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const bom = decoded.startsWith(BOM);
    return { text: bom ? decoded.slice(1) : decoded, bom };
  } catch (cause) {
    throw new ProjectFileError('notUtf8', path, { cause });
  }
}

/** Encodes a text as UTF-8, with its byte-order mark if it had one. */
export function encodeFile({ text, bom }: FileText): Buffer {
  return Buffer.from(bom ? BOM + text : text, 'utf8');
}
