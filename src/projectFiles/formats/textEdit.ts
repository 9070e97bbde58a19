import { positionAt, writePlace } from '../textPosition.ts';

/** A change of a text: `text` replaces `length` UTF-16 units from `offset`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Applies edits in any order; edits at one offset apply in the given order. Throws a `RangeError` if edits overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((one, other) => one.offset - other.offset)) {
    if (edit.offset < at || edit.offset + edit.length > text.length) {
      throw new RangeError('edits overlap or are outside the text');
    }
    pieces.push(text.slice(at, edit.offset), edit.text);
    at = edit.offset + edit.length;
  }
  return pieces.join('') + text.slice(at);
}

/** Returns the line end of the first line of a text; default: `\n`. */
export function lineEndOf(text: string): '\r\n' | '\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}

/** Describes the position of an offset by line and column, counted from 1 as in editors. */
export const placeOf = (text: string, offset: number): string => writePlace(positionAt(text, offset));
