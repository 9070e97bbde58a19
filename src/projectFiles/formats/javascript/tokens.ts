import jsTokens, { type Token } from 'js-tokens';
import type { FormatFault } from '../fileFormat.ts';
import { placeOf } from '../textEdit.ts';
import { linesOf } from '../textLines.ts';

/** Tokens of a text: a module of constants doesn't have that many. */
const MOST_TOKENS = 200_000;
/** Characters of a line: longer ones are in bundled and minified files, which nobody edits. */
const LONGEST_LINE = 5000;

/** A token with a meaning: no blank, no comment. */
export interface CodeToken {
  readonly type: Token['type'];
  readonly text: string;
  readonly offset: number;
  readonly end: number;
  /** Whether a line end is before it. */
  readonly startsLine: boolean;
  /** The index of the bracket that closes or opens it; -1 for other tokens. */
  partner: number;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** Splits JavaScript or TypeScript into tokens. A text with brackets that don't match is refused. */
export function tokensOf(text: string): readonly CodeToken[] | FormatFault {
  if (linesOf(text).some(({ start, end }) => end - start > LONGEST_LINE))
    return { code: 'tooComplex', detail: '' };
  const list = new TokenList();
  for (const token of jsTokens(text)) {
    const start = list.end;
    const code = list.add(token);
    if (code) return { code, detail: placeOf(text, start) };
  }
  const { tokens, unclosed } = list;
  return unclosed ? { code: 'notParsable', detail: placeOf(text, unclosed.offset) } : tokens;
}

class TokenList {
  readonly tokens: CodeToken[] = [];
  end = 0;
  readonly #open: number[] = [];
  #startsLine = true;

  /** The innermost bracket that isn't closed. */
  get unclosed(): CodeToken | undefined {
    return this.tokens[this.#open.at(-1) ?? -1];
  }

  /** Returns why a token can't follow. */
  add(token: Token): 'notParsable' | 'tooComplex' | undefined {
    const { type, value } = token;
    const offset = this.end;
    this.end += value.length;
    if ('closed' in token && !token.closed) return 'notParsable';
    if (isPassedOver(type)) {
      this.#startsLine ||= type !== 'WhiteSpace' && /[\r\n]/.test(value);
      return undefined;
    }
    const startsLine = this.#startsLine;
    this.#startsLine = false;
    this.tokens.push({ type, text: value, offset, end: this.end, startsLine, partner: -1 });
    if (this.tokens.length > MOST_TOKENS) return 'tooComplex';
    return this.#matchBracket(this.tokens.length - 1) ? undefined : 'notParsable';
  }

  /** Returns `false` if a bracket closes another kind, or none. */
  #matchBracket(index: number): boolean {
    const token = this.tokens[index] as CodeToken;
    const isPunctuator = token.type === 'Punctuator';
    if (token.type === 'TemplateHead' || (isPunctuator && Object.hasOwn(CLOSING, token.text)))
      this.#open.push(index);
    const isTail = token.type === 'TemplateTail';
    if (!isTail && !(isPunctuator && /^[}\])]$/.test(token.text))) return true;
    const opener = this.unclosed;
    const isPair = isTail ? opener?.type === 'TemplateHead' : CLOSING[opener?.text ?? ''] === token.text;
    if (!opener || !isPair) return false;
    token.partner = this.#open.pop() ?? -1;
    opener.partner = index;
    return true;
  }
}

const isPassedOver = (type: Token['type']): boolean =>
  type === 'WhiteSpace' || type === 'LineTerminatorSequence' || type.endsWith('Comment');
