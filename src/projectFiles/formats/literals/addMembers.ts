import { insertLines } from '../lineInsertion.ts';
import type { NewProperties } from '../newProperties.ts';
import { lineEndOf, type TextEdit } from '../textEdit.ts';
import type { LiteralDocument, LiteralSyntax } from './literalDocument.ts';
import type { LiteralBranch, LiteralMember, LiteralNode } from './literalNode.ts';

const DEFAULT_INDENT = '  ';

interface Like {
  /** The values that are set at the same time. */
  readonly together: ReadonlySet<LiteralNode>;
  /** A text as it is written; empty if there is none. */
  readonly like: string;
}

interface Style {
  readonly syntax: LiteralSyntax;
  readonly like: string;
  /** A key as it is written, with the sign after it. */
  readonly key: string;
  readonly sign: string;
  /** Empty: all members are on one line. */
  readonly lineEnd: string;
  readonly unit: string;
}

/** Plans the edits that add members to an object, below the last one that is set at the same time, or the last one. */
export function addMembers(
  { text, syntax, root }: LiteralDocument,
  object: LiteralBranch,
  added: NewProperties,
  { together, like }: Like,
): readonly TextEdit[] {
  const { members } = object;
  const above = members.findLast(({ value }) => together.has(value)) ?? members.at(-1);
  const lineEnd = lineEndOf(text);
  const style: Style = { syntax, like, lineEnd, unit: indentOf(text), key: '', sign: syntax.sign };
  if (!above)
    return object === root
      ? [insertLines(text, text.length, writeAll(added, '', style))]
      : [firstMembers(text, object, added, style)];
  const ownStyle = { ...style, ...styleOf(text, above, syntax) };
  const indent = blanksBefore(text, above.keyOffset);
  if (indent === undefined) return onOneLine(above, writeAll(added, '', { ...ownStyle, lineEnd: '' }));
  const lines = writeAll(added, indent, ownStyle).map(line => indent + line);
  return onOwnLines(text, above, lines, { ...ownStyle, isRoot: object === root });
}

function onOneLine({ end, afterComma }: LiteralMember, added: readonly string[]): readonly TextEdit[] {
  const written = added.join(', ');
  return [
    afterComma === undefined
      ? { offset: end, length: 0, text: `, ${written}` }
      : { offset: afterComma, length: 0, text: ` ${written},` },
  ];
}

function onOwnLines(
  text: string,
  { end, afterComma }: LiteralMember,
  lines: readonly string[],
  { syntax, lineEnd, isRoot }: Style & { readonly isRoot: boolean },
): readonly TextEdit[] {
  const offset = endOfComments(text, afterComma ?? end, syntax);
  const comma = afterComma !== undefined || (syntax.needsCommas && !isRoot) ? ',' : '';
  const last = afterComma === undefined ? '' : comma;
  const written = { offset, length: 0, text: `${lineEnd}${lines.join(comma + lineEnd)}${last}` };
  if (comma === '' || afterComma !== undefined) return [written];
  if (offset === end) return [{ ...written, text: comma + written.text }];
  return [{ offset: end, length: 0, text: comma }, written];
}

/** Adds members to an object that has none, below its comments. */
function firstMembers(text: string, object: LiteralBranch, added: NewProperties, style: Style): TextEdit {
  const { lineEnd, unit, syntax } = style;
  const base = /^[ \t]*/.exec(text.slice(lineStart(text, object.offset), object.offset))?.[0] ?? '';
  const comma = syntax.needsCommas ? ',' : '';
  const lines = writeAll(added, base + unit, style).map(line => base + unit + line);
  const close = object.end - 1;
  const offset = object.offset + text.slice(object.offset, close).trimEnd().length;
  const written = lineEnd + lines.join(comma + lineEnd);
  if (/[\r\n]/.test(text.slice(offset, close))) return { offset, length: 0, text: written };
  return { offset, length: close - offset, text: written + lineEnd + base };
}

/** Writes the new members, each without the blanks before it. */
function writeAll(added: NewProperties, indent: string, style: Style): readonly string[] {
  const { syntax, key, sign, like, lineEnd, unit } = style;
  return added.entries().map(([name, value]) => {
    const written = syntax.writeKey(name, key);
    const start = `${written}${' '.repeat(Math.max(0, alignedLength(key, sign) - written.length))}${sign.trimStart() === sign ? sign : ` ${sign.trimStart()}`}`;
    if (typeof value === 'string') return start + (syntax.writeText(value, like) ?? '');
    const inner = writeAll(value, indent + unit, { ...style, key, sign: syntax.sign });
    if (lineEnd === '') return `${start}{ ${inner.join(', ')} }`;
    const comma = syntax.needsCommas ? ',' : '';
    const lines = inner.map(line => indent + unit + line).join(comma + lineEnd);
    return `${start}{${lineEnd}${lines}${lineEnd}${indent}}`;
  });
}

/** In a column of signs, keys are followed by as many blanks as the column needs. */
function alignedLength(key: string, sign: string): number {
  const blanks = sign.length - sign.trimStart().length;
  return blanks > 1 ? key.length + blanks - 1 : 0;
}

function styleOf(
  text: string,
  { keyOffset, keyEnd, value }: LiteralMember,
  syntax: LiteralSyntax,
): Pick<Style, 'key' | 'sign'> {
  const sign = text.slice(keyEnd, value.offset);
  const plain = syntax.sign.trim();
  const isUsual = sign.trim() === plain && !/[\r\n]/.test(sign);
  return { key: text.slice(keyOffset, keyEnd), sign: isUsual ? sign : syntax.sign };
}

const lineStart = (text: string, offset: number): number =>
  offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;

function blanksBefore(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return before.trim() === '' ? before : undefined;
}

/** Returns one level of indentation: that of the first indented line. */
const indentOf = (text: string): string => /^[ \t]+(?=["'\w])/m.exec(text)?.[0] ?? DEFAULT_INDENT;

/** Returns the end of the comments at the end of the line, or the offset itself if something else follows. */
function endOfComments(text: string, offset: number, { lineComments }: LiteralSyntax): number {
  const found = /[\r\n]|$/g;
  found.lastIndex = offset;
  const end = found.exec(text)?.index ?? text.length;
  let at = offset;
  for (;;) {
    while (at < end && /[ \t]/.test(text[at] ?? '')) at += 1;
    if (at === end) return text.slice(offset, end).trimEnd().length + offset;
    if (lineComments.some(start => text.startsWith(start, at))) return end;
    const close = text.startsWith('/*', at) ? text.indexOf('*/', at + 2) : -1;
    if (close === -1 || close >= end) return offset;
    at = close + 2;
  }
}
