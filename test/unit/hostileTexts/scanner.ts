import type { Alphabet, WorstCase } from './worstCase.ts';

/** Something of the product that reads a text which isn't ours. */
export interface Scanner {
  readonly name: string;
  readonly alphabet: Alphabet;
  /** Cases that once took too long. */
  readonly known: readonly WorstCase[];
  readonly run: (text: string) => unknown;
}

/** Characters that every format has. */
export const BLANKS: readonly string[] = [' ', '\t', '\n', '\r', '\r\n', '\n '];

/** Characters of texts, and some that patterns know. */
export const LETTERS: readonly string[] = ['a', '0', 'é', '\u0000', '-', '_', '.', '/', '$', '%'];

/** Makes a known case. */
export const knownCase = (
  beginning: string,
  runs: readonly (string | readonly string[])[],
  end = '',
): WorstCase => ({ beginning, runs: runs.map(run => [run].flat()), end });
