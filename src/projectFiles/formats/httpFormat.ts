import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from './fileFormat.ts';
import { encodeForm, type RequestValue, readRequests } from './httpRequests.ts';
import { samePath } from './keyPathMap.ts';
import { insertLines } from './lineInsertion.ts';
import type { TextEdit } from './textEdit.ts';
import { linesOf } from './textLines.ts';
import { verifyEdits } from './verifyEdits.ts';

/**
 * Request files of REST Client, httpYac and JetBrains. Their keys are the file's variables (`@clientId = …`), and the values of
 * forms in the bodies of requests, whose paths begin with the name of the request. A variable that the user is
 * prompted for (`# @prompt clientSecret`) is a reference.
 *
 * @see https://github.com/Huachao/vscode-restclient#file-variables
 */
export const httpFormat: FileFormat = {
  name: 'http',
  matches: fileName => /\.(?:http|rest)$/i.test(fileName),
  read: text => {
    const { variables, values, sentTo } = readHttp(text);
    const addressOf = ({ keyPath: [name = ''] }: HttpVariable) => sentTo.get(name);
    return [...variables.map(each => ({ ...each, sentTo: addressOf(each) })), ...values]
      .map(({ keyPath, value, offset, length, sentTo: address }) => ({
        ...{ keyPath, value, offset, length },
        ...(address === undefined ? {} : { sentTo: address }),
      }))
      .toSorted((one, other) => one.offset - other.offset);
  },
  set: setHttp,
};

function readHttp(text: string) {
  const variables = readVariables(text);
  const byName = new Map(variables.map(({ keyPath: [name = ''], value }) => [name, value] as const));
  return { variables, ...readRequests(text, byName) };
}

interface HttpVariable extends WrittenEntry {
  /** What is before the value on its line, without the name: `@`, and ` = `. */
  readonly start: string;
  readonly sign: string;
  /** Start of the line after it. */
  readonly next: number;
  readonly isPrompt: boolean;
}

const VARIABLE = /^([ \t]*@)([\w.-]+)([ \t]*:?=[ \t]*)/;
const PROMPT = /^[ \t]*(?:#|\/\/)[ \t]*@prompt[ \t]+([\w.-]+)/;

function readVariables(text: string): readonly HttpVariable[] {
  return linesOf(text).flatMap(({ start: lineStart, end, next }): readonly HttpVariable[] => {
    const line = text.slice(lineStart, end);
    const prompt = PROMPT.exec(line)?.[1];
    if (prompt !== undefined) {
      const common = { offset: end - line.length, length: line.length, start: '@', sign: ' = ', next };
      return [{ keyPath: [prompt], value: `{{${prompt}}}`, isPrompt: true, ...common }];
    }
    const [all, start = '@', name = '', sign = ' = '] = VARIABLE.exec(line) ?? [];
    if (all === undefined) return [];
    const value = line.slice(all.length).trimEnd();
    const offset = lineStart + all.length;
    return [{ keyPath: [name], value, offset, length: value.length, start, sign, next, isPrompt: false }];
  });
}

/** Blanks at the ends are lost, a backslash begins an escape, and braces a reference. */
const isCarried = (value: string): boolean =>
  value === value.trim() && !/[\\\r\n\u2028\u2029]|\{\{/.test(value);

function setHttp(text: string, assignments: readonly Assignment[]): Edited {
  const { variables, values } = readHttp(text);
  const ofRequests = assignments.filter(({ keyPath }) => lastOf(values, keyPath) !== undefined);
  const lost = assignments.find(each => each.keyPath.length !== 1 && !ofRequests.includes(each));
  if (lost) return { ok: false, fault: { code: 'notAnObject', detail: lost.keyPath.join('.') } };
  const inRequests = valueEdits(values, ofRequests);
  if ('code' in inRequests) return { ok: false, fault: inRequests };
  const present = new Map(variables.map(variable => [variable.keyPath[0] ?? '', variable]));
  const named = assignments
    .filter(each => !ofRequests.includes(each))
    .map(({ keyPath, value }) => ({ name: keyPath.join('.'), value }));
  const changed = named.filter(({ name, value }) => present.get(name)?.value !== value);
  for (const { name, value } of changed) {
    const code = faultOf(present.get(name), name, value);
    if (code) return { ok: false, fault: { code, detail: name } };
  }
  const replaced = changed.flatMap(({ name, value }) => {
    const variable = present.get(name);
    return variable ? [{ variable, value }] : [];
  });
  const added = changed.filter(({ name }) => !present.has(name));
  const above = replaced.at(-1)?.variable ?? variables.findLast(({ isPrompt }) => !isPrompt);
  const edits = [
    ...replaced.map(({ variable: { offset, length }, value }) => ({ offset, length, text: value })),
    ...insertion(text, above, added),
    ...inRequests,
  ];
  const wanted = [...ofRequests, ...named.map(({ name, value }) => ({ keyPath: [name], value }))];
  return verifyEdits(httpFormat.read, { text, entries: httpFormat.read(text) }, wanted, edits);
}

/**
 * Returns the value at a path or, for one that its request lacks, the one of the form that it is added below; `undefined` if the
 * path names no request.
 */
function lastOf(values: readonly RequestValue[], keyPath: KeyPath): RequestValue | undefined {
  if (keyPath.length !== 2) return undefined;
  return (
    values.findLast(value => samePath(value.keyPath, keyPath)) ??
    values.findLast(({ keyPath: [request], isForm }) => isForm && request === keyPath[0])
  );
}

function valueEdits(
  values: readonly RequestValue[],
  assignments: readonly Assignment[],
): readonly TextEdit[] | FormatFault {
  const edits: TextEdit[] = [];
  const added: TextEdit[] = [];
  for (const { keyPath, value: wanted } of assignments) {
    const place = lastOf(values, keyPath);
    if (!place) continue;
    const { offset, length, value, isForm } = place;
    const isNew = !samePath(place.keyPath, keyPath);
    if (!isNew && value === wanted) continue;
    if (!isForm) return { code: 'notAnObject', detail: keyPath.join('.') };
    if (/\p{Surrogate}/u.test(keyPath[1] + wanted))
      return { code: 'valueNotCarried', detail: keyPath.join('.') };
    const written = encodeForm(wanted);
    const name = encodeForm(keyPath[1] ?? '');
    if (isNew) added.push({ offset: offset + length, length: 0, text: `&${name}=${written}` });
    else edits.push({ offset, length, text: written });
  }
  return [...edits, ...added];
}

function faultOf(variable: HttpVariable | undefined, name: string, value: string) {
  if (variable?.isPrompt) return 'notAnObject';
  return isCarried(value) && /^[\w.-]+$/.test(name) ? undefined : 'valueNotCarried';
}

function insertion(
  text: string,
  above: HttpVariable | undefined,
  added: readonly { readonly name: string; readonly value: string }[],
): readonly TextEdit[] {
  if (added.length === 0) return [];
  const { start, sign } = above ?? { start: '@', sign: ' = ' };
  const lines = added.map(({ name, value }) => `${start}${name}${sign}${value}`);
  if (above) return [insertLines(text, above.next, lines)];
  // Without variables of its own, the file begins with a request.
  return [insertLines(text, 0, text.trim() === '' ? lines : [...lines, ''])];
}
