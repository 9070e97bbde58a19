import { type DotenvEntry, readDotenv } from './dotenvText.ts';
import { writeDotenvValue } from './dotenvValue.ts';
import type { Assignment, Edited, FileFormat } from './fileFormat.ts';
import { lineEndOf, type TextEdit } from './textEdit.ts';

/** `.env`, `.env.local`, `production.env`. */
export const dotenvFormat: FileFormat = {
  name: 'dotenv',
  matches: fileName => /^\.env(\..+)?$|\.env$/i.test(fileName),
  read: text => readDotenv(text).map(({ key, value }) => ({ keyPath: [key], value })),
  set: setDotenv,
};

interface NewLine {
  readonly offset: number;
  readonly line: string;
}

function setDotenv(text: string, assignments: readonly Assignment[]): Edited {
  const entries = readDotenv(text);
  const edits: TextEdit[] = [];
  const lines: NewLine[] = [];
  for (const { keyPath, value } of assignments) {
    const key = keyPath.join('_');
    // of several lines with one key, the last one is what every reader goes by
    const entry = entries.findLast(candidate => candidate.key === key);
    if (entry?.value === value) continue;
    const written = writeDotenvValue(value, entry?.quote);
    if (written === undefined) return { ok: false, fault: { code: 'valueNotCarried', detail: key } };
    if (entry) edits.push({ offset: entry.valueOffset, length: entry.valueLength, text: written });
    else lines.push(newLine(text, entries, key, written));
  }
  return { ok: true, edits: [...edits, ...insertions(text, lines)] };
}

/** A new key goes below the last key of the same prefix, else to the end of the file. */
function newLine(text: string, entries: readonly DotenvEntry[], key: string, written: string): NewLine {
  const prefix = key.slice(0, key.indexOf('_') + 1);
  const neighbour = prefix === '' ? undefined : entries.findLast(entry => entry.key.startsWith(prefix));
  const exported = (neighbour ?? entries.at(-1))?.exported ?? false;
  return {
    offset: neighbour?.lineEndOffset ?? text.length,
    line: `${exported ? 'export ' : ''}${key}=${written}`,
  };
}

function insertions(text: string, lines: readonly NewLine[]): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  return [...new Set(lines.map(({ offset }) => offset))].map(offset => {
    const block = lines.filter(line => line.offset === offset).map(({ line }) => line);
    const joined = block.join(lineEnd);
    // at the end of a text that has a final line end, or of none at all, lines end with one; elsewhere they begin with one
    const atLineStart = offset === 0 || text[offset - 1] === '\n';
    return { offset, length: 0, text: atLineStart ? `${joined}${lineEnd}` : `${lineEnd}${joined}` };
  });
}
