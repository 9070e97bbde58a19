import type { KeyPath } from '../fileFormat.ts';
import { type PlacedNode, withMembers, withoutReferencesToTexts } from '../literals/literalNode.ts';
import { LiteralReader, type ReadValue } from './literals.ts';
import { decodeText } from './scriptText.ts';
import type { CodeToken } from './tokens.ts';

/**
 * Returns the values that the statements of a module give names, with all that are in them. A path begins with the name:
 * `const config = { clientId }` is `['config', 'clientId']`, and so is `config.clientId = …`. The module's own value
 * (`module.exports = …`, `export default …`) has no name, so its keys are `['clientId']`; `exports.config = …` begins with
 * `config`. What is in functions and classes isn't read.
 */
export function declarationsOf(tokens: readonly CodeToken[]): readonly PlacedNode[] {
  const reader = new DeclarationReader(tokens);
  return withoutReferencesToTexts(reader.read());
}

/** Names before the sign of an assignment. */
const LONGEST_CHAIN = 20;

class DeclarationReader {
  readonly #tokens: readonly CodeToken[];
  readonly #literals: LiteralReader;
  readonly #found: PlacedNode[] = [];

  constructor(tokens: readonly CodeToken[]) {
    this.#tokens = tokens;
    this.#literals = new LiteralReader(tokens);
  }

  read(): readonly PlacedNode[] {
    for (let at = 0; at < this.#tokens.length; ) {
      const next = this.#statement(at);
      at = next > at ? next : this.#nextStatement(at);
    }
    return this.#found;
  }

  #text(at: number): string {
    const token = this.#tokens[at];
    return token && (token.type === 'IdentifierName' || token.type === 'Punctuator') ? token.text : '';
  }

  /** Reads a statement; returns the index after it, or of its beginning if it is of no interest. */
  #statement(at: number): number {
    const word = this.#text(at);
    if (word === 'export') return this.#export(at);
    if (word === 'const' || word === 'let' || word === 'var') return this.#declarators(at + 1);
    return this.#assignment(at);
  }

  #export(at: number): number {
    const word = this.#text(at + 1);
    if (word === 'default' && !/^(?:async|function|class|abstract|interface)$/.test(this.#text(at + 2)))
      return this.#add([], this.#literals.value(at + 2, true));
    if (word === '=') return this.#add([], this.#literals.value(at + 2, true));
    return word === 'const' || word === 'let' || word === 'var' ? this.#declarators(at + 2) : at;
  }

  #declarators(first: number): number {
    let at = first;
    for (;;) {
      const name = this.#tokens[at];
      const sign = this.#afterType(at + 1);
      if (name?.type !== 'IdentifierName' || this.#text(sign) !== '=') return at;
      at = this.#add([name.text], this.#literals.value(sign + 1, true));
      if (this.#text(at) !== ',') return at;
      at += 1;
    }
  }

  /** Passes over the type of a declared name. */
  #afterType(at: number): number {
    if (this.#text(at) === '!') return this.#afterType(at + 1);
    if (this.#text(at) !== ':') return at;
    for (let index = at + 1; index < this.#tokens.length; index += 1) {
      const { partner, text } = this.#tokens[index] as CodeToken;
      if (partner > index) index = partner;
      else if (partner !== -1 || /^(?:=|;|const|let|var)$/.test(text)) return index;
    }
    return this.#tokens.length;
  }

  /** Reads `a.b['c'] = …`. */
  #assignment(at: number): number {
    const names: string[] = [];
    let index = at;
    for (;;) {
      const token = this.#tokens[index];
      if (token?.type !== 'IdentifierName' || names.length > LONGEST_CHAIN) return at;
      names.push(token.text);
      index += 1;
      const key = this.#index(index);
      if (key !== undefined) {
        names.push(key);
        index += 3;
      }
      if (this.#text(index) !== '.') break;
      index += 1;
    }
    if (!/^(?:\|\||\?\?)?=$/.test(this.#text(index))) return at;
    return this.#add(exportedPath(names), this.#literals.value(index + 1, true));
  }

  #index(at: number): string | undefined {
    const [name, close] = [this.#tokens[at + 1], this.#text(at + 2)];
    if (this.#text(at) !== '[' || close !== ']' || name?.type !== 'StringLiteral') return undefined;
    return decodeText(name.text);
  }

  #add(keyPath: KeyPath, { node, next }: ReadValue): number {
    for (const each of withMembers(keyPath, node)) this.#found.push(each);
    return next;
  }

  /** Returns the index of the next token that a statement can begin with. */
  #nextStatement(at: number): number {
    for (let index = at; index < this.#tokens.length; index += 1) {
      const { partner, text } = this.#tokens[index] as CodeToken;
      if (partner > index) index = partner;
      const next = this.#tokens[index + 1];
      if (text === ';' || !next || next.startsLine) return index + 1;
    }
    return this.#tokens.length;
  }
}

/** Leaves out what stands for the module. */
function exportedPath(names: readonly string[]): KeyPath {
  const [first, second, ...rest] = names;
  if (first === 'module' && second === 'exports') return rest;
  return first === 'exports' ? names.slice(1) : names;
}
