import { ProjectFileError } from './projectFileError.ts';

const BOM = '\uFEFF';

/** The text of a file, without the byte-order mark that may stand before it. */
export interface FileText {
  readonly text: string;
  readonly bom: boolean;
}

/** Decodes UTF-8, strictly: bytes that are none would not survive being written back. Throws `notUtf8`. */
export function decodeFile(path: string, bytes: Uint8Array): FileText {
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const bom = decoded.startsWith(BOM);
    return { text: bom ? decoded.slice(1) : decoded, bom };
  } catch (cause) {
    throw new ProjectFileError('notUtf8', path, { cause });
  }
}

/** Encodes a text as UTF-8, with the byte-order mark it had. */
export function encodeFile({ text, bom }: FileText): Buffer {
  return Buffer.from(bom ? BOM + text : text, 'utf8');
}
