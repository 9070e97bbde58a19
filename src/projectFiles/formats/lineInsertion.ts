import { lineEndOf, type TextEdit } from './textEdit.ts';

/** Plans the edit that adds whole lines at an offset. A text without a line end after its last line keeps none. */
export function insertLines(text: string, offset: number, lines: readonly string[]): TextEdit {
  const lineEnd = lineEndOf(text);
  const atLineStart = offset === 0 || /[\r\n]/.test(text[offset - 1] ?? '');
  const added = lines.join(lineEnd);
  return { offset, length: 0, text: atLineStart ? `${added}${lineEnd}` : `${lineEnd}${added}` };
}
