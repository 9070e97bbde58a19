import type { DotenvEntry } from './dotenvText.ts';

/** An entry of an `.env` file as the readers of its line find it. */
export interface EnvEntry extends DotenvEntry {
  /** Whether its line is written for a shell: the value ends where the word does, and has one line. */
  readonly isShellWord?: boolean;
  /** Whether readers disagree about where the value ends, and none of them is obviously the right one. */
  readonly isAmbiguous?: boolean;
}

/** A word of a shell: in quotes, or without any; a placeholder such as `<id>` stands for one. */
const WORD = /"[^"\r\n\\`]*"|'[^'\r\n]*'|<[^<>;\r\n]*>|[^\s;&|<>()#'"`\\]*/y;
/** Another assignment or, after `export`, a name, in the same statement. */
const NEXT_WORD = /[^\S\r\n]+([A-Za-z_]\w*)(=?)/y;
/** The beginning of another statement. */
const NEXT_STATEMENT = /[^\S\r\n]*(?:;|&&)[^\S\r\n]*(?:(export|readonly)(?=[^\S\r\n]))?/y;
const STATEMENT_WORD = /[^\S\r\n]*([A-Za-z_]\w*)(=?)/y;
const END = /[^\S\r\n]*(?:;[^\S\r\n]*)?(?:[^\S\r\n]#.*)?$/y;
/** What only a shell gives a meaning, so that the value of `A=Hello; World` ends at one of two places. */
const OTHER_STATEMENT = /^[^\S\r\n]*(?:;|&&|\|\|?)[^\S\r\n]+[^\s#]/;
const OTHER_ASSIGNMENT = /[^\S\r\n][A-Z_][A-Z0-9_]*=/;
const meansMore = (rest: string): boolean =>
  OTHER_STATEMENT.test(rest) || (/^\s/.test(rest) && OTHER_ASSIGNMENT.test(rest));

const CAPITALS = /^[A-Z_][A-Z0-9_]*$/;

/**
 * Returns the entries of a line whose value has no quotes to the `dotenv` package. To that, to docker compose and to Node, the
 * value of `A=x; export A` and of `export A=x B=y` is all that follows the sign; to a shell it is `x`, and so the line means
 * something only to a shell. `A=Server=x;Database=y` or `DSN=host=x port=1` are values.
 *
 * @param line the text from just before the sign to the end of the line
 * @param start the offset of `line`
 */
export function readShellLine(line: string, entry: DotenvEntry, start: number): readonly EnvEntry[] {
  const first = entry.valueOffset - start;
  // A shell has no blanks around the sign.
  if (entry.quote !== '' || !/\w=$/.test(line.slice(0, first))) return [entry];
  const parser = new ShellLine(line, first, entry.exported);
  const words = parser.read(entry.key);
  if (words === 'plain') return [entry];
  if (words === 'unknown')
    return [meansMore(line.slice(parser.firstEnd)) ? { ...entry, isAmbiguous: true } : entry];
  return words.map(({ key, from, to, quote }) => ({
    ...entry,
    key,
    quote,
    value: line.slice(from + quote.length, to - quote.length),
    exported: parser.exported.has(key),
    valueOffset: start + from,
    valueLength: to - from,
    isShellWord: true,
  }));
}

interface ShellWord extends Pick<DotenvEntry, 'key' | 'quote'> {
  readonly from: number;
  readonly to: number;
}

class ShellLine {
  /** The names that are exported on the line. */
  readonly exported = new Set<string>();
  /** Offset after the first word. */
  firstEnd: number;
  readonly #line: string;
  readonly #words: ShellWord[] = [];
  #at: number;
  #isExport: boolean;

  constructor(line: string, at: number, isExport: boolean) {
    this.#line = line;
    this.#at = at;
    this.#isExport = isExport;
    this.firstEnd = at;
  }

  /** Returns the values of all keys; `plain` if there is only one word, `unknown` if the rest isn't assignments. */
  read(key: string): readonly ShellWord[] | 'plain' | 'unknown' {
    this.#assign(key);
    this.firstEnd = this.#at;
    if (this.#match(/[^\S\r\n]*(?:#.*)?$/y)) return 'plain';
    while (!this.#match(END)) if (!this.#readMore()) return 'unknown';
    return this.#words;
  }

  #readMore(): boolean {
    const statement = this.#match(NEXT_STATEMENT);
    if (statement) this.#isExport = statement[1] !== undefined;
    const named = this.#match(statement ? STATEMENT_WORD : NEXT_WORD);
    const [, name = '', sign] = named ?? [];
    if (name === '' || !(sign === '=' ? this.#mayAssign(name, statement !== undefined) : this.#isExport))
      return false;
    if (sign === '=') this.#assign(name);
    else this.exported.add(name);
    return true;
  }

  /** `host=x port=1` and `UID=x;PWD=y` are values of a key, not two assignments. */
  #mayAssign(name: string, isStatement: boolean): boolean {
    const last = this.#words.at(-1);
    const hasSign = last?.quote === '' && /=[^=]/.test(this.#line.slice(last.from, last.to));
    if (isStatement) return this.#isExport || (CAPITALS.test(name) && !hasSign);
    return CAPITALS.test(name) ? this.#isExport || !hasSign : this.#isExport && !hasSign;
  }

  #assign(key: string): void {
    const from = this.#at;
    this.#match(WORD);
    const first = this.#line[from];
    const quote = this.#at > from && (first === '"' || first === "'") ? first : '';
    this.#words.push({ key, quote, from, to: this.#at });
    if (this.#isExport) this.exported.add(key);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#line);
    if (found) this.#at = pattern.lastIndex;
    return found ?? undefined;
  }
}
