import type { Assignment, Edited, FileFormat, WrittenEntry } from '../fileFormat.ts';
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

const textsOf = (entries: ReturnType<typeof readProperties>): readonly WrittenEntry[] =>
  entries.map(({ key, value, valueOffset, valueLength }) => ({
    keyPath: [key],
    value,
    offset: valueOffset,
    length: valueLength,
  }));

function setProperties(text: string, assignments: readonly Assignment[]): Edited {
  const entries = readProperties(text);
  const invalid = firstInvalid(entries);
  if (invalid !== undefined)
    return { ok: false, fault: { code: 'notParsable', detail: placeOf(text, invalid) } };
  const values = new Map(assignments.map(({ keyPath, value }) => [keyPath.join('.'), value]));
  const edits: TextEdit[] = [];
  const added = new Map<PropertiesEntry | undefined, string[]>();
  // If a key is repeated, all readers use the last entry.
  const present = new Map(entries.map(entry => [entry.key, entry]));
  const lastOfPrefix = new Map(entries.map(entry => [prefixOf(entry.key), entry]));
  for (const [key, value] of values) {
    const entry = present.get(key);
    if (entry?.value === value) continue;
    if (!isCarried(value)) return { ok: false, fault: { code: 'valueNotCarried', detail: key } };
    if (entry) edits.push(valueEdit(entry, value));
    else {
      const above = lastOfPrefix.get(prefixOf(key));
      const lines = added.get(above) ?? [];
      lines.push(newLine(above ?? entries.at(-1), key, value));
      added.set(above, lines);
    }
  }
  for (const [above, lines] of added) edits.push(insertLines(text, above?.next ?? text.length, lines));
  return verifyEdits(propertiesFormat.read, { text, entries: textsOf(entries) }, assignments, edits);
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
