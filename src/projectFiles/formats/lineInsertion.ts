import { lineEndOf, type TextEdit } from './textEdit.ts';

/** Makes the edit that adds whole lines at an offset. A text whose last line has no line end stays so. */
export function insertLines(text: string, offset: number, lines: readonly string[]): TextEdit {
  const lineEnd = lineEndOf(text);
  const atLineStart = offset === 0 || /[\r\n]/.test(text[offset - 1] ?? '');
  const added = lines.join(lineEnd);
  return { offset, length: 0, text: atLineStart ? `${added}${lineEnd}` : `${lineEnd}${added}` };
}
