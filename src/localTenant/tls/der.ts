/**
 * The part of DER, the encoding of certificates, that a certificate of our own needs (ITU-T X.690). A library that makes
 * certificates would add half of its present size to the local tenant's bundle.
 */

/** The types that we encode, by their tags. */
const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The first year that a UTCTime can't express (RFC 5280, section 4.1.2.5). */
const FIRST_GENERALIZED_YEAR = 2050;

/** Returns a value of a type, made of parts that are encoded already. */
export function der(type: keyof typeof TAGS, ...content: readonly Uint8Array[]): Buffer {
  return tagged(TAGS[type], content);
}

/**
 * Returns a value with a tag that the surrounding type defines.
 *
 * @param constructed whether the content is made of values
 */
export function derTagged(number: number, constructed: boolean, ...content: readonly Uint8Array[]): Buffer {
  return tagged((constructed ? 0xa0 : 0x80) | number, content);
}

/** Returns a bit string of whole bytes, of whose last byte the last `unused` bits don't count. */
export function derBits(bytes: Uint8Array, unused = 0): Buffer {
  return der('bitString', Buffer.of(unused), bytes);
}

/** Returns an object identifier written with dots. */
export function derObjectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der('objectId', Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Returns a time, in seconds (RFC 5280, section 4.1.2.5). */
export function derTime(ms: number): Buffer {
  const time = new Date(ms);
  const digits = time.toISOString().replace(/\.\d+Z$/, 'Z');
  const text = digits.replace(/[-:T]/g, '');
  if (time.getUTCFullYear() >= FIRST_GENERALIZED_YEAR) return der('generalizedTime', Buffer.from(text));
  return der('utcTime', Buffer.from(text.slice(2)));
}

function tagged(tag: number, parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function base128(value: number): readonly number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
