import type { Assignment, Edited, FileFormat, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { insertLines } from '../lineInsertion.ts';
import { lineEndOf, placeOf, type TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { INI_FOLDINGS, IniKeys, type IniPlace } from './iniKeys.ts';
import { type IniDocument, type IniEntry, readIni } from './iniText.ts';

/** `config.ini`, as the service's Python samples read it, and `setup.cfg`. */
export const iniFormat: FileFormat = {
  name: 'ini',
  matches: fileName => /\.(ini|cfg)$/i.test(fileName),
  read: text => textsOf(readIni(text)),
  set: (text, assignments) => setIni(text, readIni(text), assignments),
  foldings: INI_FOLDINGS,
};

/**
 * `*.conf` files that have only sections and `key = value` lines. Many programs have a syntax of their own for such files: those
 * have no keys for us, and aren't changed.
 */
export const confFormat: FileFormat = {
  name: 'ini',
  matches: fileName => /\.conf$/i.test(fileName),
  read: text => {
    const document = readIni(text);
    return foreignSyntax(document) === undefined ? textsOf(document) : [];
  },
  set: (text, assignments) => {
    const document = readIni(text);
    const foreign = foreignSyntax(document);
    if (foreign === undefined) return setIni(text, document, assignments);
    return { ok: false, fault: { code: 'notParsable', detail: placeOf(text, foreign) } };
  },
  foldings: INI_FOLDINGS,
};

/** A key of a `*.conf` file, without quotes and brackets, which are part of another syntax. */
const CONF_KEY = /^[\w.$:@/ -]+$/;

/** Returns the offset of a line that isn't INI; with a colon for its sign, it may be YAML. */
function foreignSyntax({ entries, unknown }: IniDocument): number | undefined {
  const other = entries.find(({ key, sign }) => sign.includes(':') || !CONF_KEY.test(key))?.valueOffset;
  return unknown ?? other;
}

/** Separates key and value in a file that has no other entries. */
const SIGN = ' = ';

/**
 * What readers disagree about: line ends, blanks at the ends, quotes around everything, and `%`, which begins a reference
 * for Python's `configparser`, as `${` does for its other interpolation, and for PHP.
 */
const NOT_CARRIED = /%|\$\{|\p{Cc}|^\s|\s$|^".*"$|^'.*'$|^$|\p{Surrogate}/u;

const pathOf = ({ section, key }: IniPlace): KeyPath => (section === '' ? [key] : [section, key]);

const textsOf = ({ entries }: IniDocument): readonly WrittenEntry[] =>
  entries.map(entry => ({
    keyPath: pathOf(entry),
    value: entry.value,
    offset: entry.valueOffset,
    length: (entry.more.at(-1)?.end ?? entry.valueOffset + entry.valueLength) - entry.valueOffset,
  }));

function setIni(text: string, document: IniDocument, assignments: readonly Assignment[]): Edited {
  const keys = new IniKeys(document);
  // If a key is set twice, the last value counts.
  const edits = new Map<IniEntry, readonly TextEdit[]>();
  const added = new Map<string, Map<string, string>>();
  const wanted: Assignment[] = [];
  for (const { keyPath, value } of assignments) {
    const { entry, ...place } = keys.find(keyPath);
    // A key below a section has no keys of its own.
    if (keyPath.length > 2) return refuse(keyPath);
    wanted.push({ keyPath: pathOf(place), value });
    if (entry?.value !== value && !(isCarried(value, entry) && mayHold(document, value)))
      return refuse(keyPath);
    if (entry) edits.set(entry, entry.value === value ? [] : valueEdits(text, entry, value));
    else {
      const lines = added.get(place.section) ?? new Map();
      added.set(place.section, lines.set(place.key, newLine(document, place, value)));
    }
  }
  const inserted = [...added].map(([section, lines]) =>
    insertion(text, document, section, [...lines.values()]),
  );
  const planned = [...[...edits.values()].flat(), ...inserted];
  return verifyEdits(iniFormat.read, { text, entries: textsOf(document) }, wanted, planned);
}

const isCarried = (value: string, entry: IniEntry | undefined): boolean =>
  !NOT_CARRIED.test(value) && !(entry?.quote && value.includes(entry.quote));

/** In a file with references such as `${section:key}`, each `$` begins one. */
const mayHold = ({ entries }: IniDocument, value: string): boolean =>
  !value.includes('$') || !entries.some(entry => entry.value.includes('${'));

const refuse = (keyPath: KeyPath): Edited => ({
  ok: false,
  fault: { code: 'valueNotCarried', detail: keyPath.join('.') },
});

/** Replaces the value, and removes the lines that continue it. Comments stay, between these lines, too. */
function valueEdits(
  text: string,
  { valueOffset, valueLength, quote, more }: IniEntry,
  value: string,
): readonly TextEdit[] {
  const isGlued = quote === '' && /[;#]/.test(text[valueOffset + valueLength] ?? '');
  const written = `${quote}${value}${quote}${isGlued ? ' ' : ''}`;
  return [
    { offset: valueOffset, length: valueLength, text: written },
    ...more.map(({ start, end }) => ({ offset: start, length: end - start, text: '' })),
  ];
}

function newLine({ sections, entries }: IniDocument, { section, key }: IniPlace, value: string): string {
  const like = entries.findLast(entry => entry.section === section) ?? entries.at(-1);
  // Before an empty value, a sign often lacks the blank after it.
  const sign = like === undefined || like.value === '' ? SIGN : like.sign;
  const isIndented = ({ name, indent }: (typeof sections)[number]) =>
    name === section && indent !== undefined;
  const around = sections.findLast(isIndented) ?? sections.findLast(({ indent }) => indent !== undefined);
  return `${around?.indent ?? ''}${key}${sign}${value}`;
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
