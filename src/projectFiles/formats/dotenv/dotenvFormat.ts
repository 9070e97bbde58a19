import type { Assignment, Edited, FileFormat, WrittenEntry } from '../fileFormat.ts';
import { insertLines } from '../lineInsertion.ts';
import { applyEdits, type TextEdit } from '../textEdit.ts';
import { lineEndAfter } from './dotenvText.ts';
import { writeDotenvValue } from './dotenvValue.ts';
import { endOfHalves, endsWithBackslash, readEnv } from './envEntries.ts';
import type { EnvEntry } from './shellLine.ts';

/** Other files of this format: Docker and Compose (`prod.env.local`), Flask, and Cloudflare's Wrangler. */
const FILES = /^\.env(?:\..+)?$|\.env(?:\.local)?$|^\.flaskenv$|^\.dev\.vars$/i;

/** `.env`, `.env.local`, `production.env`; not the vault and key files of dotenvx, which dotenvx writes itself. */
export const dotenvFormat: FileFormat = {
  name: 'dotenv',
  matches: fileName => FILES.test(fileName) && !/\.(?:vault|keys)$/i.test(fileName),
  read: text => textsOf(readEnv(text)),
  set: (text, assignments) => setDotenv(text, assignments),
};

/** The `.envrc` of direnv, a script of a shell: only what it exports has an effect. */
export const envrcFormat: FileFormat = {
  name: 'dotenv',
  matches: fileName => /^\.envrc$/i.test(fileName),
  read: text => textsOf(readEnv(text)),
  set: (text, assignments) => setDotenv(text, assignments, true),
};

const textsOf = (entries: readonly EnvEntry[]): readonly WrittenEntry[] =>
  entries.map(({ key, value, valueOffset, valueLength }) => ({
    keyPath: [key],
    value,
    offset: valueOffset,
    length: valueLength,
  }));

function setDotenv(text: string, assignments: readonly Assignment[], mustExport = false): Edited {
  const entries = readEnv(text);
  const values = new Map(assignments.map(({ keyPath, value }) => [keyPath.join('_'), value]));
  const edits: TextEdit[] = [];
  const lines = new Map<EnvEntry | undefined, string[]>();
  // If a key is repeated, all readers use the last line.
  const present = new Map(entries.map(entry => [entry.key, entry]));
  // A new key goes below the last one with the same prefix.
  const lastOfPrefix = new Map(entries.map(entry => [prefixOf(entry.key), entry]));
  for (const [key, value] of values) {
    const entry = present.get(key);
    // A value that is right already keeps its spelling.
    if (hasValue(entry, value)) continue;
    const above = entry ?? lastOfPrefix.get(prefixOf(key));
    const written = writeValue({ entry, above, mustExport }, value);
    if (written === undefined) return refuse(key);
    if (entry) edits.push(valueEdit(text, entry, written));
    else {
      const added = lines.get(above) ?? [];
      added.push(newLine(above ?? entries.at(-1), `${key}=${written}`, mustExport));
      lines.set(above, added);
    }
  }
  for (const [above, added] of lines) edits.push(insertion(text, above, added));
  const needed = edits.filter(edit => text.slice(edit.offset, edit.offset + edit.length) !== edit.text);
  const misread = firstMisread(entries, values, readEnv(applyEdits(text, needed)));
  return misread === undefined ? { ok: true, edits: needed } : refuse(misread);
}

const hasValue = (entry: EnvEntry | undefined, value: string): boolean =>
  entry?.value === value && writeDotenvValue(value, '', true) !== undefined;

/** A line for a shell stays one line, and where readers disagree about the value, none of its ends is right for all. */
const mayTake = (entry: EnvEntry | undefined, value: string): boolean =>
  !entry?.isAmbiguous && !(entry?.isShellWord && value.includes('\n'));

/** Where a value goes. */
interface ValuePlace {
  readonly entry: EnvEntry | undefined;
  /** The entry whose quotes it gets. */
  readonly above: EnvEntry | undefined;
  readonly mustExport: boolean;
}

function writeValue({ entry, above, mustExport }: ValuePlace, value: string): string | undefined {
  if (!mayTake(entry, value)) return undefined;
  return writeDotenvValue(value, above?.quote, mustExport || entry?.isShellWord === true);
}

const newLine = (like: EnvEntry | undefined, assignment: string, mustExport: boolean): string =>
  mustExport || like?.exported ? `export ${assignment}` : assignment;

const refuse = (detail: string): Edited => ({ ok: false, fault: { code: 'valueNotCarried', detail } });

/** To a shell, `x#y` is one word; to dotenv, `#y` is a comment. A space before `#` makes it a comment to both. */
function valueEdit(text: string, { valueOffset, valueLength }: EnvEntry, written: string): TextEdit {
  const glued = text[valueOffset + valueLength] === '#';
  return { offset: valueOffset, length: valueLength, text: glued ? `${written} ` : written };
}

const prefixOf = (key: string): string => key.split('_', 1)[0] ?? '';

/** Plans the edit that adds lines below an entry, or at the end; never between two lines that a shell joins. */
function insertion(text: string, below: EnvEntry | undefined, lines: readonly string[]): TextEdit {
  const end = below ? endOfHalves(text, below.lineEndOffset) : endOfLastLine(text);
  const { next } = lineEndAfter(text, end);
  return insertLines(text, below ? next : text.length, endsWithBackslash(text, end) ? ['', ...lines] : lines);
}

const endOfLastLine = (text: string): number => text.replace(/(?:\r\n|\r|\n)$/, '').length;

/**
 * Returns a key that doesn't have its value after the edits. An unclosed quote elsewhere in the file can enclose a new line,
 * or no longer enclose an old one.
 */
function firstMisread(
  before: readonly EnvEntry[],
  values: ReadonlyMap<string, string>,
  after: readonly EnvEntry[],
): string | undefined {
  const wanted = new Map([...before.map(({ key, value }) => [key, value] as const), ...values]);
  const found = new Map(after.map(({ key, value }) => [key, value]));
  return [...wanted.keys(), ...found.keys()].find(key => wanted.get(key) !== found.get(key));
}
