/** A line of a text. */
export interface TextLine {
  readonly start: number;
  /** Before its line end. */
  readonly end: number;
  /** Where the next line starts. */
  readonly next: number;
}

const LINE_END = /\r\n|\n|\r/g;

/** Finds the lines of a text; a text that ends with a line end has no empty line after it. */
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
