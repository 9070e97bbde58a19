import assert from 'node:assert/strict';
import type { FileFormat } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';

/** A text, the values for its keys, and the text or the fault that comes of it. `/` separates the parts of a key's path. */
export type FormatExample = readonly [
  title: string,
  before: string,
  values: Readonly<Record<string, string>>,
  after: string,
];

/** Sets values; returns the text, or the fault's code and detail. */
export function setValues(
  format: FileFormat,
  text: string,
  values: Readonly<Record<string, string>>,
): string {
  const assignments = Object.entries(values).map(([key, value]) => ({ keyPath: key.split('/'), value }));
  const edited = format.set(text, assignments);
  return edited.ok ? applyEdits(text, edited.edits) : `${edited.fault.code} ${edited.fault.detail}`;
}

/** Tests that each text becomes the other one. */
export function handlesExamples(format: FileFormat, examples: readonly FormatExample[]): void {
  for (const [title, before, values, after] of examples) {
    it(`handles ${title}`, () => assert.equal(setValues(format, before, values), after));
  }
}

/** Returns the entries of a text, each with what is written for its value. */
export const entriesIn = (format: FileFormat, text: string): readonly string[] =>
  format
    .read(text)
    .map(
      ({ keyPath, value, offset, length }) =>
        `${keyPath.join('/')}=${value}|${text.slice(offset, offset + length)}`,
    );
