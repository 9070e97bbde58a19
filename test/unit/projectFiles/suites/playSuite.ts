import assert from 'node:assert/strict';
import type { FileFormat, KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import {
  ProjectFileError,
  type ProjectFileErrorCode,
} from '../../../../src/projectFiles/projectFileError.ts';
import { planKeyChanges } from '../../../../src/projectFiles/writing/keyChange.ts';

/** A document of a public suite. */
export interface SuiteDocument {
  readonly name: string;
  readonly text: string;
}

/** What a suite is played with. */
export interface Suite {
  readonly format: FileFormat;
  /** Reads a text with a parser that the product doesn't use; throws where the text is invalid for it. */
  readonly read: (text: string) => unknown;
  /** Reasons that are true of a valid document whose keys can't be set, or of its keys. */
  readonly reasons: readonly ProjectFileErrorCode[];
}

/** What is written in place of a value, or for a new key. */
const NEW = 'n3wS3cr3t';
const NEW_KEY = 'addedByTheTest';

/** A place in which two documents differ, with what they have there. */
type Difference = readonly [path: string, before: unknown, after: unknown];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value);

const isSame = (one: unknown, other: unknown): boolean => {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
};

/** Returns where two documents differ, the innermost places. */
export function differences(before: unknown, after: unknown, at = ''): readonly Difference[] {
  if (isSame(before, after)) return [];
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after))
    return [[at, before, after]];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const inside = [...keys].flatMap(key => differences(before[key], after[key], `${at}/${key}`));
  // Documents may also differ in the order of their keys, which is a difference, too.
  return inside.length > 0 ? inside : [[at, before, after]];
}

/** Sets one key; returns the text, or the error. */
function setKey(
  { format }: Suite,
  { name, text }: SuiteDocument,
  keyPath: KeyPath,
): string | ProjectFileError {
  try {
    return applyEdits(text, planKeyChanges(format, { file: name, text }, [{ keyPath, value: NEW }]));
  } catch (error) {
    assert.ok(error instanceof ProjectFileError, `${name}: ${error}`);
    return error;
  }
}

/** Asserts that a refusal is true of a valid document, and that it names the key or the place. */
function isTrueReason({ reasons }: Suite, error: ProjectFileError, keyPath: KeyPath): void {
  assert.ok(reasons.includes(error.code), error.message);
  const detail = error.detail ?? '';
  assert.ok(
    keyPath.join('.').startsWith(detail) || /^line \d+, column \d+$/.test(detail),
    `${error.message} names neither the key ${keyPath.join('.')} nor a line`,
  );
}

/** What came of a document, for the count at the end. */
export interface Outcome {
  changed: number;
  refused: number;
}

/** Plays a valid document: a value that it has is set, and a key is added beside it. */
export function playValid(suite: Suite, document: SuiteDocument): Outcome {
  const outcome = { changed: 0, refused: 0 };
  const before = suite.read(document.text);
  const entries = suite.format.read(document.text);
  const [first] = entries;
  const wanted: readonly KeyPath[] = [
    ...(first ? [first.keyPath] : []),
    [...(first?.keyPath.slice(0, -1) ?? []), NEW_KEY],
    [NEW_KEY],
  ];
  for (const keyPath of wanted) {
    const after = setKey(suite, document, keyPath);
    if (typeof after !== 'string') {
      isTrueReason(suite, after, keyPath);
      outcome.refused += 1;
      continue;
    }
    const found = differences(before, suite.read(after));
    assert.equal(found.length, 1, `${document.name}: ${JSON.stringify(found)}\n${after}`);
    const [[at = '', , value] = []] = found;
    // An element `A=x` of a list is a text for the reader.
    if (keyPath === first?.keyPath) assert.match(String(value), new RegExp(`(?:^|=)${NEW}$`), at);
    else assert.ok(isAdded(keyPath, at, value), `${document.name}: ${at} ${JSON.stringify(value)}`);
    outcome.changed += 1;
  }
  return outcome;
}

/** In an empty document, and in a key without a value, the new key comes with the object around it; in some lists, as an element. */
function isAdded(keyPath: KeyPath, at: string, value: unknown): boolean {
  if (at.endsWith(`/${NEW_KEY}`)) return value === NEW;
  const texts = isObject(value) ? [...Object.keys(value), ...Object.values(value)] : [];
  return texts.includes(keyPath.at(-1)) && texts.includes(NEW);
}

/** Plays an invalid document: whatever comes of it, it is no bare error. */
export function playInvalid(suite: Suite, document: SuiteDocument): void {
  const entries = suite.format.read(document.text);
  for (const keyPath of [entries[0]?.keyPath ?? [NEW_KEY], [NEW_KEY]]) {
    const after = setKey(suite, document, keyPath);
    if (typeof after !== 'string') assert.ok(after.detail || after.code === 'tooComplex', after.message);
  }
}
