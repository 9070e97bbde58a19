/** A position in a text, counted from 1 as in editors. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Returns the position of an offset. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Writes a position as the detail of a fault; see {@link readPlace}. */
export const writePlace = ({ line, column }: TextPosition): string => `line ${line}, column ${column}`;

const PLACE = /^line (\d{1,9}), column (\d{1,9})$/;

/** Reads a position that {@link writePlace} wrote; `undefined` if a detail is something else. */
export function readPlace(detail: string): TextPosition | undefined {
  const [, line, column] = PLACE.exec(detail) ?? [];
  return line === undefined ? undefined : { line: Number(line), column: Number(column) };
}
