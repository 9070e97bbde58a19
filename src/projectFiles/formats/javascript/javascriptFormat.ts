import type { Edited, FileFormat, FormatFault } from '../fileFormat.ts';
import type { LiteralSyntax } from '../literals/literalDocument.ts';
import { entriesOf, type PlacedNode, withMembers } from '../literals/literalNode.ts';
import { setLiterals } from '../literals/setLiterals.ts';
import { declarationsOf } from './declarations.ts';
import { isJavaScriptName } from './fileName.ts';
import { LiteralReader, TooDeep } from './literals.ts';
import { decodeText, writeKey, writeText } from './scriptText.ts';
import { type CodeToken, tokensOf } from './tokens.ts';

/** Modules of constants in JavaScript and TypeScript. Texts are set, and new keys are added to objects. */
export const javascriptFormat: FileFormat = {
  name: 'javascript',
  matches: isJavaScriptName,
  read: text => {
    const nodes = readNodes(text, declarationsOf);
    return 'code' in nodes ? [] : entriesOf(text, nodes);
  },
  set: (text, assignments) => setNodes(text, declarationsOf, javascriptFormat, assignments),
};

/** JSON5, which is an object of JavaScript. */
export const json5Format: FileFormat = {
  name: 'json',
  matches: fileName => /\.json5$/i.test(fileName),
  read: text => {
    const nodes = readNodes(text, wholeValue);
    return 'code' in nodes ? [] : entriesOf(text, nodes);
  },
  set: (text, assignments) => {
    if (text.trim() !== '' || assignments.length === 0)
      return text.trim() === ''
        ? { ok: true, edits: [] }
        : setNodes(text, wholeValue, json5Format, assignments);
    const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
    const edited = setNodes('{}', wholeValue, json5Format, assignments);
    if (!edited.ok) return edited;
    const written = edited.edits.map(edit => edit.text).join('');
    const object = `{${written.replaceAll('\n', lineEnd)}}${lineEnd}`;
    return { ok: true, edits: [{ offset: 0, length: text.length, text: object }] };
  },
};

type ReadTokens = (tokens: readonly CodeToken[]) => readonly PlacedNode[] | undefined;

/** A document of another kind has no value. */
const wholeValue: ReadTokens = tokens => {
  const { node, next } = new LiteralReader(tokens).value(0);
  const hasMembers = tokens[0]?.text === '{' || tokens[0]?.text === '[';
  return hasMembers && next === tokens.length && 'members' in node ? withMembers([], node) : undefined;
};

function readNodes(text: string, read: ReadTokens): readonly PlacedNode[] | FormatFault {
  const tokens = tokensOf(text);
  if ('code' in tokens) return tokens;
  try {
    return read(tokens) ?? { code: 'notAnObject', detail: 'line 1, column 1' };
  } catch (error) {
    if (error instanceof TooDeep) return { code: 'tooComplex', detail: '' };
    throw error;
  }
}

function setNodes(
  text: string,
  readTokens: ReadTokens,
  { read }: FileFormat,
  assignments: Parameters<FileFormat['set']>[1],
): Edited {
  const nodes = readNodes(text, readTokens);
  if ('code' in nodes) return { ok: false, fault: nodes };
  return setLiterals({ text, nodes, syntax: SYNTAX, read }, assignments);
}

const SYNTAX: LiteralSyntax = {
  sign: ': ',
  needsCommas: true,
  lineComments: ['//'],
  // What is written has to be read again.
  writeText: (value, like) => {
    const written = writeText(value, like);
    return decodeText(written) === value ? written : undefined;
  },
  writeKey,
};
