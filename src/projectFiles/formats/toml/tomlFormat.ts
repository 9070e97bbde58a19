import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { lastEntries, samePath } from '../keyPathMap.ts';
import { insertLines } from '../lineInsertion.ts';
import { placeOf, type TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { writeTomlKey, writeTomlValue } from './tomlValue.ts';

/** TOML: `pyproject.toml`, `config.toml` and similar files. */
export const tomlFormat: FileFormat = {
  name: 'toml',
  matches: fileName => /\.toml$/i.test(fileName),
  read: text => {
    const document = readToml(text);
    return 'code' in document ? [] : textsOf(document);
  },
  set: setToml,
};

const textsOf = ({ entries }: TomlDocument): readonly WrittenEntry[] =>
  entries.flatMap(({ keyPath, value, node }) => {
    const [offset, end] = node.range;
    return value === undefined ? [] : [{ keyPath, value, offset, length: end - offset }];
  });

/** Largest depth of a key: each key carries its path. */
const MAX_DEPTH = 100;

/** Signs of a text. The parser takes some microseconds for what is between two, in which the editor's extensions wait. */
const MOST_SIGNS = 200_000;

/** Open brackets: whether more of them exhaust the stack depends on the machine, and the parser takes 0.1 s for these. */
const MOST_BRACKETS = 10_000;

interface TomlEntry {
  readonly keyPath: KeyPath;
  /** `undefined` if it isn't a text. */
  readonly value: string | undefined;
  readonly node: AST.TOMLContentNode;
  /** Start of the line after it; `undefined` in an inline table. */
  readonly next: number | undefined;
}

interface TomlTable {
  readonly path: KeyPath;
  /** Offset at which a line can be added to it. */
  readonly next: number;
}

interface TomlDocument {
  readonly entries: readonly TomlEntry[];
  readonly tables: readonly TomlTable[];
}

const keysOf = (key: AST.TOMLKey): KeyPath =>
  key.keys.map(part => (part.type === 'TOMLBare' ? part.name : part.value));

function readToml(text: string): TomlDocument | FormatFault {
  const top = parse(text);
  if ('code' in top) return top;
  const entries: TomlEntry[] = [];
  const rootLines = top.body.filter(node => node.type === 'TOMLKeyValue');
  const tables: TomlTable[] = [{ path: [], next: endOf(text, rootLines, 0) }];
  let isTooDeep = rootLines.some(node => !addEntries(entries, text, node, [], false));
  for (const node of top.body) {
    // The tables of an array have no path of their own.
    if (node.type !== 'TOMLTable' || node.kind === 'array') continue;
    const path = node.resolvedKey.map(String);
    tables.push({ path, next: endOf(text, node.body, lineAfter(text, node.key.range[1])) });
    isTooDeep ||=
      path.length >= MAX_DEPTH || node.body.some(each => !addEntries(entries, text, each, path, false));
  }
  return isTooDeep ? { code: 'tooComplex', detail: '' } : { entries, tables };
}

/** The parser calls itself for each escape of a string and each nested array, and an author may write any number. */
function parse(text: string): AST.TOMLTopLevelTable | FormatFault {
  if (isLong(text) || isDeep(text)) return { code: 'tooComplex', detail: '' };
  try {
    return parseTOML(text, { tomlVersion: '1.0' }).body[0];
  } catch (error) {
    if (error instanceof ParseError) return { code: 'notParsable', detail: placeOf(text, error.index) };
    if (error instanceof RangeError) return { code: 'tooComplex', detail: '' };
    throw error;
  }
}

function isLong(text: string): boolean {
  if (text.length <= MOST_SIGNS) return false;
  return (text.match(/[=,.[\]{}\n]/g)?.length ?? 0) > MOST_SIGNS;
}

/** Counts brackets in strings and comments, too: files written by people don't have that many open brackets. */
function isDeep(text: string): boolean {
  if (text.length <= MOST_BRACKETS) return false;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MOST_BRACKETS) return true;
  }
  return false;
}

