import type { Assignment, Edited, FileFormat, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { KeyPathMap } from '../keyPathMap.ts';
import { insertLines } from '../lineInsertion.ts';
import { placeOf, type TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import {
  type PropertiesEntry,
  readProperties,
  writePropertiesKey,
  writePropertiesValue,
} from './propertiesText.ts';

/** `config.properties`, `application.properties`: what `java.util.Properties` and Spring read. */
export const propertiesFormat: FileFormat = {
  name: 'properties',
  matches: fileName => /\.properties$/i.test(fileName),
  read: text => {
    const entries = readProperties(text);
    return firstInvalid(entries) === undefined ? textsOf(entries) : [];
  },
  set: setProperties,
};

const firstInvalid = (entries: ReturnType<typeof readProperties>): number | undefined =>
  entries.find(({ invalid }) => invalid !== undefined)?.invalid;

/**
 * Spring puts variables into values, and other readers have no escape for their signs. A value that is a variable as a whole is
 * meant to be one.
 */
const isCarried = (value: string): boolean => /^\$\{[\w.:-]+\}$/.test(value) || !/[$#]\{/.test(value);

const textsOf = (entries: readonly PropertiesEntry[]): readonly WrittenEntry[] =>
  entries.map(({ document, key, value, valueOffset, valueLength }) => ({
    keyPath: pathOf(document, key),
    value,
    offset: valueOffset,
    length: valueLength,
  }));

/** What a path begins with in a document other than the first, as in YAML. */
const DOCUMENT = /^--- (\d+)$/;

const pathOf = (document: number, key: string): KeyPath =>
  document === 1 ? [key] : [`--- ${document}`, key];

/** A key that is set, and the document that it is in. */
interface Wanted extends Assignment {
  readonly document: number;
  readonly key: string;
}

function wantedOf({ keyPath, value }: Assignment, documents: ReadonlySet<number>): Wanted {
  const [first = '', ...rest] = keyPath;
  const document = Number(DOCUMENT.exec(first)?.[1] ?? 1);
  const isIn = document !== 1 && documents.has(document) && rest.length > 0;
  const place = { document: isIn ? document : 1, key: (isIn ? rest : keyPath).join('.') };
  return { ...place, value, keyPath: pathOf(place.document, place.key) };
}

/** The entries of a text by what new ones are put next to. If a key is repeated, all readers use the last entry. */
class PresentEntries {
  readonly documents: ReadonlySet<number>;
  /** The last entry of the file. */
  readonly last: PropertiesEntry | undefined;
  readonly #byKey: KeyPathMap<PropertiesEntry>;
  readonly #ofPrefix = new KeyPathMap<PropertiesEntry>();
  readonly #ofDocument = new Map<number, PropertiesEntry>();

  constructor(entries: readonly PropertiesEntry[]) {
    this.#byKey = new KeyPathMap();
    for (const entry of entries) {
      this.#byKey.set(pathOf(entry.document, entry.key), entry);
      this.#ofPrefix.set(pathOf(entry.document, prefixOf(entry.key)), entry);
      this.#ofDocument.set(entry.document, entry);
    }
    this.documents = new Set(this.#ofDocument.keys());
    this.last = entries.at(-1);
  }

  find({ keyPath }: Wanted): PropertiesEntry | undefined {
    return this.#byKey.get(keyPath);
  }

  /** Returns the entry that a new one is put below; `undefined` for the end of the file. */
  above({ document, key }: Wanted): PropertiesEntry | undefined {
    const like = this.#ofPrefix.get(pathOf(document, prefixOf(key)));
    return like ?? (this.last?.document === document ? undefined : this.#ofDocument.get(document));
  }
}

function setProperties(text: string, assignments: readonly Assignment[]): Edited {
  const entries = readProperties(text);
  const invalid = firstInvalid(entries);
  if (invalid !== undefined)
    return { ok: false, fault: { code: 'notParsable', detail: placeOf(text, invalid) } };
  const present = new PresentEntries(entries);
  const wanted = assignments.map(each => wantedOf(each, present.documents));
  const edits: TextEdit[] = [];
  const added = new Map<PropertiesEntry | undefined, string[]>();
  // If a key is set twice, the last value counts.
  for (const each of new Map(wanted.map(one => [one.keyPath.join('\n'), one])).values()) {
    const entry = present.find(each);
    if (entry?.value === each.value) continue;
    if (!isCarried(each.value)) return { ok: false, fault: { code: 'valueNotCarried', detail: each.key } };
    if (entry) edits.push(valueEdit(entry, each.value));
    else {
      const above = present.above(each);
      const lines = added.get(above) ?? [];
      lines.push(newLine(above ?? present.last, each.key, each.value));
      added.set(above, lines);
    }
  }
  // Where the first document has no entry, the others begin below it.
  const end = (present.last?.document ?? 1) === 1 ? text.length : 0;
  for (const [above, lines] of added) edits.push(insertLines(text, above?.next ?? end, lines));
  return verifyEdits(propertiesFormat.read, { text, entries: textsOf(entries) }, wanted, edits);
}

/** A key that is alone on its line has no sign yet. */
const valueEdit = ({ valueOffset, valueLength, sign }: PropertiesEntry, value: string): TextEdit => ({
  offset: valueOffset,
  length: valueLength,
  text: `${sign === '' ? '=' : ''}${writePropertiesValue(value)}`,
});

const prefixOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('.')));

function newLine(like: PropertiesEntry | undefined, key: string, value: string): string {
  // A sign over several lines, or only a blank, isn't repeated.
  const sign = like && /^[ \t]*[=:][ \t]*$/.test(like.sign) ? like.sign : '=';
  return `${like?.indent ?? ''}${writePropertiesKey(key)}${sign}${writePropertiesValue(value)}`;
}
