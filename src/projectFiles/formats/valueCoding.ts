/** How a value is written in a text of the file. */
export interface ValueCoding {
  /** Returns the value in a text; `undefined` if there is none. */
  readonly decode: (text: string) => string | undefined;
  readonly encode: (value: string) => string;
}

/** The text is the value. */
export const PLAIN_TEXT: ValueCoding = { decode: text => text, encode: value => value };

/** The text is the value's UTF-8 in base64, as in the `data` of a Kubernetes Secret. Line ends in it don't matter. */
export const BASE64: ValueCoding = {
  decode: text => {
    const joined = text.replace(/[\r\n]/g, '');
    const bytes = Buffer.from(joined, 'base64');
    if (bytes.toString('base64') !== joined) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  },
  encode: value => Buffer.from(value, 'utf8').toString('base64'),
};
