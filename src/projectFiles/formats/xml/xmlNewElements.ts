import type { Assignment } from '../fileFormat.ts';
import { lineEndOf, type TextEdit } from '../textEdit.ts';
import type { XmlEntry, XmlSection } from './xmlSections.ts';
import { writeAttribute, writeText, type XmlEncoding } from './xmlText.ts';
import type { XmlElement } from './xmlTree.ts';

const DEFAULT_INDENT = '  ';

/** What new elements depend on. */
export interface Surroundings {
  /** The entries that are set at the same time. */
  readonly together: ReadonlySet<XmlEntry>;
  readonly encoding: XmlEncoding;
}

/** Plans the edit that adds keys to a section, in the style of the one above; to the root element with a new section. */
export function addElements(
  text: string,
  { path, element, entries }: XmlSection,
  added: readonly Assignment[],
  { together, encoding }: Surroundings,
): TextEdit {
  const lineEnd = lineEndOf(text);
  const unit = indentOf(text);
  const above = entries.findLast(entry => together.has(entry)) ?? entries.at(-1);
  if (above) {
    const indent = blanksBefore(text, above.element.start);
    const layout = indent === undefined ? { lineEnd: '', indent: '', unit: '' } : { lineEnd, indent, unit };
    const make = elementLike(text, above, encoding, layout);
    const start = indent === undefined ? '' : lineEnd + indent;
    const offset = indent === undefined ? above.element.end : endWithComment(text, above.element.end);
    return { offset, length: 0, text: added.map(each => start + make(each)).join('') };
  }
  const base = blanksBefore(text, element.start) ?? '';
  const [first] = added;
  const isNewSection = first !== undefined && first.keyPath.length - 1 > path.length;
  const lines = isNewSection
    ? newSection(first.keyPath[0] ?? '', added, encoding, unit)
    : added.map(each => newElement(element.name, each, encoding));
  return addLines(
    text,
    element,
    lines.map(line => base + unit + line),
    base,
  );
}

/** Plans the edit that makes a document of a blank text. */
export function newDocument(text: string, section: string, added: readonly Assignment[]): TextEdit {
  const lines = newSection(section, added, { isAscii: false }, DEFAULT_INDENT).map(
    line => DEFAULT_INDENT + line,
  );
  const all = ['<?xml version="1.0" encoding="utf-8"?>', '<configuration>', ...lines, '</configuration>', ''];
  return { offset: 0, length: text.length, text: all.join(lineEndOf(text)) };
}

const newSection = (name: string, added: readonly Assignment[], encoding: XmlEncoding, unit: string) => [
  `<${name}>`,
  ...added.map(each => unit + newElement(name, each, encoding)),
  `</${name}>`,
];

/** What the elements of sections are called that have none yet; the others have `<add key="…" value="…" />`. */
const ELEMENTS: Readonly<Record<string, string>> = {
  environmentVariables: 'environmentVariable',
  ConfigurationSettings: 'Setting',
};

function newElement(section: string, { keyPath, value }: Assignment, encoding: XmlEncoding): string {
  const element = ELEMENTS[section];
  const key = writeAttribute(keyPath.at(-1) ?? '', '"', encoding);
  return `<${element ?? 'add'} ${element ? 'name' : 'key'}=${key} value=${writeAttribute(value, '"', encoding)} />`;
}

interface ElementStyle {
  readonly lineEnd: string;
  readonly indent: string;
  readonly unit: string;
}

function elementLike(
  text: string,
  { element, holder }: XmlEntry,
  encoding: XmlEncoding,
  { lineEnd, indent, unit }: ElementStyle,
): (assignment: Assignment) => string {
  const named = element.attributes.has('key') ? 'key' : 'name';
  const quote = text[element.attributes.get(named)?.offset ?? 0] === "'" ? "'" : '"';
  const write = (value: string) => writeAttribute(value, quote, encoding);
  if (holder === 'attribute') {
    const end = /\s\/>$/.test(text.slice(element.inside - 3, element.inside)) ? ' />' : '/>';
    const closed = element.isSelfClosing ? end : ' />';
    return ({ keyPath, value }) =>
      `<${element.name} ${named}=${write(keyPath.at(-1) ?? '')} value=${write(value)}${closed}`;
  }
  return ({ keyPath, value }) =>
    [
      `<${element.name} ${named}=${write(keyPath.at(-1) ?? '')} serializeAs=${write('String')}>`,
      `${indent}${unit}<value>${writeText(value, encoding)}</value>`,
      `${indent}</${element.name}>`,
    ].join(lineEnd);
}

/** Adds lines at the end of an element, below its comments. */
function addLines(text: string, element: XmlElement, lines: readonly string[], base: string): TextEdit {
  const lineEnd = lineEndOf(text);
  const written = lines.map(line => lineEnd + line).join('');
  if (element.isSelfClosing) {
    const start = text.slice(0, element.inside - 2).trimEnd().length;
    return {
      offset: start,
      length: element.inside - start,
      text: `>${written}${lineEnd}${base}</${element.name}>`,
    };
  }
  const content = text.slice(element.inside, element.endTag);
  const offset = element.inside + content.trimEnd().length;
  const rest = text.slice(offset, element.endTag);
  if (/[\r\n]/.test(rest)) return { offset, length: 0, text: written };
  return { offset, length: rest.length, text: written + lineEnd + base };
}

/** Returns one level of indentation: that of the first indented element. */
const indentOf = (text: string): string => /^[ \t]+(?=<)/m.exec(text)?.[0] ?? DEFAULT_INDENT;

/** Returns the blanks between the start of the line and an offset; `undefined` if there is more. */
function blanksBefore(text: string, offset: number): string | undefined {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(start, offset);
  return before.trim() === '' ? before : undefined;
}

/** Returns the end of the comment at the end of the line, or the offset itself if something else follows. */
function endWithComment(text: string, offset: number): number {
  const lineEnd = /[\r\n]|$/g;
  lineEnd.lastIndex = offset;
  const line = text.slice(offset, lineEnd.exec(text)?.index);
  const rest = line.trim();
  const isComment = rest.startsWith('<!--') && rest.indexOf('-->') === rest.length - 3;
  return isComment ? offset + line.trimEnd().length : offset;
}
