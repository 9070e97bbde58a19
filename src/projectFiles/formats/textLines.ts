/** A line of a text. */
export interface TextLine {
  readonly start: number;
  /** Offset of its line end. */
  readonly end: number;
  /** Start of the next line. */
  readonly next: number;
}

const LINE_END = /\r\n|\n|\r/g;

/** Returns the lines of a text. There is no empty line after a final line end. */
export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0; start < text.length; ) {
    LINE_END.lastIndex = start;
    const found = LINE_END.exec(text);
    const line = found
      ? { start, end: found.index, next: LINE_END.lastIndex }
      : { start, end: text.length, next: text.length };
    lines.push(line);
    start = line.next;
  }
  return lines;
}
