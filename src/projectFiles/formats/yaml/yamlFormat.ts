import { isMap, isScalar, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { insertLines } from '../lineInsertion.ts';
import { NewProperties } from '../newProperties.ts';
import { lineEndOf, type TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { parseYaml } from './parseYaml.ts';
import { writeYamlKey, writeYamlValue } from './yamlValue.ts';

/** YAML, edited by the positions of its nodes. Printing the whole document would move comments and fold long lines. */
export const yamlFormat: FileFormat = {
  name: 'yaml',
  matches: fileName => /\.ya?ml$/i.test(fileName),
  read: text => {
    const root = rootOf(text);
    return 'code' in root ? [] : textsOf(root);
  },
  set: setYaml,
};

interface Root {
  /** `undefined` in a file of comments only. */
  readonly map: YAMLMap | undefined;
}

/** Returns the map at the root of a file. A file of several documents is refused. */
function rootOf(text: string): Root | FormatFault {
  const document = parseYaml(text);
  if (!document) return { map: undefined };
  if ('code' in document) return document;
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return { map: undefined };
  return isMap(contents) ? { map: contents } : { code: 'notAnObject', detail: '' };
}

const textsOf = ({ map }: Root): readonly WrittenEntry[] => (map ? addEntries([], map, []) : []);

const keyOf = (pair: Pair): string | undefined => (isScalar(pair.key) ? String(pair.key.value) : undefined);

function addEntries(entries: WrittenEntry[], map: YAMLMap, around: KeyPath): readonly WrittenEntry[] {
  for (const pair of map.items) {
    const key = keyOf(pair);
    if (key === undefined) continue;
    const keyPath = [...around, key];
    if (isMap(pair.value)) {
      addEntries(entries, pair.value, keyPath);
      continue;
    }
    const value = isScalar(pair.value) ? pair.value.value : pair.value;
    if (value === null) entries.push({ keyPath, value: '', ...positionOf(pair) });
    else if (typeof value === 'string') entries.push({ keyPath, value, ...positionOf(pair) });
  }
  return entries;
}

/** Returns where a value is written; one that is left out is at the end of its key. */
function positionOf({ key, value }: Pair): Pick<WrittenEntry, 'offset' | 'length'> {
  const [start, end] = (value as Scalar | null)?.range ?? [];
  if (start !== undefined && end !== undefined) return { offset: start, length: end - start };
  return { offset: (key as Scalar).range?.[1] ?? 0, length: 0 };
}

/** Finds the pairs of maps by their keys; of several, the last one. */
class Pairs {
  readonly #known = new Map<YAMLMap, ReadonlyMap<string, Pair>>();

  find(map: YAMLMap, key: string): Pair | undefined {
    const known = this.#known.get(map) ?? this.#read(map);
    this.#known.set(map, known);
    return known.get(key);
  }

  #read(map: YAMLMap): ReadonlyMap<string, Pair> {
    const pairs = new Map<string, Pair>();
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (key !== undefined) pairs.set(key, pair);
    }
    return pairs;
  }
}

function setYaml(text: string, assignments: readonly Assignment[]): Edited {
  const root = rootOf(text);
  if ('code' in root) return { ok: false, fault: root };
  const edits: TextEdit[] = [];
  const added = new Map<YAMLMap | undefined, NewProperties>();
  const pairs = new Pairs();
  for (const { keyPath, value } of assignments) {
    const place: Place = root.map ? find(pairs, root.map, keyPath) : { map: undefined, rest: keyPath };
    if (place === 'blocked') return refuse(keyPath);
    const done = 'pair' in place ? valueEdits(text, place.pair, value) : put(added, place, value);
    if (done === 'blocked') return refuse(keyPath);
    edits.push(...done);
  }
  // At one offset, the lines of the innermost map come first.
  const places = [...added].toSorted(([one], [other]) => (other?.range?.[0] ?? 0) - (one?.range?.[0] ?? 0));
  for (const [map, properties] of places) {
    const edit = map ? addToMap(text, map, properties) : addToEmpty(text, properties);
    if (edit === 'blocked') return refuse(['{ }']);
    edits.push(edit);
  }
  return verifyEdits(yamlFormat.read, { text, entries: textsOf(root) }, assignments, edits);
}

