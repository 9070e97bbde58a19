import type { WrittenEntry } from '../fileFormat.ts';
import type { LiteralBranch, PlacedNode } from './literalNode.ts';

/** How a language writes literals. */
export interface LiteralSyntax {
  /** What new members are laid out like if there are none: `: ` or ` = `. */
  readonly sign: string;
  /** Whether members on lines of their own need a comma. */
  readonly needsCommas: boolean;
  /** Starts of comments up to the end of the line. */
  readonly lineComments: readonly string[];
  /** Writes a text like one that is written; `undefined` if that isn't possible. */
  readonly writeText: (value: string, like: string) => string | undefined;
  /** Writes a key like one that is written. */
  readonly writeKey: (name: string, like: string) => string;
}

/** A document of literals. */
export interface LiteralDocument {
  readonly text: string;
  readonly nodes: readonly PlacedNode[];
  readonly syntax: LiteralSyntax;
  readonly read: (text: string) => readonly WrittenEntry[];
  /** The whole text as an object without braces. */
  readonly root?: LiteralBranch;
}
