import fc from 'fast-check';

/** In a fragment: a number that is another one each time, for keys that aren't the same. */
export const NUMBER = '§';

/** A text of any size that is made of few fragments: a beginning, one or two long runs, and an end. */
export interface WorstCase {
  readonly beginning: string;
  /** Each run repeats its fragments in turn. Both are equally long. */
  readonly runs: readonly (readonly string[])[];
  readonly end: string;
}

/** What the worst cases for a scanner are made of. */
export interface Alphabet {
  /** Characters and fragments that have a meaning for it, or that it passes over. */
  readonly fragments: readonly string[];
  /** Valid beginnings. */
  readonly beginnings: readonly string[];
  /** What follows: something that doesn't fit makes a pattern try again. */
  readonly ends: readonly string[];
}

/**
 * Generates worst cases. What takes too long for a text does so for one of these: there is a long run that is read again from
 * each of its own members, or for each member of another run.
 */
export function worstCase({ fragments, beginnings, ends }: Alphabet): fc.Arbitrary<WorstCase> {
  const run = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 2 });
  return fc.record({
    beginning: fc.constantFrom('', ...beginnings),
    runs: fc.array(run, { minLength: 1, maxLength: 2 }),
    end: fc.constantFrom('', ...ends),
  });
}

/** Makes the text of a worst case with about `size` characters. */
export function textOf({ beginning, runs, end }: WorstCase, size: number): string {
  const filled = runs.map(fragments => {
    const turn = fragments.join('');
    const count = Math.max(1, Math.floor(size / runs.length / turn.length));
    if (!turn.includes(NUMBER)) return turn.repeat(count);
    return Array.from({ length: count }, (_, index) => turn.replaceAll(NUMBER, String(index))).join('');
  });
  return [beginning, ...filled, end].join('');
}
