import type { Assignment, Edited, FileFormat } from '../fileFormat.ts';
import { insertLines } from '../lineInsertion.ts';
import { applyEdits, type TextEdit } from '../textEdit.ts';
import { type DotenvEntry, lineEndAfter, readDotenv } from './dotenvText.ts';
import { writeDotenvValue } from './dotenvValue.ts';

/** `.env`, `.env.local`, `production.env`; not the vault and key files of dotenvx, which are no place for values. */
export const dotenvFormat: FileFormat = {
  name: 'dotenv',
  matches: fileName => /^\.env(\..+)?$|\.env$/i.test(fileName) && !/\.(vault|keys)$/i.test(fileName),
  read: text => readDotenv(text).map(({ key, value }) => ({ keyPath: [key], value })),
  set: setDotenv,
};

function setDotenv(text: string, assignments: readonly Assignment[]): Edited {
  const entries = readDotenv(text);
  const values = new Map(assignments.map(({ keyPath, value }) => [keyPath.join('_'), value]));
  const edits: TextEdit[] = [];
  const lines = new Map<DotenvEntry | undefined, string[]>();
  for (const [key, value] of values) {
    // of several lines with one key, the last one is what every reader goes by
    const entry = entries.findLast(candidate => candidate.key === key);
    // what is read as it should be stays as somebody wrote it
    if (entry?.value === value && writeDotenvValue(value) !== undefined) continue;
    const kin = entry ?? kinOf(key, entries);
    const written = writeDotenvValue(value, kin?.quote);
    if (written === undefined) return refuse(key);
    if (entry) edits.push(valueEdit(text, entry, written));
    else lines.set(kin, [...(lines.get(kin) ?? []), newLine(entries, kin, `${key}=${written}`)]);
  }
  for (const [kin, added] of lines) edits.push(insertion(text, kin, added));
  const needed = edits.filter(edit => text.slice(edit.offset, edit.offset + edit.length) !== edit.text);
  const misread = firstMisread(entries, values, readDotenv(applyEdits(text, needed)));
  return misread === undefined ? { ok: true, edits: needed } : refuse(misread);
}

const refuse = (detail: string): Edited => ({ ok: false, fault: { code: 'valueNotCarried', detail } });

/** A shell takes `x#y` for one word and dotenv takes `#y` for a comment: a space settles it. */
function valueEdit(text: string, { valueOffset, valueLength }: DotenvEntry, written: string): TextEdit {
  const glued = text[valueOffset + valueLength] === '#';
  return { offset: valueOffset, length: valueLength, text: glued ? `${written} ` : written };
}

/** Finds the entry that a new key goes below: the last one of its prefix. */
function kinOf(key: string, entries: readonly DotenvEntry[]): DotenvEntry | undefined {
  return entries.findLast(entry => prefixOf(entry.key) === prefixOf(key));
}

const prefixOf = (key: string): string => key.split('_', 1)[0] ?? '';

const newLine = (
  entries: readonly DotenvEntry[],
  kin: DotenvEntry | undefined,
  assignment: string,
): string => (((kin ?? entries.at(-1))?.exported ?? false) ? `export ${assignment}` : assignment);

/** Adds lines below an entry, else at the end. */
function insertion(text: string, below: DotenvEntry | undefined, lines: readonly string[]): TextEdit {
  return insertLines(text, below ? lineEndAfter(text, below.lineEndOffset).next : text.length, lines);
}

/**
 * Finds a key that does not have its value after the edits: a quote that is never closed elsewhere in the file can
 * swallow what is written, or set free what it swallowed before.
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
