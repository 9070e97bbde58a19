import type { CodeToken } from './tokens.ts';

/** Returns by how much a token opens angle brackets; a comparison doesn't occur in a type. */
export function angles(text: string): number {
  if (text === '<') return 1;
  return /^>{1,3}$/.test(text) ? -text.length : 0;
}

/** Tells whether a token ends an expression: a bracket around it, or what separates it from the next one. */
export const isEnd = ({ type, text, partner }: CodeToken, index: number, depth: number): boolean =>
  type === 'Punctuator' &&
  ((partner !== -1 && partner < index) || text === ';' || (text === ',' && depth === 0));

/** How many angle brackets of types are open. Elsewhere, such a bracket is a comparison. */
export class TypeDepth {
  depth = 0;
  #isType = false;

  pass({ type, text }: CodeToken, isFirst: boolean): void {
    if (type === 'Punctuator') {
      if (this.#isType || this.depth > 0 || isFirst) this.depth = Math.max(0, this.depth + angles(text));
    } else if (!isFirst) this.#isType ||= text === 'as' || text === 'satisfies';
  }
}