/** Adds the entries of a line; returns `false` if one is too deep. */
function addEntries(
  entries: TomlEntry[],
  text: string,
  node: AST.TOMLKeyValue,
  around: KeyPath,
  inline: boolean,
): boolean {
  const keyPath = [...around, ...keysOf(node.key)];
  if (keyPath.length > MAX_DEPTH) return false;
  if (node.value.type === 'TOMLInlineTable')
    return node.value.body.every(inner => addEntries(entries, text, inner, keyPath, true));
  const isText = node.value.type === 'TOMLValue' && node.value.kind === 'string';
  const value = isText ? String((node.value as AST.TOMLStringValue).value) : undefined;
  entries.push({
    keyPath,
    value,
    node: node.value,
    next: inline ? undefined : lineAfter(text, node.range[1]),
  });
  return true;
}

/** Returns the offset after the last line of a table; `otherwise` if it has none. */
const endOf = (text: string, body: readonly AST.TOMLKeyValue[], otherwise: number): number => {
  const last = body.at(-1);
  return last ? lineAfter(text, last.range[1]) : otherwise;
};

function lineAfter(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

interface AddedLines {
  readonly path: KeyPath;
  readonly table: TomlTable | undefined;
  readonly lines: string[];
}

function setToml(text: string, assignments: readonly Assignment[]): Edited {
  const document = readToml(text);
  if ('code' in document) return { ok: false, fault: document };
  const edits: TextEdit[] = [];
  const added = new Map<string, AddedLines>();
  const present = lastEntries(document.entries);
  for (const { keyPath, value } of assignments) {
    const entry = present.get(keyPath);
    if (entry?.value === value) continue;
    const written = writeTomlValue(value, entry && styleOf(entry.node));
    if (written === undefined) return refuse('valueNotCarried', keyPath);
    if (entry) edits.push(valueEdit(entry, written));
    else if (isTaken(document, keyPath)) return refuse('notAnObject', keyPath);
    else addLine(added, document, keyPath, written);
  }
  // New tables come last, because lines after their heading would belong to them.
  const places = [...added.values()].toSorted(
    (one, other) => Number(one.table === undefined) - Number(other.table === undefined),
  );
  for (const lines of places) edits.push(insertion(text, lines));
  return verifyEdits(tomlFormat.read, { text, entries: textsOf(document) }, assignments, edits);
}

function valueEdit({ node }: TomlEntry, text: string): TextEdit {
  const [start, end] = node.range;
  return { offset: start, length: end - start, text };
}

function addLine(
  added: Map<string, AddedLines>,
  { tables }: TomlDocument,
  keyPath: KeyPath,
  written: string,
): void {
  const path = keyPath.slice(0, -1);
  const id = path.join('\0');
  const table = tables.findLast(each => samePath(each.path, path));
  const place = added.get(id) ?? { path, table, lines: [] };
  place.lines.push(`${writeTomlKey(keyPath.at(-1) ?? '')} = ${written}`);
  added.set(id, place);
}

/** Plans the edit that adds lines to their table. A new table is added at the end of the file. */
function insertion(text: string, { path, table, lines }: AddedLines): TextEdit {
  if (table) return insertLines(text, table.next, lines);
  // A blank line comes before a new table.
  const isSeparate = text.endsWith('\n') && text.slice(text.trimEnd().length, -1).includes('\n');
  const gap = text.trim() === '' || isSeparate ? [] : [''];
  return insertLines(text, text.length, [...gap, `[${path.map(writeTomlKey).join('.')}]`, ...lines]);
}

const refuse = (code: FormatFault['code'], keyPath: KeyPath): Edited => ({
  ok: false,
  fault: { code, detail: keyPath.join('.') },
});

const styleOf = (node: AST.TOMLContentNode): 'basic' | 'literal' | undefined =>
  node.type === 'TOMLValue' && node.kind === 'string' ? node.style : undefined;

/** Tells whether a key can't be added: a value is on the way to it, a table has its name, or its table is an inline one. */
function isTaken({ entries, tables }: TomlDocument, keyPath: KeyPath): boolean {
  const isBelow = (path: KeyPath, around: KeyPath) =>
    path.length > around.length && samePath(path.slice(0, around.length), around);
  return (
    entries.some(entry => isBelow(keyPath, entry.keyPath) || isBelow(entry.keyPath, keyPath)) ||
    tables.some(({ path }) => samePath(path, keyPath) || isBelow(path, keyPath)) ||
    entries.some(
      entry => entry.next === undefined && samePath(entry.keyPath.slice(0, -1), keyPath.slice(0, -1)),
    )
  );
}
