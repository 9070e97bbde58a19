import assert from 'node:assert/strict';
import type { FileFormat } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';

/** A text, the values to set in it, and the text afterwards or the code of the fault, with its detail after a blank. */
export type FormatCase = readonly [
  title: string,
  before: string,
  values: Readonly<Record<string, string>>,
  after: string,
];

/** Sets keys of a text. `/` separates the parts of a key's path. */
export function setIn(format: FileFormat, text: string, values: Readonly<Record<string, string>>): string {
  const assignments = Object.entries(values).map(([key, value]) => ({ keyPath: key.split('/'), value }));
  const edited = format.set(text, assignments);
  return edited.ok ? applyEdits(text, edited.edits) : `${edited.fault.code} ${edited.fault.detail}`;
}

/** Tests each case. What was changed is read back, and setting it again changes nothing. */
export function handlesCases(format: FileFormat, cases: readonly FormatCase[]): void {
  for (const [title, before, values, after] of cases) {
    it(`handles ${title}`, () => {
      assert.equal(setIn(format, before, values), after);
      if (!/^(?:notParsable|notAnObject|valueNotCarried|tooComplex) /.test(after))
        assert.equal(setIn(format, after, values), after);
    });
  }
}

/** Returns the keys and values of a text, as `a/b = value`. */
export const entriesIn = (format: FileFormat, text: string): readonly string[] =>
  format.read(text).map(({ keyPath, value }) => `${keyPath.join('/')} = ${value}`);
