import type { AST } from 'toml-eslint-parser';
import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import type { TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { TomlAdditions, type TomlGap, type TomlStep } from './tomlAdditions.ts';
import {
  readToml,
  type TomlArray,
  type TomlDocument,
  type TomlLeaf,
  type TomlNode,
  type TomlTable,
} from './tomlTree.ts';
import { writeTomlValue } from './tomlValue.ts';

/**
 * TOML: `pyproject.toml`, `config.toml` and similar files. An element of an array (`[[endpoints]]`) has its index in the path of
 * a key.
 */
export const tomlFormat: FileFormat = {
  name: 'toml',
  matches: fileName => /\.toml$/i.test(fileName),
  read: text => {
    const document = readToml(text);
    return 'code' in document ? [] : textsOf(document);
  },
  set: setToml,
};

const textsOf = ({ leaves }: TomlDocument): readonly WrittenEntry[] =>
  leaves.flatMap(({ keyPath, value, node }) => {
    const [offset, end] = node.range;
    return value === undefined ? [] : [{ keyPath, value, offset, length: end - offset }];
  });

function setToml(text: string, assignments: readonly Assignment[]): Edited {
  const document = readToml(text);
  if ('code' in document) return { ok: false, fault: document };
  // If a key is set twice, the last value counts.
  const edits = new Map<TomlLeaf, TextEdit>();
  const additions = new TomlAdditions(text);
  for (const { keyPath, value } of assignments) {
    const found = find(document.root, keyPath);
    if (found.kind === 'blocked') return refuse('notAnObject', keyPath.slice(0, found.depth));
    const written = writeTomlValue(value, found.kind === 'leaf' ? styleOf(found.node) : undefined);
    if (written === undefined) return refuse('valueNotCarried', keyPath);
    if (found.kind === 'leaf') edits.set(found, valueEdit(found, value, written));
    else if (!additions.put(found, keyPath, written)) return refuse('notAnObject', keyPath);
  }
  const needed = [...edits.values(), ...additions.edits()].filter(
    ({ length, text }) => length > 0 || text !== '',
  );
  return verifyEdits(tomlFormat.read, { text, entries: textsOf(document) }, assignments, needed);
}

/** A value that is right already keeps its spelling. */
function valueEdit({ value, node }: TomlLeaf, wanted: string, text: string): TextEdit {
  const [start, end] = node.range;
  return value === wanted
    ? { offset: start, length: 0, text: '' }
    : { offset: start, length: end - start, text };
}

const refuse = (code: FormatFault['code'], keyPath: KeyPath): Edited => ({
  ok: false,
  fault: { code, detail: keyPath.join('.') },
});

const styleOf = (node: AST.TOMLValue): 'basic' | 'literal' | undefined =>
  node.kind === 'string' ? node.style : undefined;

/** What is at a path: a value, a gap, or something else after `depth` keys. */
type Found =
  | TomlLeaf
  | (TomlGap & { readonly kind: 'gap' })
  | { readonly kind: 'blocked'; readonly depth: number };

function find(root: TomlTable, keyPath: KeyPath): Found {
  const steps: TomlStep[] = [{ table: root, depth: 0 }];
  let isInArray = false;
  let around: TomlTable | TomlArray = root;
  for (const [depth, key] of keyPath.entries()) {
    const node: TomlNode | undefined = around.below.get(key);
    // A path says nothing about the order of elements, so an array never gets a new one.
    if (!node)
      return around.kind === 'array' ? { kind: 'blocked', depth } : { kind: 'gap', steps, isInArray };
    if (node.kind === 'leaf')
      return depth === keyPath.length - 1 ? node : { kind: 'blocked', depth: depth + 1 };
    if (node.kind === 'table') steps.push({ table: node, depth: depth + 1 });
    isInArray ||= node.kind === 'array';
    around = node;
  }
  return { kind: 'blocked', depth: keyPath.length };
}
