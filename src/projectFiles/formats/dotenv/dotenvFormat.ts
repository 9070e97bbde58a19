import type { Assignment, Edited, FileFormat } from '../fileFormat.ts';
import { insertLines } from '../lineInsertion.ts';
import { applyEdits, type TextEdit } from '../textEdit.ts';
import { type DotenvEntry, lineEndAfter, readDotenv } from './dotenvText.ts';
import { writeDotenvValue } from './dotenvValue.ts';

/** `.env`, `.env.local`, `production.env`; not the vault and key files of dotenvx, which dotenvx writes itself. */
export const dotenvFormat: FileFormat = {
  name: 'dotenv',
  matches: fileName => /^\.env(\..+)?$|\.env$/i.test(fileName) && !/\.(vault|keys)$/i.test(fileName),
  read: text =>
    readDotenv(text).map(({ key, value, valueOffset, valueLength }) => ({
      keyPath: [key],
      value,
      offset: valueOffset,
      length: valueLength,
    })),
  set: setDotenv,
};

function setDotenv(text: string, assignments: readonly Assignment[]): Edited {
  const entries = readDotenv(text);
  const values = new Map(assignments.map(({ keyPath, value }) => [keyPath.join('_'), value]));
  const edits: TextEdit[] = [];
  const lines = new Map<DotenvEntry | undefined, string[]>();
  // If a key is repeated, all readers use the last line.
  const present = new Map(entries.map(entry => [entry.key, entry]));
  // A new key goes below the last one with the same prefix.
  const lastOfPrefix = new Map(entries.map(entry => [prefixOf(entry.key), entry]));
  for (const [key, value] of values) {
    const entry = present.get(key);
    // A value that is right already keeps its spelling.
    if (entry?.value === value && writeDotenvValue(value) !== undefined) continue;
    const above = entry ?? lastOfPrefix.get(prefixOf(key));
    const written = writeDotenvValue(value, above?.quote);
    if (written === undefined) return refuse(key);
    if (entry) edits.push(valueEdit(text, entry, written));
    else {
      const added = lines.get(above) ?? [];
      added.push(newLine(entries, above, `${key}=${written}`));
      lines.set(above, added);
    }
  }
  for (const [above, added] of lines) edits.push(insertion(text, above, added));
  const needed = edits.filter(edit => text.slice(edit.offset, edit.offset + edit.length) !== edit.text);
  const misread = firstMisread(entries, values, readDotenv(applyEdits(text, needed)));
  return misread === undefined ? { ok: true, edits: needed } : refuse(misread);
}

const refuse = (detail: string): Edited => ({ ok: false, fault: { code: 'valueNotCarried', detail } });

/** To a shell, `x#y` is one word; to dotenv, `#y` is a comment. A space before `#` makes it a comment to both. */
function valueEdit(text: string, { valueOffset, valueLength }: DotenvEntry, written: string): TextEdit {
  const glued = text[valueOffset + valueLength] === '#';
  return { offset: valueOffset, length: valueLength, text: glued ? `${written} ` : written };
}

const prefixOf = (key: string): string => key.split('_', 1)[0] ?? '';

const newLine = (
  entries: readonly DotenvEntry[],
  above: DotenvEntry | undefined,
  assignment: string,
): string => (((above ?? entries.at(-1))?.exported ?? false) ? `export ${assignment}` : assignment);

/** Plans the edit that adds lines below an entry, or at the end. */
function insertion(text: string, below: DotenvEntry | undefined, lines: readonly string[]): TextEdit {
  return insertLines(text, below ? lineEndAfter(text, below.lineEndOffset).next : text.length, lines);
}

/**
 * Returns a key that doesn't have its value after the edits. An unclosed quote elsewhere in the file can enclose a new line,
 * or no longer enclose an old one.
 */
function firstMisread(
  before: readonly DotenvEntry[],
  values: ReadonlyMap<string, string>,
  after: readonly DotenvEntry[],
): string | undefined {
  const wanted = new Map([...before.map(({ key, value }) => [key, value] as const), ...values]);
  const found = new Map(after.map(({ key, value }) => [key, value]));
  return [...wanted.keys(), ...found.keys()].find(key => wanted.get(key) !== found.get(key));
}