function put(
  added: Map<YAMLMap | undefined, NewProperties>,
  { map, rest }: Extract<Place, { rest: KeyPath }>,
  value: string,
): readonly TextEdit[] | 'blocked' {
  const properties = added.get(map) ?? new NewProperties();
  added.set(map, properties);
  return properties.put(rest, value) ? [] : 'blocked';
}

const refuse = (keyPath: KeyPath): Edited => ({
  ok: false,
  fault: { code: 'notAnObject', detail: keyPath.join('.') },
});

type Place =
  | { readonly pair: Pair }
  | { readonly map: YAMLMap | undefined; readonly rest: KeyPath }
  | 'blocked';

/** Finds the pair at a path, or the innermost map on the way and the keys that are missing in it. */
function find(pairs: Pairs, root: YAMLMap, keyPath: KeyPath): Place {
  let map = root;
  for (const [depth, key] of keyPath.entries()) {
    const pair = pairs.find(map, key);
    if (!pair) return { map, rest: keyPath.slice(depth) };
    if (depth === keyPath.length - 1) return isMap(pair.value) ? 'blocked' : { pair };
    if (!isMap(pair.value)) return 'blocked';
    map = pair.value;
  }
  return 'blocked';
}

/** A value that is right already keeps its spelling. One with an anchor or a tag isn't changed. */
function valueEdits(text: string, pair: Pair, wanted: string): readonly TextEdit[] | 'blocked' {
  const node = pair.value as Scalar | null;
  if (node !== null && !isScalar(node)) return 'blocked';
  if (node?.value === wanted) return [];
  if (node?.anchor !== undefined || node?.tag !== undefined) return 'blocked';
  const written = writeYamlValue(wanted, node?.type);
  if (node?.range && node.range[1] > node.range[0]) {
    const [start, end] = node.range;
    // A block scalar includes its last line end, which stays.
    const last = text.slice(start, end).trimEnd().length;
    return [{ offset: start, length: last, text: written }];
  }
  // An empty value is written directly after the colon.
  const after = afterColon(text, pair);
  return after === undefined ? 'blocked' : [{ offset: after, length: 0, text: ` ${written}` }];
}

function afterColon(text: string, pair: Pair): number | undefined {
  const range = (pair.key as Scalar).range;
  if (!range) return undefined;
  const colon = /^[^\S\r\n]*:/.exec(text.slice(range[1]));
  return colon ? range[1] + colon[0].length : undefined;
}

/** Plans the edit that adds properties below the last one of a block map, with the same indentation. */
function addToMap(text: string, map: YAMLMap, properties: NewProperties): TextEdit | 'blocked' {
  const first = map.items[0];
  const start = (first?.key as Scalar | undefined)?.range?.[0];
  if (map.flow || start === undefined || !map.range) return 'blocked';
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indent = text.slice(lineStart, start);
  // In a list, the first key follows a dash.
  if (indent.trim() !== '') return 'blocked';
  const end = text.slice(0, map.range[1]).trimEnd().length;
  const rest = /^[^\r\n]*(?:\r\n|\r|\n|$)/.exec(text.slice(end))?.[0].length ?? 0;
  return insertLines(text, end + rest, linesOf(properties, indent));
}

function addToEmpty(text: string, properties: NewProperties): TextEdit {
  const lineEnd = lineEndOf(text);
  const gap = text === '' || text.endsWith(lineEnd) ? '' : lineEnd;
  return {
    offset: text.length,
    length: 0,
    text: `${gap}${linesOf(properties, '').join(lineEnd)}${lineEnd}`,
  };
}

const STEP = '  ';

function linesOf(properties: NewProperties, indent: string): string[] {
  return properties.entries().flatMap(([key, value]) => {
    const written = `${indent}${writeYamlKey(key)}:`;
    if (typeof value === 'string') return [`${written} ${writeYamlValue(value)}`];
    return [written, ...linesOf(value, indent + STEP)];
  });
}
