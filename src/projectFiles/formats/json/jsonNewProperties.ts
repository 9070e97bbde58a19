import { createScanner, type Node } from 'jsonc-parser';
import type { JsonLayout, NewProperties } from '../newProperties.ts';
import { lineEndOf, type TextEdit } from '../textEdit.ts';
import { endOf, type JsonProperty, propertiesOf, TOKEN } from './jsonTree.ts';

const DEFAULT_INDENT = '  ';
const DEFAULT_COLON = ': ';

/**
 * Plans the edits that add properties to an object, or elements to a list: below the last of its properties that is set at
 * the same time, or below its last one, and laid out like that one. `modify` of jsonc-parser also formats the line above and
 * removes a comment there.
 */
export function newProperties(
  text: string,
  object: Node,
  added: NewProperties,
  together: ReadonlySet<Node>,
): readonly TextEdit[] {
  const present = object.type === 'array' ? elementsOf(object) : propertiesOf(object);
  const above = present.findLast(({ value }) => together.has(value)) ?? present.at(-1);
  if (!above) return [firstProperties(text, object, added)];
  const end = endOf(above.value);
  const around = blanksBefore(text, above.key.offset);
  const layout = layoutLike(text, colonOf(text, above), around !== undefined);
  const written = (layout.lineEnd || layout.gap) + added.write(around ?? '', layout);
  const comma = commaAfter(text, end);
  // A comment on the same line belongs to the property above.
  const offset = layout.lineEnd ? endOfCommentsOnLine(text, comma ?? end) : (comma ?? end);
  if (comma !== undefined) return [{ offset, length: 0, text: `${written},` }];
  if (offset === end) return [{ offset, length: 0, text: `,${written}` }];
  return [
    { offset: end, length: 0, text: ',' },
    { offset, length: 0, text: written },
  ];
}

/** Returns the elements of a list; the key of each is the first property in it. */
const elementsOf = (list: Node): readonly Pick<JsonProperty, 'key' | 'value'>[] =>
  (list.children ?? []).map(value => ({ key: value, value }));

/** Returns what is between a key and its value: in an element of a list, that of its first property. */
function colonOf(text: string, { key, value }: Pick<JsonProperty, 'key' | 'value'>): string {
  if (key !== value) return text.slice(endOf(key), value.offset);
  const [first] = propertiesOf(value);
  return first ? text.slice(endOf(first.key), first.value.offset) : DEFAULT_COLON;
}

/** Plans the edit that turns a blank text into an object. */
export function newDocument(text: string, added: NewProperties): TextEdit {
  const lineEnd = lineEndOf(text);
  const layout = { lineEnd, indent: DEFAULT_INDENT, gap: ' ', colon: DEFAULT_COLON };
  const written = added.write(DEFAULT_INDENT, layout);
  return { offset: 0, length: text.length, text: `{${lineEnd}${written}${lineEnd}}${lineEnd}` };
}

function layoutLike(text: string, colon: string, ownLine: boolean): JsonLayout {
  return {
    lineEnd: ownLine ? lineEndOf(text) : '',
    indent: indentOf(text),
    gap: /\s/.test(colon) ? ' ' : '',
    colon: /^[ \t]*:[ \t]*$/.test(colon) ? colon : DEFAULT_COLON,
  };
}

/** Adds properties to an object that has none, below its comments. */
function firstProperties(text: string, object: Node, added: NewProperties): TextEdit {
  const minified = object.parent !== undefined && !/[\r\n]/.test(text.trim());
  const lineEnd = minified ? '' : lineEndOf(text);
  const indent = indentOf(text);
  const base = /^[ \t]*/.exec(text.slice(lineStart(text, object.offset)))?.[0] ?? '';
  const layout = { lineEnd, indent, gap: '', colon: minified ? ':' : DEFAULT_COLON };
  const written = lineEnd + added.write(base + indent, layout);
  const offset = skipComments(text, object.offset + 1, [TOKEN.blank, TOKEN.lineEnd]).end;
  const blanks = text.slice(offset, endOf(object) - 1);
  if (/[\r\n]/.test(blanks)) return { offset, length: 0, text: written };
  return { offset, length: blanks.length, text: minified ? written : written + lineEnd + base };
}

const lineStart = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;

/** Returns the blanks between the start of the line and an offset; `undefined` on the first line, or if there is more. */
function blanksBefore(text: string, offset: number): string | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  return start > 0 && before.trim() === '' ? before : undefined;
}

/** Returns one level of indentation: that of the first indented line. */
function indentOf(text: string): string {
  return /^[ \t]+(?=")/m.exec(text)?.[0] ?? DEFAULT_INDENT;
}

/** Returns the offset after the comma that follows a value, if there is one. */
function commaAfter(text: string, offset: number): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  return (scanner.scan() as number) === TOKEN.comma ? scanner.getPosition() : undefined;
}

/** Returns the end of the comments at the end of the line, or the offset itself if something else follows. */
function endOfCommentsOnLine(text: string, offset: number): number {
  const { end, next } = skipComments(text, offset, [TOKEN.blank]);
  return next === TOKEN.lineEnd || next === TOKEN.endOfText ? end : offset;
}

function skipComments(text: string, offset: number, passed: readonly number[]) {
  const comments: readonly number[] = [TOKEN.lineComment, TOKEN.blockComment];
  const scanner = createScanner(text, false);
  scanner.setPosition(offset);
  let end = offset;
  let next: number = scanner.scan();
  while (passed.includes(next) || comments.includes(next)) {
    if (comments.includes(next)) end = scanner.getPosition();
    next = scanner.scan();
  }
  return { end, next };
}
