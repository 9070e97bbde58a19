import { entryAt } from '../entryAt.ts';
import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { samePath } from '../keyPathMap.ts';
import type { TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { addElements, newDocument } from './xmlNewElements.ts';
import { sectionsOf, type XmlEntry, type XmlSection } from './xmlSections.ts';
import { isXmlText, writeAttribute, writeText, type XmlEncoding } from './xmlText.ts';
import { parseXml } from './xmlTree.ts';

/**
 * The configuration files of .NET Framework and IIS: `App.config`, `web.config`, `secrets.config`. Keys are what elements name
 * with `key` or `name` and give a `value`.
 */
export const xmlFormat: FileFormat = {
  name: 'xml',
  matches: fileName => /\.(?:config|cscfg|runsettings)$/i.test(fileName),
  read: text => {
    const document = readXml(text);
    return 'code' in document ? [] : textsOf(document.sections);
  },
  set: setXml,
  // `ConfigurationManager.AppSettings` and the other collections of .NET ignore case.
  foldings: [keyPath => keyPath.with(-1, (keyPath.at(-1) ?? '').toLowerCase())],
};

interface XmlConfiguration {
  readonly sections: readonly XmlSection[];
  readonly encoding: XmlEncoding;
}

function readXml(text: string): XmlConfiguration | FormatFault {
  const document = parseXml(text);
  if ('code' in document) return document;
  return {
    sections: sectionsOf(document.root),
    encoding: { isAscii: !/^utf-?8$/.test(document.encoding) },
  };
}

const textsOf = (sections: readonly XmlSection[]): readonly WrittenEntry[] =>
  sections
    .flatMap(({ entries }) => entries)
    .map(({ keyPath, value, offset, length }) => ({ keyPath, value, offset, length }));

function setXml(text: string, assignments: readonly Assignment[]): Edited {
  if (text.trim() === '') return setEmpty(text, assignments);
  const configuration = readXml(text);
  if ('code' in configuration) return { ok: false, fault: configuration };
  const { sections, encoding } = configuration;
  const present = sections.flatMap(({ entries }) => entries);
  const wanted = assignments.map(({ keyPath, value }) => {
    const entry = entryAt(xmlFormat, present, keyPath);
    return { keyPath: entry?.keyPath ?? keyPath, value, entry };
  });
  const edits: TextEdit[] = [];
  const together = new Set<XmlEntry>();
  const added = new Map<XmlSection, Assignment[]>();
  for (const { entry, keyPath, value } of wanted.filter(each => each.entry?.value !== each.value)) {
    const place = entry ?? sectionFor(sections, keyPath);
    const code = isXmlText(value) ? lockOf(place) : 'valueNotCarried';
    if (code) return refuse(code, keyPath);
    if (place && 'holder' in place) {
      edits.push(valueEdit(text, place, value, encoding));
      together.add(place);
    } else if (place) added.set(place, [...(added.get(place) ?? []), { keyPath, value }]);
  }
  for (const [section, list] of added) edits.push(addElements(text, section, list, { together, encoding }));
  return verifyEdits(xmlFormat.read, { text, entries: textsOf(sections) }, wanted, edits);
}

const lockOf = (place: XmlEntry | XmlSection | undefined): FormatFault['code'] | undefined =>
  place ? place.lock : 'notAnObject';

function setEmpty(text: string, assignments: readonly Assignment[]): Edited {
  const wrong = assignments.find(({ keyPath }) => keyPath.length !== 2 || keyPath[0] !== APP_SETTINGS);
  if (wrong) return refuse('notAnObject', wrong.keyPath);
  const odd = assignments.find(({ value }) => !isXmlText(value));
  if (odd) return refuse('valueNotCarried', odd.keyPath);
  const edits = assignments.length === 0 ? [] : [newDocument(text, APP_SETTINGS, assignments)];
  return verifyEdits(xmlFormat.read, { text, entries: [] }, assignments, edits);
}

const refuse = (code: FormatFault['code'], keyPath: KeyPath): Edited => ({
  ok: false,
  fault: { code, detail: keyPath.join('.') },
});

const APP_SETTINGS = 'appSettings';

/** Sections that get new keys although they have none. */
const KEY_SECTIONS: readonly string[] = [APP_SETTINGS, 'environmentVariables', 'ConfigurationSettings'];

/** Returns the section that a new key goes into: the root element if its section is missing. */
function sectionFor(sections: readonly XmlSection[], keyPath: KeyPath): XmlSection | undefined {
  const path = keyPath.slice(0, -1);
  const section = sections.findLast(each => samePath(each.path, path));
  if (section) {
    const takesKeys =
      KEY_SECTIONS.includes(section.element.name) || section.entries.some(({ lock }) => !lock);
    return takesKeys || section.lock ? section : undefined;
  }
  const [root] = sections;
  return keyPath.length === 2 && path[0] === APP_SETTINGS && root?.path.length === 0 ? root : undefined;
}

function valueEdit(
  text: string,
  { offset, length, holder }: XmlEntry,
  value: string,
  encoding: XmlEncoding,
): TextEdit {
  if (holder === 'attribute') {
    const quote = text[offset] === "'" ? "'" : '"';
    return { offset, length, text: writeAttribute(value, quote, encoding) };
  }
  const written = writeText(value, encoding);
  return { offset, length, text: holder === 'text' ? written : `<value>${written}</value>` };
}
