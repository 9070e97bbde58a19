import type { LiteralBranch, LiteralMember, LiteralNode } from '../literals/literalNode.ts';
import { decodeText } from './scriptText.ts';
import type { CodeToken } from './tokens.ts';
import { angles, isEnd, TypeDepth } from './typeDepth.ts';

/** Largest depth of objects and lists. */
const MAX_DEPTH = 100;

/** Calls and parentheses around an object. */
const MOST_ENCLOSING = 10;

/** Thrown for literals that are nested too deeply. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/** A value, and what follows it. */
export interface ReadValue {
  readonly node: LiteralNode;
  /** The index of the token after the value and all that belongs to it. */
  readonly next: number;
}

/** Reads the literals among the tokens of a program. Everything else is a reference or another value, whatever it is. */
export class LiteralReader {
  readonly #tokens: readonly CodeToken[];
  #depth = 0;

  constructor(tokens: readonly CodeToken[]) {
    this.#tokens = tokens;
  }

  /** Reads the value from a token on. At the level of statements, a line end may be its end. */
  value(at: number, isStatement = false): ReadValue {
    const start = this.#start(at);
    const token = this.#tokens[start];
    const end = this.#endOfExpression(at, isStatement);
    const literal = this.#literalAt(start);
    // What belongs to a literal says only what type it has.
    if (literal && token && this.#isOnlyType(literal.next, end)) return { node: literal.node, next: end };
    return { node: this.#expression(at, end), next: end };
  }

  /** Passes over what encloses an object: `Object.freeze({…})`, `<Config>{…}`, `() => ({…})`, `window.env || {…}`. */
  #start(at: number): number {
    let index = at;
    for (let turn = 0; turn < MOST_ENCLOSING; turn += 1) {
      if (this.#tokens[index]?.text === '{') return index;
      const inside = this.#insideOf(index);
      if (inside === undefined) return at;
      index = inside;
    }
    return at;
  }

  #insideOf(at: number): number | undefined {
    const token = this.#tokens[at];
    if (token?.text === '<') return this.#afterTypeArguments(at);
    if (token?.type === 'IdentifierName') return this.#afterCallee(at);
    if (token?.text !== '(') return undefined;
    if (this.#tokens[token.partner + 1]?.text !== '=>') return at + 1;
    // A function has a body, not an object.
    const body = token.partner + 2;
    return this.#tokens[body]?.text === '(' ? body : undefined;
  }

  /** Returns the index of the first argument, or of what `||` has as its alternative. */
  #afterCallee(at: number): number | undefined {
    let index = this.#tokens[at]?.text === 'new' ? at + 1 : at;
    if (this.#tokens[index]?.type !== 'IdentifierName') return undefined;
    index += 1;
    while (/^\??\.$/.test(this.#tokens[index]?.text ?? '')) index += 2;
    if (this.#tokens[index]?.text === '<') index = this.#afterTypeArguments(index);
    const sign = this.#tokens[index]?.text;
    return sign === '(' || sign === '||' || sign === '??' ? index + 1 : undefined;
  }

  #afterTypeArguments(at: number): number {
    let depth = 0;
    for (let index = at; index < Math.min(this.#tokens.length, at + 100); index += 1) {
      const { text, partner } = this.#tokens[index] as CodeToken;
      depth += angles(text);
      if (depth <= 0) return index + 1;
      if (partner > index) index = partner;
    }
    return at + 1;
  }

  #literalAt(at: number): ReadValue | undefined {
    const token = this.#tokens[at];
    if (!token) return undefined;
    const { type, text, offset, end } = token;
    if (type === 'StringLiteral' || type === 'NoSubstitutionTemplate')
      return { node: { kind: 'text', value: decodeText(text), offset, end }, next: at + 1 };
    if (type === 'IdentifierName' && (text === 'null' || text === 'undefined'))
      return { node: { kind: 'text', value: '', offset, end }, next: at + 1 };
    if (text !== '{' && text !== '[') return undefined;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new TooDeep();
    const node = text === '{' ? this.#object(at) : this.#list(at);
    this.#depth -= 1;
    return { node, next: token.partner + 1 };
  }

  /** Tells whether nothing but the end of what encloses a value, and its type, is between two tokens. */
  #isOnlyType(from: number, to: number): boolean {
    let index = from;
    for (; index < to; index += 1) {
      const { text } = this.#tokens[index] as CodeToken;
      if (text === 'as' || text === 'satisfies') return true;
      // The further arguments of a call.
      if (text === ',') index = (this.#closeAround(index) ?? to) - 1;
      else if (text !== ')' && text !== '!') return false;
    }
    return true;
  }

  /** Returns the index of the bracket that closes what a token is in. */
  #closeAround(at: number): number | undefined {
    for (let index = at; index < this.#tokens.length; index += 1) {
      const { partner } = this.#tokens[index] as CodeToken;
      if (partner > index) index = partner;
      else if (partner !== -1) return index;
    }
    return undefined;
  }

  #expression(at: number, end: number): LiteralNode {
    const [first, second] = [this.#tokens[at], this.#tokens[at + 1]];
    const last = this.#tokens[end - 1];
    const offset = first?.offset ?? 0;
    if (!first || !last || end <= at) return { kind: 'other', offset, end: offset };
    const single = end - at === 1;
    const isNumber = single && first.type !== 'IdentifierName' && !first.type.startsWith('Template');
    const isFixed =
      isNumber ||
      (first.text === '-' && end - at === 2 && second?.type === 'NumericLiteral') ||
      (single && /^(?:true|false|NaN|Infinity)$/.test(first.text)) ||
      /^(?:function|class)$/.test(first.text);
    return { kind: isFixed ? 'other' : 'reference', offset, end: last.end };
  }

  /** Returns the index of the token that ends an expression. */
  #endOfExpression(at: number, isStatement: boolean): number {
    const types = new TypeDepth();
    for (let index = at; index < this.#tokens.length; index += 1) {
      const token = this.#tokens[index] as CodeToken;
      const mayEnd = isStatement && index > at && types.depth === 0 && token.startsLine;
      if ((mayEnd && this.#startsStatement(index)) || isEnd(token, index, types.depth)) return index;
      types.pass(token, index === at);
      if (token.partner > index) index = token.partner;
    }
    return this.#tokens.length;
  }

  /** A line that begins with an operator goes on with the one before, and so does one after an operator. */
  #startsStatement(at: number): boolean {
    const [before, token] = [this.#tokens[at - 1], this.#tokens[at]];
    if (token?.type === 'Punctuator' && !/^(?:[{;]|\+\+|--)$/.test(token.text)) return false;
    if (token?.type.startsWith('Template') || /^(?:as|satisfies|in|instanceof)$/.test(token?.text ?? ''))
      return false;
    const isOpen = before?.type === 'Punctuator' && !/^[)\]}!]$/.test(before.text);
    return !isOpen && before?.text !== 'new';
  }

  #list(at: number): LiteralBranch {
    const open = this.#tokens[at] as CodeToken;
    const members: LiteralMember[] = [];
    let count = 0;
    for (let index = at + 1; index < open.partner; count += 1) {
      const offset = (this.#tokens[index] as CodeToken).offset;
      if (this.#tokens[index]?.text === ',') {
        index += 1;
        continue;
      }
      const { node, next } = this.value(index);
      members.push(this.#member(String(count), { keyOffset: offset, keyEnd: offset }, node, next));
      index = this.#tokens[next]?.text === ',' ? next + 1 : Math.max(next, index + 1);
    }
    return { kind: 'list', offset: open.offset, end: (this.#tokens[open.partner] as CodeToken).end, members };
  }

  #object(at: number): LiteralBranch {
    const open = this.#tokens[at] as CodeToken;
    const members: LiteralMember[] = [];
    for (let index = at + 1; index < open.partner; ) {
      const key = this.#key(index);
      const colon = key && this.#tokens[key.next]?.text === ':';
      if (key && colon) {
        const { node, next } = this.value(key.next + 1);
        members.push(this.#member(key.name, key, node, next));
        index = next;
      } else {
        const end = this.#endOfExpression(index, false);
        // `{ clientId }` has what the variable has.
        if (key && key.next === end) {
          const node: LiteralNode = { kind: 'reference', offset: key.keyOffset, end: key.keyEnd };
          members.push(this.#member(key.name, key, node, end));
        }
        index = Math.max(end, index);
      }
      index = this.#tokens[index]?.text === ',' ? index + 1 : Math.max(index, at + 1);
      if (this.#tokens[index]?.text === ';') index += 1;
    }
    return {
      kind: 'object',
      offset: open.offset,
      end: (this.#tokens[open.partner] as CodeToken).end,
      members,
    };
  }

  #key(at: number) {
    const token = this.#tokens[at];
    if (!token) return undefined;
    const { type, text, offset, end, partner } = token;
    const place = { keyOffset: offset, keyEnd: end, next: at + 1 };
    if (type === 'StringLiteral') return { ...place, name: decodeText(text) };
    if (type === 'IdentifierName' || type === 'NumericLiteral') return { ...place, name: text };
    const inner = this.#tokens[at + 1];
    if (text !== '[' || partner !== at + 2 || !inner) return undefined;
    if (inner.type !== 'StringLiteral' && inner.type !== 'NoSubstitutionTemplate') return undefined;
    return {
      keyOffset: offset,
      keyEnd: this.#tokens[partner]?.end ?? end,
      next: partner + 1,
      name: decodeText(inner.text),
    };
  }

  #member(
    name: string,
    { keyOffset, keyEnd }: Pick<LiteralMember, 'keyOffset' | 'keyEnd'>,
    value: LiteralNode,
    next: number,
  ): LiteralMember {
    const end = this.#tokens[next - 1]?.end ?? value.end;
    const comma = this.#tokens[next];
    return { name, keyOffset, keyEnd, value, end, afterComma: comma?.text === ',' ? comma.end : undefined };
  }
}
