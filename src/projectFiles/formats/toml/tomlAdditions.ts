import type { AST } from 'toml-eslint-parser';
import type { KeyPath } from '../fileFormat.ts';
import { insertLines } from '../lineInsertion.ts';
import { NewProperties } from '../newProperties.ts';
import type { TextEdit } from '../textEdit.ts';
import type { TomlPlace, TomlTable } from './tomlTree.ts';
import { writeTomlKey } from './tomlValue.ts';

/** A table on the way to a key, with the number of keys before its own. */
export interface TomlStep {
  readonly table: TomlTable;
  readonly depth: number;
}

/** The innermost tables around a key that is missing, outermost first. */
export interface TomlGap {
  readonly steps: readonly TomlStep[];
  /** Whether an array is on the way. A heading names its last element only. */
  readonly isInArray: boolean;
}

/** Keys and their values as they are written; a key that is added twice has its last value. */
type NewKeys = Map<string, string>;

/** Collects new keys by the places that they are added to. */
export class TomlAdditions {
  readonly #text: string;
  readonly #atPlaces = new Map<TomlPlace, NewKeys>();
  readonly #newTables = new Map<string, NewKeys>();
  readonly #all = new NewProperties();

  constructor(text: string) {
    this.#text = text;
  }

  /** Adds a key; returns `false` if another new key is in its way. */
  put(gap: TomlGap, keyPath: KeyPath, written: string): boolean {
    const step = stepFor(gap, keyPath);
    if (step?.table.place) {
      const { place, prefix } = step.table;
      keysAt(this.#atPlaces, place).set(dotted([...prefix, ...keyPath.slice(step.depth)]), written);
    } else {
      const heading = dotted(keyPath.slice(0, -1));
      keysAt(this.#newTables, heading).set(writeTomlKey(keyPath.at(-1) ?? ''), written);
    }
    return this.#all.put(keyPath, written);
  }

  /** Plans the edits. New tables come last, because lines after their heading would belong to them. */
  edits(): readonly TextEdit[] {
    return [
      ...[...this.#atPlaces].map(([place, keys]) => this.#insertion(place, keys)),
      ...(this.#newTables.size === 0 ? [] : [this.#tablesAtEnd()]),
    ];
  }

  #insertion(place: TomlPlace, keys: NewKeys): TextEdit {
    if (place.kind === 'braces') return this.#insertInBraces(place.node, keys);
    const { next, like } = place;
    const indent = like ? this.#indentOf(like) : '';
    const lines = writeKeys(keys, this.#signOf(like)).map(line => indent + line);
    return insertLines(this.#text, next, lines);
  }

  #insertInBraces({ body, range: [start, end] }: AST.TOMLInlineTable, keys: NewKeys): TextEdit {
    const last = body.at(-1);
    const written = writeKeys(keys, this.#signOf(last)).join(', ');
    if (last) return { offset: last.range[1], length: 0, text: `, ${written}` };
    return { offset: start + 1, length: end - start - 2, text: ` ${written} ` };
  }

  #tablesAtEnd(): TextEdit {
    const text = this.#text;
    // A blank line comes before a new table.
    const isSeparate = text.endsWith('\n') && text.slice(text.trimEnd().length, -1).includes('\n');
    const tables = [...this.#newTables].map(([heading, keys]) => [`[${heading}]`, ...writeKeys(keys, SIGN)]);
    const [first = [], ...others] = tables;
    const gap = text.trim() === '' || isSeparate ? [] : [''];
    return insertLines(text, text.length, [...gap, ...first, ...others.flatMap(lines => ['', ...lines])]);
  }

  #indentOf({ range: [start] }: AST.TOMLKeyValue): string {
    return this.#text.slice(this.#text.lastIndexOf('\n', start) + 1, start);
  }

  #signOf(like: AST.TOMLKeyValue | undefined): string {
    return like ? this.#text.slice(like.key.range[1], like.value.range[0]) : SIGN;
  }
}

const SIGN = ' = ';

/** Returns the table that takes a key; `undefined` for a new table at the end of the document. */
function stepFor({ steps, isInArray }: TomlGap, keyPath: KeyPath): TomlStep | undefined {
  const innermost = steps.at(-1);
  if (isInArray) return steps.findLast(({ table }) => table.place !== undefined);
  const table = innermost?.table;
  const hasHeading = table?.place?.kind === 'lines' && table.prefix.length === 0;
  const isOwnKey = innermost?.depth === keyPath.length - 1;
  return hasHeading && !isOwnKey ? undefined : innermost;
}

function keysAt<Place>(places: Map<Place, NewKeys>, place: Place): NewKeys {
  const keys = places.get(place) ?? new Map();
  places.set(place, keys);
  return keys;
}

const dotted = (keyPath: KeyPath): string => keyPath.map(writeTomlKey).join('.');

const writeKeys = (keys: NewKeys, sign: string): readonly string[] =>
  [...keys].map(([key, value]) => `${key}${sign}${value}`);
