import { type Dialect, isProgram } from './dialects.ts';

/** What closes a key: `'client_id': `, `os.environ['A'] = `, `client_secret[] = `. */
const KEY_END = /(?:\[\d{0,5}\]|["'\])}]{0,3})[ \t]{0,9}/y;
/** The type of a name: `client_secret: str = `, `clientSecret string = `, `ClientSecret As String = `, or what can be done with it. */
const TYPE =
  /(?::[ \t]{0,9}&?(?:'static[ \t])?[A-Za-z_][\w.[\]?!]{0,40}|(?:As[ \t]{1,9})?string|\{[ \t]{0,9}get;[ \t\w;]{0,40}\})[ \t]{0,9}(?==)/iy;
const SIGN = /(?:<<?-|=>|:=|=(?![=~])|:(?!:))[ \t]{0,40}/y;
/** What separates the name of an argument from its value: `--client-secret x`. */
const BLANKS = /[ \t]{1,9}(?![-\s])/y;
/** What separates the halves of a pair: `{ "client_id", "x" }`, `"client_id" to "x"`, `"client_id" -> "x"`. */
const PAIR = /["'][ \t]{0,9}(?:,|->|to(?=[ \t"]))\s{0,40}(?=[$@"'`])/y;
/** A list of one text, as Go has in a form: `"client_id": {"x"}`. */
const LIST = /[{[][ \t]{0,9}(?=["'`])/y;
const CALL = /\([ \t]{0,9}(?=[$@"'`])/y;
const DEFINE = '#define ';

/** Where the value of a name begins. */
export interface Sign {
  readonly offset: number;
  /** What is between the name and its value. */
  readonly sign: string;
  /** `pair`: two texts beside each other; `call`: the argument of a method. Both are read only with a text. */
  readonly kind: 'usual' | 'pair' | 'call';
}

const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

/** Dialects in which two texts beside each other may be a name and its value. */
const hasPairs = (dialect: Dialect): boolean =>
  isProgram(dialect) || dialect === 'python' || dialect === 'powershell';

/** Returns where the value of a name begins; `undefined` if it has none. */
export function signOf(text: string, nameStart: number, nameEnd: number, dialect: Dialect): Sign | undefined {
  const before = text[nameStart - 1] ?? '';
  // `$env:ADH_CLIENT_ID` is a name in a scope.
  if (text[nameEnd] === ':' && /\$\{?$/.test(text.slice(Math.max(0, nameStart - 2), nameStart)))
    return undefined;
  const isOption = before === '-' || text.startsWith(DEFINE, nameStart - DEFINE.length);
  const blanks = isOption ? lengthAt(BLANKS, text, nameEnd) : 0;
  const keyEnd = nameEnd + lengthAt(KEY_END, text, nameEnd);
  const type = keyEnd + lengthAt(TYPE, text, keyEnd);
  const length = lengthAt(SIGN, text, type);
  if (length > 0) {
    const list = isProgram(dialect) ? lengthAt(LIST, text, type + length) : 0;
    return { offset: type + length + list, sign: text.slice(nameEnd, type + length), kind: 'usual' };
  }
  const isQuoted = /["']/.test(before) && text[nameEnd] === before;
  const pair = isQuoted && hasPairs(dialect) ? lengthAt(PAIR, text, nameEnd) : 0;
  if (pair > 0) return { offset: nameEnd + pair, sign: '', kind: 'pair' };
  const call = isProgram(dialect) ? lengthAt(CALL, text, nameEnd) : 0;
  if (call > 0) return { offset: nameEnd + call, sign: '', kind: 'call' };
  return blanks > 0 ? { offset: nameEnd + blanks, sign: '', kind: 'usual' } : undefined;
}
