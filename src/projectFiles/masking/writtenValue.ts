import type { KeyPath, WrittenEntry } from '../formats/fileFormat.ts';
import { KeyPathMap } from '../formats/keyPathMap.ts';
import { meaningOf } from '../shapes/fieldNames.ts';
import type { MaskedRange } from './maskRanges.ts';
import {
  isContainerName,
  isInContainer,
  isNameKey,
  isSecretName,
  isSecretPath,
  isTypeKey,
  isValueKey,
} from './secretKey.ts';

/** The value of a key, as it is written. */
export interface WrittenValue extends MaskedRange {
  readonly value: string;
  /** What is between its quotes. */
  readonly inner: MaskedRange;
  /** Whether its key says that it is a secret. */
  readonly isSecret: boolean;
  /** Whether the value is none of the references that it may look like. */
  readonly isLiteral: boolean;
}

const LONGEST_TAG = 80;
const TAG = /(?<![!\w])(![A-Za-z][\w:.-]* )$/;
/** Tags with which a program makes a value from another one. What has a tag of another program is taken for the value itself. */
const REFERENCE_TAG =
  /^!(?:Ref|Sub|GetAtt|ImportValue|Join|Split|Select|FindInMap|If|Transform|Condition|env|env_?var|include\w*|secret|var|vault|vault-encrypted|file|reference|resolve|ssm|sops|decrypt|expr|lookup)\s/i;
/** A tag, as the format reads it with its value. */
const OWN_TAG = /^![A-Za-z][\w:.-]*\s+/;

/** Returns the values of a text's keys by their positions, those that are left out excepted. */
export function writtenValues(text: string, entries: readonly WrittenEntry[]): readonly WrittenValue[] {
  const isSecret = secretEntries(entries);
  return entries
    .filter(({ length }) => length > 0)
    .map(entry => {
      const { offset: start, length } = entry;
      const end = start + length;
      // A tag such as `!Ref` makes a value a reference, and not `!!str`.
      const tag = TAG.exec(text.slice(Math.max(0, start - LONGEST_TAG), start))?.[1] ?? '';
      const read = tag + entry.value;
      const inner = innerRange(text, start, end);
      const isTagged = OWN_TAG.test(read) && !REFERENCE_TAG.test(read);
      const value = isTagged ? text.slice(inner.start, inner.end) : read;
      const isLiteral = entry.isLiteral === true;
      return { start, end, value, inner, isSecret: isSecret(entry), isLiteral };
    })
    .toSorted((one, other) => one.start - other.start);
}

/** The line before the text of a block in YAML. */
const BLOCK = /^[|>][-+\d]{0,2}[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)/;
const QUOTES = /^(?:"""|'''|["'`])/;

function innerRange(text: string, from: number, to: number): MaskedRange {
  let range = trimRange(text, from, to);
  const written = text.slice(range.start, range.end);
  const block = BLOCK.exec(written)?.[0].length ?? 0;
  if (block > 0) return trimRange(text, range.start + block, range.end);
  const quotes = QUOTES.exec(written)?.[0] ?? '';
  if (quotes !== '' && written.length >= 2 * quotes.length && written.endsWith(quotes))
    range = { start: range.start + quotes.length, end: range.end - quotes.length };
  return range;
}

/** Returns a range without the blanks at its ends. */
export function trimRange(text: string, start: number, end: number): MaskedRange {
  const written = text.slice(start, end);
  const left = written.length - written.trimStart().length;
  return left === written.length
    ? { start, end: start }
    : { start: start + left, end: start + written.trimEnd().length };
}

/** Returns a function that tells which entries hold secrets, by their keys and by what is beside them. */
function secretEntries(entries: readonly WrittenEntry[]): (entry: WrittenEntry) => boolean {
  const named = new KeyPathMap<true>();
  const kubernetes = new KeyPathMap<true>();
  for (const { keyPath, value } of entries) {
    const key = keyPath.at(-1) ?? '';
    const around = keyPath.slice(0, -1);
    // `{ "name": "ADH_CLIENT_SECRET", "value": "…" }`, and `"type": "secret"` of Postman.
    if ((isNameKey(key) || isTypeKey(key)) && isSecretName(value)) named.set(around, true);
    if (key === 'kind' && value === 'Secret') kubernetes.set(around, true);
  }
  const containers = new Map<string, boolean>();
  const isContainer = (name: string) => {
    const isOne = containers.get(name) ?? isContainerName(name);
    containers.set(name, isOne);
    return isOne;
  };
  return ({ keyPath }) =>
    isSecretPath(keyPath) ||
    isInContainer(keyPath, isContainer) ||
    (isValueKey(keyPath.at(-1) ?? '') && named.get(keyPath.slice(0, -1)) === true) ||
    isInSecretObject(keyPath, kubernetes);
}

/** Tells whether a key is one of a Kubernetes Secret. Ids and addresses among its texts are shown. */
function isInSecretObject(keyPath: KeyPath, objects: KeyPathMap<true>): boolean {
  const depth = keyPath.length - 2;
  const list = keyPath[depth];
  if (depth < 0 || (list !== 'data' && list !== 'stringData')) return false;
  if (objects.get(keyPath.slice(0, depth)) !== true) return false;
  const field = meaningOf(keyPath.at(-1) ?? '')?.field;
  return list === 'data' || field === undefined || field === 'clientSecret';
}
