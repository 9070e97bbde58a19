import { lineEndAfter, readDotenv, startsEntry } from './dotenvText.ts';
import { type EnvEntry, readShellLine } from './shellLine.ts';

/**
 * Reads the entries of an `.env` file for an edit that suits all readers: as the `dotenv` package does, but for lines that are
 * written for a shell, and for lines that a backslash continues there.
 */
export const readEnv = (text: string): readonly EnvEntry[] =>
  readDotenv(text).flatMap(entry => {
    // The end of the key and the sign, and all that follows.
    const start = Math.max(0, entry.valueOffset - 2);
    const line = text.slice(start, lineEndAfter(text, entry.valueOffset).end);
    const entries = readShellLine(line, entry, start);
    return entries.length === 1 ? entries.map(each => withHalves(text, each)) : entries;
  });

/** Adds the further lines of a value, unless they are entries of their own: `DIR=C:\data\` is a value of one line. */
function withHalves(text: string, entry: EnvEntry): EnvEntry {
  const { quote, valueOffset, valueLength } = entry;
  if (quote !== '' || valueLength === 0 || valueOffset + valueLength !== entry.lineEndOffset) return entry;
  let end = entry.lineEndOffset;
  while (endsWithBackslash(text, end)) {
    const { next } = lineEndAfter(text, end);
    if (next >= text.length || startsEntry(text, next)) break;
    end = lineEndAfter(text, next).end;
  }
  return { ...entry, valueLength: end - valueOffset, lineEndOffset: end };
}

/** Returns the offset of a line end after which a new line may be added: a shell joins a line that ends with a backslash. */
export function endOfHalves(text: string, lineEnd: number): number {
  let end = lineEnd;
  while (endsWithBackslash(text, end) && end < text.length) {
    const { next } = lineEndAfter(text, end);
    if (next >= text.length) break;
    end = lineEndAfter(text, next).end;
  }
  return end;
}

/** Tells whether a shell would join a line with the next one. Two backslashes are one that is part of the value. */
export function endsWithBackslash(text: string, lineEnd: number): boolean {
  let at = lineEnd;
  while (text[at - 1] === '\\') at -= 1;
  return (lineEnd - at) % 2 === 1;
}
