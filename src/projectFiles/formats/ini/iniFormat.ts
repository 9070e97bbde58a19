import type { Assignment, Edited, FileFormat, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { KeyPathMap } from '../keyPathMap.ts';
import { insertLines } from '../lineInsertion.ts';
import { lineEndOf, type TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { type IniDocument, type IniEntry, readIni } from './iniText.ts';

/** `config.ini`, as the service's Python samples read it. */
export const iniFormat: FileFormat = {
  name: 'ini',
  matches: fileName => /\.(ini|cfg)$/i.test(fileName),
  read: text => textsOf(readIni(text)),
  set: setIni,
};

/** Separates key and value in a file that has no other entries. */
const SIGN = ' = ';

/**
 * What readers disagree about: line ends, blanks at the ends, quotes around everything, and `%`, which begins a reference
 * for Python's `configparser`.
 */
const NOT_CARRIED = /%|\p{Cc}|^\s|\s$|^".*"$|^$|\p{Surrogate}/u;

const pathOf = ({ section, key }: IniEntry): KeyPath => (section === '' ? [key] : [section, key]);

const textsOf = ({ entries }: IniDocument): readonly WrittenEntry[] =>
  entries.map(entry => ({
    keyPath: pathOf(entry),
    value: entry.value,
    offset: entry.valueOffset,
    length: entry.valueLength,
  }));

function setIni(text: string, assignments: readonly Assignment[]): Edited {
  const document = readIni(text);
  const edits: TextEdit[] = [];
  const added = new Map<string, string[]>();
  // If a key is repeated, readers that allow this use the last line.
  const present = new KeyPathMap<IniEntry>();
  for (const entry of document.entries) present.set([entry.section, entry.key], entry);
  for (const { keyPath, value } of assignments) {
    const [section, key] = placeOf(keyPath);
    const entry = present.get([section, key]);
    if (entry?.value === value) continue;
    if (!isCarried(value, entry)) return refuse(keyPath);
    if (entry) edits.push(valueEdit(entry, value));
    else {
      const lines = added.get(section) ?? [];
      lines.push(newLine(document, section, key, value));
      added.set(section, lines);
    }
  }
  for (const [section, lines] of added) edits.push(insertion(text, document, section, lines));
  return verifyEdits(iniFormat.read, { text, entries: textsOf(document) }, assignments, edits);
}

function placeOf([first = '', ...rest]: KeyPath): readonly [section: string, key: string] {
  return rest.length === 0 ? ['', first] : [first, rest.join('.')];
}

const isCarried = (value: string, entry: IniEntry | undefined): boolean =>
  !NOT_CARRIED.test(value) && !(entry?.quoted && value.includes('"'));

const refuse = (keyPath: KeyPath): Edited => ({
  ok: false,
  fault: { code: 'valueNotCarried', detail: keyPath.join('.') },
});

const valueEdit = ({ valueOffset, valueLength, quoted }: IniEntry, value: string): TextEdit => ({
  offset: valueOffset,
  length: valueLength,
  text: quoted ? `"${value}"` : value,
});

function newLine({ entries }: IniDocument, section: string, key: string, value: string): string {
  const like = entries.findLast(entry => entry.section === section) ?? entries.at(-1);
  // Before an empty value, a sign often lacks the blank after it.
  const sign = like === undefined || like.value === '' ? SIGN : like.sign;
  return `${like?.indent ?? ''}${key}${sign}${value}`;
}

/** Plans the edit that adds lines to a section. A new section is added at the end of the file. */
function insertion(
  text: string,
  { sections }: IniDocument,
  name: string,
  lines: readonly string[],
): TextEdit {
  const section = sections.findLast(each => each.name === name);
  if (section) return insertLines(text, section.next, lines);
  const lineEnd = lineEndOf(text);
  const gap = text.trim() === '' || text.endsWith(`${lineEnd}${lineEnd}`) ? [] : [''];
  return insertLines(text, text.length, [...gap, `[${name}]`, ...lines]);
}
