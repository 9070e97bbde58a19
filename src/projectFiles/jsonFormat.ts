import {
  applyEdits as applyJsonEdits,
  type FormattingOptions,
  modify,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser';
import type { Assignment, Edited, FileEntry, FileFormat, FormatFault, KeyPath } from './fileFormat.ts';
import { editBetween, lineEndOf, placeOf, type TextEdit } from './textEdit.ts';

/** JSON, with comments and trailing commas, as the editors of configuration files write it. */
export const jsonFormat: FileFormat = {
  name: 'json',
  matches: fileName => /\.jsonc?$/i.test(fileName),
  read: text => {
    const { root } = parse(text);
    return root ? entriesOf(root, []) : [];
  },
  set: setJson,
};

/** Depth to which objects are read: configuration is not deeper, and a hostile file may be. */
const MAX_DEPTH = 16;

function parse(text: string): { readonly root: Node | undefined; readonly error: ParseError | undefined } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return { root, error: errors[0] };
}

function propertiesOf(node: Node): readonly { readonly key: string; readonly value: Node }[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && value ? [{ key: String(key.value), value }] : [];
  });
}

function entriesOf(node: Node, around: KeyPath): readonly FileEntry[] {
  if (around.length >= MAX_DEPTH) return [];
  return propertiesOf(node).flatMap(({ key, value }) => {
    const keyPath = [...around, key];
    if (value.type === 'string') return [{ keyPath, value: String(value.value) }];
    return entriesOf(value, keyPath);
  });
}

function setJson(text: string, assignments: readonly Assignment[]): Edited {
  const blank = text.trim() === '';
  const { root, error } = parse(text);
  if (!blank && (error || !root)) return refuse('notParsable', placeOf(text, error?.offset ?? 0));
  if (root && root.type !== 'object') return refuse('notAnObject', placeOf(text, root.offset));
  const edits: TextEdit[] = [];
  const added: Assignment[] = [];
  for (const assignment of assignments) {
    const found = root ? find(root, assignment.keyPath) : undefined;
    if (found === 'blocked') return refuse('notAnObject', assignment.keyPath.join('.'));
    if (!found) added.push(assignment);
    else if (found.value !== assignment.value) {
      edits.push({ offset: found.offset, length: found.length, text: JSON.stringify(assignment.value) });
    }
  }
  return { ok: true, edits: [...edits, ...additions(text, added)] };
}

const refuse = (code: FormatFault['code'], detail: string): Edited => ({
  ok: false,
  fault: { code, detail },
});

/** Finds the value at a path; of several properties of one name, the last one is what every reader goes by. */
function find(root: Node, keyPath: KeyPath): Node | 'blocked' | undefined {
  let node = root;
  for (const key of keyPath) {
    if (node.type !== 'object') return 'blocked';
    const property = propertiesOf(node).findLast(candidate => candidate.key === key);
    if (!property) return undefined;
    node = property.value;
  }
  return node.type === 'object' || node.type === 'array' ? 'blocked' : node;
}

/** Makes one insertion for all new keys, with the indentation and line ends of the file. */
function additions(text: string, added: readonly Assignment[]): readonly TextEdit[] {
  if (added.length === 0) return [];
  const options = { formattingOptions: formattingOf(text) };
  const changed = added.reduce(
    (current, { keyPath, value }) => applyJsonEdits(current, modify(current, [...keyPath], value, options)),
    text.trim() === '' ? `{}${lineEndOf(text)}` : text,
  );
  return [editBetween(text, changed)];
}

function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: lineEndOf(text),
  };
}
