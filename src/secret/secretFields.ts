import type { Range } from './mask.ts';

/** Words of a key, header or property that holds a secret, without the signs between them. */
const SECRET_WORD =
  /secret|token|passw|pwd|passphrase|authori[sz]ation$|cookie|apikey|privatekey|credential|assertion|verifier|devicecode|usercode|signature/;

/** Endings of names that contain such a word and hold something else: `secret_id`, `token_type`, `tokenEndpoint`. */
const HARMLESS_ENDING =
  /(ids?|types?|endpoint|ur[il]|counts?|lifetime|lifetimeseconds|expires|expiresat|expiresin|names?|kind|states?|status|hint|methods?|supported|length|error|description)$/;

/** A name with its quotes, what separates it from its value, and the value's opening quote. All are short. */
const NAME = /[\w-]+/g;
const CLOSING = /(?:\\{0,7}["'`]|%22|%27)?\)?\]?/y;
const SEPARATOR = /[^\S\n]*(?:=>|[:=>]|%3[AaDd])\s*/y;
/** Between two elements of a list, such as raw headers and the parts of a form. */
const LIST_SEPARATOR = /\s*(?:,\s*(?:["']?value["']?\s*:\s*)?|\r?\n\r?\n)/y;
const OPENING = /(\\{0,7})(["'`])|%2[27]/y;
/** Schemes of the header `Authorization`, which stay visible. */
const SCHEME = /(?:bearer|basic|digest|dpop|negotiate|ntlm)\s+/iy;
/** Values that say that there is none. */
const NO_VALUE = /(?:undefined|null|true|false|\[secret\])(?![\w-])/y;
const BARE_END = /[\s,;&"'`<>(){}[\]]|%26|%22|$/g;
const LINE_END = /[\r\n"'`]|$/g;

/** Headers whose value has blanks and goes to the end of the line. */
const WHOLE_LINE = /authori[sz]ation$|cookie/;

/** A scheme in the middle of a text, with what follows. */
const BEARER = /\b(?:bearer|dpop)\s{1,8}([^\s"'`,;]{8,})/gi;
/** The code of an answer in an address (RFC 6749, section 4.1.2), and a password in one. */
const IN_ADDRESS = /[?&#](?:code|state|nonce)=([^\s&"'`<>]+)/g;
const USER_INFORMATION = /\b[a-z][a-z\d+.-]{1,20}:\/\/([^\s/@"'`?#]{1,2000})@/gi;

/**
 * Finds values that stand at a name that says that they are secret: in JSON, also escaped, in forms, headers, XML, lists
 * of pairs and what the inspector prints. The time is linear in the length of the text.
 */
export function findSecretFields(text: string): readonly Range[] {
  const found: Range[] = [BEARER, IN_ADDRESS, USER_INFORMATION].flatMap(pattern =>
    [...text.matchAll(pattern)].map(match => groupOf(match)),
  );
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const value = isSecretName(match[0]) ? valueAfter(text, NAME.lastIndex, match[0]) : undefined;
    if (!value) continue;
    if (value[1] > value[0]) found.push(value);
    NAME.lastIndex = Math.max(NAME.lastIndex, value[1]);
  }
  return found;
}

function groupOf(match: RegExpExecArray): Range {
  const [whole, group = ''] = match;
  const from = match.index + whole.lastIndexOf(group);
  return [from, from + group.length];
}

function isSecretName(name: string): boolean {
  // Longer runs are values: a name is short.
  if (name.length > 100) return false;
  const plain = name.toLowerCase().replace(/[_-]/g, '');
  return SECRET_WORD.test(plain) && !HARMLESS_ENDING.test(plain);
}

/** Returns the length of a match at a position, or `undefined`. */
function lengthAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length;
}

function valueAfter(text: string, nameEnd: number, name: string): Range | undefined {
  const closing = lengthAt(CLOSING, text, nameEnd) ?? 0;
  const afterName = nameEnd + closing;
  const separator =
    lengthAt(SEPARATOR, text, afterName) ??
    (closing > 0 ? lengthAt(LIST_SEPARATOR, text, afterName) : undefined);
  if (separator === undefined) return undefined;
  const at = afterName + separator;
  if (lengthAt(NO_VALUE, text, at)) return undefined;
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  if (opening) return quotedValue(text, at + opening[0].length, opening);
  if (text[at] === '[' || text[at] === '{') return [at, closingBracket(text, at)];
  return bareValue(text, at, name);
}

function quotedValue(text: string, at: number, [whole, escapes = '', quote]: RegExpExecArray): Range {
  const from = at + (lengthAt(SCHEME, text, at) ?? 0);
  if (!quote) return [from, endAt(text, whole, from)];
  // A quote inside the value has more backslashes than the quotes around it.
  for (let end = text.indexOf(quote, from); end >= 0; end = text.indexOf(quote, end + 1)) {
    let before = 0;
    while (text[end - before - 1] === '\\' && before <= escapes.length) before += 1;
    if (before <= escapes.length) return [from, end - before];
  }
  return [from, text.length];
}

function bareValue(text: string, at: number, name: string): Range {
  const from = at + (lengthAt(SCHEME, text, at) ?? 0);
  const isWhole = WHOLE_LINE.test(name.toLowerCase());
  const pattern = isWhole ? LINE_END : BARE_END;
  pattern.lastIndex = from;
  return [from, pattern.exec(text)?.index ?? text.length];
}

function endAt(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

const BRACKETS = /[[\]{}]/g;

/** Returns where the list or object that begins at a position ends; a text that was cut ends it, too. */
function closingBracket(text: string, at: number): number {
  let depth = 0;
  BRACKETS.lastIndex = at;
  for (let match = BRACKETS.exec(text); match; match = BRACKETS.exec(text)) {
    depth += match[0] === '[' || match[0] === '{' ? 1 : -1;
    if (depth === 0) return BRACKETS.lastIndex;
  }
  return text.length;
}
