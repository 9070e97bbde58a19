import type { WrittenEntry } from './fileFormat.ts';
import { linesOf, type TextLine } from './textLines.ts';

/** A value in the body or in a header of a request. Its path begins with the name of the request. */
export interface RequestValue extends WrittenEntry {
  /** Whether it is a value of a form, which is written in URL encoding. Others are only read. */
  readonly isForm: boolean;
}

const SEPARATOR = /^[ \t]*#{3,}[ \t]*([^\r\n]*)/;
const NAME = /^[ \t]*(?:#|\/\/)[ \t]*@name[ \t=]+([\w.-]+)/;
const COMMENT = /^[ \t]*(?:#|\/\/)/;
const VARIABLE = /^[ \t]*@[\w.-]+[ \t]*:?=/;
const HEADER = /^[ \t]*([\w-]+)[ \t]*:[ \t]*/;
/** A line of an address that is continued. */
const QUERY = /^[ \t]+[?&]/;
const FORM = /^application\/x-www-form-urlencoded(?![\w.+-])/i;
const TOKEN_ADDRESS = /\/token(?=[\s?#]|$)/i;
/** What handles an answer (`> {% … %}`), and a file in place of a body (`< file`). */
const HANDLER = /^[ \t]*[<>]/;
const REFERENCE = '{{';
const METHOD = /^[ \t]*(?:[A-Z]+[ \t]+)?/;
const VARIABLES = /\{\{([\w.-]+)\}\}/g;

/** What the requests of a text have. */
export interface Requests {
  readonly values: readonly RequestValue[];
  /** The addresses that variables of the file are sent to, by their names; of several, the first. */
  readonly sentTo: ReadonlyMap<string, string>;
}

/**
 * Reads the requests of a text: the forms in their bodies, and client ids and secrets in the header `Authorization: Basic` of
 * requests for a token. A value that is a variable of the same file isn't another value.
 *
 * @param variables the values of the file's variables by their names
 * @see https://github.com/Huachao/vscode-restclient#making-request
 * @see https://www.jetbrains.com/help/idea/exploring-http-syntax.html
 */
export function readRequests(text: string, variables: ReadonlyMap<string, string>): Requests {
  const reader = new RequestReader(text, variables);
  for (const line of linesOf(text)) reader.readLine(line);
  reader.endRequest();
  const values = reader.found.filter(
    ({ value }) => !variables.has(/^\{\{([\w.-]+)\}\}$/.exec(value)?.[1] ?? ''),
  );
  return { values, sentTo: reader.sentTo };
}

/** A part of a line: a name with its value, or a value. */
interface Part {
  readonly offset: number;
  readonly written: string;
}

class RequestReader {
  readonly found: RequestValue[] = [];
  readonly sentTo = new Map<string, string>();
  readonly #text: string;
  readonly #variables: ReadonlyMap<string, string>;
  readonly #names = new Map<string, number>();
  #count = 0;
  #name = '';
  #address = '';
  #state: 'before' | 'headers' | 'body' | 'handlers' = 'before';
  #isForm = false;
  #isForToken = false;
  #basic: Part | undefined;
  #pairs: Part[] = [];

  constructor(text: string, variables: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#variables = variables;
  }

  readLine({ start, end }: TextLine): void {
    const line = { offset: start, written: this.#text.slice(start, end) };
    const separator = SEPARATOR.exec(line.written);
    if (separator) {
      this.endRequest();
      this.#name = separator[1]?.trim() ?? '';
    } else if (this.#state === 'body') this.#readBody(line);
    else if (this.#state !== 'handlers') this.#readStart(line);
  }

  #readBody(line: Part): void {
    this.#noteVariables(line.written);
    if (HANDLER.test(line.written)) this.#state = 'handlers';
    else if (this.#isForm && !COMMENT.test(line.written) && !VARIABLE.test(line.written))
      this.#pairs.push(...partsOf(line));
  }

  /** Reads what is before the body. */
  #readStart({ offset, written }: Part): void {
    this.#name = NAME.exec(written)?.[1] ?? this.#name;
    if (COMMENT.test(written)) return;
    const isBlank = written.trim() === '';
    if (this.#state === 'headers') {
      if (isBlank) this.#state = 'body';
      else if (!QUERY.test(written)) this.#readHeader(offset, written);
      this.#noteVariables(written);
    } else if (!isBlank && !VARIABLE.test(written)) {
      this.#state = 'headers';
      this.#isForToken = TOKEN_ADDRESS.test(written);
      this.#address = this.#addressIn(written);
    }
  }

  /** Returns the address in the first line of a request, with the values of the file's variables. */
  #addressIn(written: string): string {
    const [address = ''] = written.replace(METHOD, '').split(/[ \t]/, 1);
    return address.replace(VARIABLES, (all, name: string) => this.#variables.get(name) ?? all);
  }

  #noteVariables(written: string): void {
    for (const [, name = ''] of written.matchAll(VARIABLES))
      if (!this.sentTo.has(name)) this.sentTo.set(name, this.#address);
  }

  #readHeader(start: number, written: string): void {
    const [all = '', name = ''] = HEADER.exec(written) ?? [];
    const value = { offset: start + all.length, written: written.slice(all.length).trimEnd() };
    if (/^content-type$/i.test(name)) this.#isForm = FORM.test(value.written);
    const scheme = /^basic[ \t]+/i.exec(value.written)?.[0].length ?? 0;
    if (/^authorization$/i.test(name) && scheme > 0)
      this.#basic = { offset: value.offset + scheme, written: value.written.slice(scheme) };
  }

  endRequest(): void {
    if (this.#state !== 'before') this.#count += 1;
    const pairs = this.#pairs.flatMap(pair => formValue(pair));
    const isForToken = this.#isForToken || pairs.some(({ key }) => key === 'grant_type');
    const values = [...(isForToken && this.#basic ? basicValues(this.#basic) : []), ...pairs];
    if (values.length > 0) {
      const name = this.#ownName();
      for (const { key, ...value } of values)
        this.found.push({ keyPath: [name, key], sentTo: this.#address, ...value });
    }
    this.#state = 'before';
    this.#name = '';
    this.#isForm = false;
    this.#basic = undefined;
    this.#pairs = [];
  }

  #ownName(): string {
    const name = this.#name === '' ? `request ${this.#count}` : this.#name;
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  }
}

/** Splits a line of a form at its signs. */
function partsOf({ offset, written }: Part): readonly Part[] {
  const parts: Part[] = [];
  let at = offset;
  for (const part of written.split('&')) {
    parts.push({ offset: at, written: part });
    at += part.length + 1;
  }
  return parts;
}

type KeyedValue = Omit<RequestValue, 'keyPath'> & { readonly key: string };

function formValue({ offset, written }: Part): readonly KeyedValue[] {
  const sign = written.indexOf('=');
  const key = decodeForm(written.slice(0, sign).trim());
  if (sign === -1 || !key) return [];
  const start = sign + 1 + (/^\s*/.exec(written.slice(sign + 1))?.[0].length ?? 0);
  const raw = written.slice(start).trimEnd();
  const value = raw.includes(REFERENCE) ? raw : decodeForm(raw);
  const position = { offset: offset + start, length: raw.length };
  return [{ key, value: value ?? raw, isForm: value !== undefined, ...position }];
}

/** Decodes a part of a form; `undefined` if it isn't in URL encoding. */
function decodeForm(written: string): string | undefined {
  try {
    return decodeURIComponent(written.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Writes a value of a form: nothing but letters, digits and `-._~` as it is. */
export const encodeForm = (value: string): string =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Reads `id:secret` in Base64 or, as request files may have it, `id:secret` or `id secret` as it is. */
function basicValues({ offset, written }: Part): readonly KeyedValue[] {
  if (written.includes(REFERENCE)) return [];
  const plain = /^([^\s:]{1,200})(?:[ \t]{0,9}:[ \t]{0,9}|[ \t]{1,9})(\S{1,500})$/.exec(written);
  if (plain) {
    const [, id = '', secret = ''] = plain;
    return [
      { key: 'client_id', value: id, offset, length: id.length, isForm: false },
      {
        key: 'client_secret',
        value: secret,
        offset: offset + written.length - secret.length,
        length: secret.length,
        isForm: false,
      },
    ];
  }
  const decoded = Buffer.from(written, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1 || /\s/.test(written) || decoded.includes('\uFFFD')) return [];
  const [id, secret] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
  return [
    { key: 'client_id', value: decodeForm(id) ?? id, offset, length: 0, isForm: false },
    {
      key: 'client_secret',
      value: decodeForm(secret) ?? secret,
      offset,
      length: written.length,
      isForm: false,
    },
  ];
}
