import { ProjectFileError } from './projectFileError.ts';

const BOM = '\uFEFF';

/** The text of a file, without its byte-order mark. */
export interface FileText {
  readonly text: string;
  readonly bom: boolean;
}

/** Decodes UTF-8. Other bytes would be lost when the text is written back, so they throw `notUtf8`. */
export function decodeFile(path: string, bytes: Uint8Array): FileText {
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
