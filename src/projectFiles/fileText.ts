import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { ProjectFileError } from './projectFileError.ts';
import { encryptionOfBytes } from './shapes/encryptedFile.ts';
import type { TextPosition } from './textPosition.ts';

/** How the characters of a file are written. UTF-16 always has a byte-order mark, which tells it from other encodings. */
export type FileEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'iso-8859-1';

/** The text of a file, without its byte-order mark, and how it is written. */
export interface FileText {
  readonly text: string;
  readonly encoding: FileEncoding;
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16LE_MARK = Buffer.from([0xff, 0xfe]);
const UTF16BE_MARK = Buffer.from([0xfe, 0xff]);
/** Begins like UTF-16, which has no use for a NUL at this place. */
const UTF32LE_MARK = Buffer.from([0xff, 0xfe, 0, 0]);

const startsWith = (bytes: Uint8Array, mark: Uint8Array): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/**
 * Files whose readers understand UTF-16 with a byte-order mark: Visual Studio and PowerShell write it, .NET and the Windows API
 * read it. The readers of other files (`.env`, TOML, `.gitignore`) don't, so those are refused.
 */
const MAY_BE_UTF16 = /\.(?:ini|inf|cfg|conf|jsonc?|ya?ml|xml|config|props|\w{2}proj|ps[dm]?1)$/i;

/** The format specifies ISO-8859-1, although many readers of today use UTF-8. */
const MAY_BE_LATIN1 = /\.properties$/i;

/**
 * Decodes a file: UTF-8 and, where the readers of such a file know it, UTF-16 with a byte-order mark or ISO-8859-1. Other bytes
 * would be lost when the text is written back, so they throw `notUtf8`, as UTF-16 without a mark does. A file that is encrypted as a whole throws `encrypted`.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html
 */
export function decodeFile(file: string, bytes: Uint8Array): FileText {
  const encryption = encryptionOfBytes(bytes);
  if (encryption) throw new ProjectFileError('encrypted', file, { detail: encryption });
  const encoding = encodingOf(path.basename(file), bytes);
  if (encoding === 'iso-8859-1') return { text: Buffer.from(bytes).toString('latin1'), encoding };
  // Valid as UTF-8, too, but an edit would put UTF-8 into the middle of it.
  if (encoding === 'utf-8' && isUnmarkedUtf16(bytes)) throw new ProjectFileError('notUtf8', file);
  try {
    const text = decode(encoding.startsWith('utf-8') ? 'utf-8' : encoding, bytes);
    // Binary data may begin like UTF-16, too, but is hardly ASCII then, as the signs and keys of configuration are.
    if (encoding.startsWith('utf-16') && !/^.?$|[ -~]/su.test(text)) throw new TypeError('not a text');
    return { text: encoding === 'utf-8' ? text : text.slice(1), encoding };
  } catch (cause) {
    const position = encoding.startsWith('utf-8') ? placeOfInvalid(bytes) : undefined;
    throw new ProjectFileError('notUtf8', file, { cause, position });
  }
}

/** Bytes in which UTF-16 is looked for. */
const SEARCHED = 512;

/** Tells whether bytes without a byte-order mark are UTF-16: every other byte of most of its characters is 0. */
function isUnmarkedUtf16(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, SEARCHED);
  if (!start.includes(0)) return false;
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) * 3 >= start.length && Math.min(even, odd) * 10 <= Math.max(even, odd);
}

/** Returns the position of the first byte that isn't UTF-8. */
function placeOfInvalid(bytes: Uint8Array): TextPosition {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(LINE_FEED, start);
    const part = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!isUtf8(part) || end === -1)
      return { line, column: Math.max(0, new TextDecoder().decode(part).indexOf('\uFFFD')) + 1 };
    start = end + 1;
  }
}

const LINE_FEED = 0x0a;

const decode = (encoding: string, bytes: Uint8Array): string =>
  new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);

function encodingOf(name: string, bytes: Uint8Array): FileEncoding {
  if (startsWith(bytes, UTF8_MARK)) return 'utf-8-bom';
  if (MAY_BE_UTF16.test(name) && !startsWith(bytes, UTF32LE_MARK)) {
    if (startsWith(bytes, UTF16LE_MARK)) return 'utf-16le';
    if (startsWith(bytes, UTF16BE_MARK)) return 'utf-16be';
  }
  return MAY_BE_LATIN1.test(name) && !isUtf8(bytes) ? 'iso-8859-1' : 'utf-8';
}

/** Encodes a text as its file was before, with its byte-order mark. A text in ISO-8859-1 has no other characters. */
export function encodeFile({ text, encoding }: FileText): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'utf-8-bom') return Buffer.concat([UTF8_MARK, Buffer.from(text, 'utf8')]);
  if (encoding === 'iso-8859-1') return Buffer.from(text, 'latin1');
  const written = Buffer.concat([UTF16LE_MARK, Buffer.from(text, 'utf16le')]);
  return encoding === 'utf-16be' ? written.swap16() : written;
}

/** Returns what can be searched for names of ASCII characters, without decoding: fast, and right for every encoding. */
export function searchableText(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const isUtf16 = startsWith(bytes, UTF16LE_MARK) || startsWith(bytes, UTF16BE_MARK);
  return isUtf16 || isUnmarkedUtf16(bytes) ? text.replaceAll('\0', '') : text;
}
