/** The quotes around a value of an INI file. */
export type IniQuote = '' | '"' | "'";

/** A value of an INI file, by its position on its line. */
export interface IniValue {
  readonly value: string;
  readonly quote: IniQuote;
  /** Length as it is written, with its quotes; a comment after it isn't a part. */
  readonly length: number;
}

/** What may follow a closing quote. */
const NOTHING_BUT_COMMENT = /[^\S\r\n]*(?:[;#]|$)/y;

/** The beginning of a comment after a value. */
const COMMENT = /[^\S\r\n][;#]/;

/** A comment in place of a value. A value such as `#general` or `;` has no blank after its sign. */
const ONLY_COMMENT = /^[;#]+(?:\s|$)/;

/**
 * Reads what follows the sign of a line. Readers disagree about comments there: to Git, npm's `ini` and PHP, `;` begins one (`#`
 * to the first two); to Python's `configparser` by default, .NET and the Windows API, it belongs to the value, but a developer
 * who writes `REPLACE ; see the wiki` means a comment even so, and no value of this service has a blank. So `;` or `#` after a
 * blank is a comment, which an edit keeps, and in `a;b` it isn't. Quotes are removed, as by most readers; Python keeps them.
 */
export function readIniValue(written: string): IniValue {
  const quoted = quotedValue(written);
  if (quoted) return quoted;
  if (ONLY_COMMENT.test(written)) return { value: '', quote: '', length: 0 };
  const value = written.slice(0, COMMENT.exec(written)?.index).trimEnd();
  return { value, quote: '', length: value.length };
}

/** A quote with a backslash before it is part of the value, unless it is the last one: a Windows path may end like that. */
function quotedValue(written: string): IniValue | undefined {
  const quote = written[0];
  if (quote !== '"' && quote !== "'") return undefined;
  const end = written.trimEnd().length;
  for (let at = written.indexOf(quote, 1); at !== -1; at = written.indexOf(quote, at + 1)) {
    if (written[at - 1] === '\\' && at !== end - 1) continue;
    NOTHING_BUT_COMMENT.lastIndex = at + 1;
    if (NOTHING_BUT_COMMENT.test(written)) return { value: written.slice(1, at), quote, length: at + 1 };
  }
  return undefined;
}
