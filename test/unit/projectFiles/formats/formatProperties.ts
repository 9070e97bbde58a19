import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileFormat, KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { caseCount } from '../../../support/runner/sampling.ts';

/** Number of documents for each property. */
const DOCUMENTS = caseCount(10_000);

/** Generates documents of a format, and the keys and values to set in them. */
export interface FormatCase {
  readonly format: FileFormat;
  readonly document: fc.Arbitrary<string>;
  readonly keyPath: fc.Arbitrary<KeyPath>;
}

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.stringMatching(/^[ -~]{0,24}$/),
  fc.constantFrom(
    '',
    'yes',
    '1e5',
    "it's",
    '"',
    '#x',
    'a: b',
    '$HOME',
    '%s',
    'a\nb',
    '\\',
    ' x ',
    'ü',
    'null',
  ),
);

const read = (format: FileFormat, text: string, keyPath: KeyPath): string | undefined =>
  format.read(text).findLast(entry => entry.keyPath.join('\0') === keyPath.join('\0'))?.value;

/** Returns the keys and values of a text, without their positions. */
export const textsIn = (format: FileFormat, text: string) =>
  format.read(text).map(({ keyPath, value }) => ({ keyPath, value }));

/** Tests with generated documents what every format promises. */
export function holdsForDocuments({ format, document, keyPath }: FormatCase): void {
  const assignments = fc.uniqueArray(fc.record({ keyPath, value }), {
    minLength: 1,
    maxLength: 3,
    selector: each => each.keyPath.join('\0'),
  });

  it('sets keys, changes nothing else, and plans no edits the second time', () => {
    let edited = 0;
    fc.assert(
      fc.property(document, assignments, (text, wanted) => {
        const result = format.set(text, wanted);
        if (!result.ok) return;
        edited += 1;
        const after = applyEdits(text, result.edits);
        for (const each of wanted) assert.equal(read(format, after, each.keyPath), each.value);
        // A key without a value may get keys below it.
        const isWanted = (path: KeyPath) =>
          wanted.some(each => `${each.keyPath.join('\0')}\0`.startsWith(`${path.join('\0')}\0`));
        const others = (document: string) =>
          textsIn(format, document).filter(each => !isWanted(each.keyPath));
        assert.deepEqual(others(after), others(text));
        assert.deepEqual(format.set(after, wanted), { ok: true, edits: [] });
        assert.equal(undo(text, after, result.edits), text);
      }),
      { numRuns: DOCUMENTS },
    );
    // The property says little unless most documents can be edited.
    assert.ok(edited > DOCUMENTS / 4, `${edited} documents were edited`);
  });
}

/** Tests that the position of each entry encloses its value and nothing else of another one. */
export function positionsHold({ format, document }: Pick<FormatCase, 'format' | 'document'>): void {
  it('tells where the values are written', () => {
    fc.assert(
      fc.property(document, text => {
        const entries = format.read(text).toSorted((one, other) => one.offset - other.offset);
        let end = 0;
        for (const { offset, length, value: found } of entries) {
          assert.ok(offset >= end && offset + length <= text.length, `${offset}, ${length}`);
          const written = text.slice(offset, offset + length);
          // With escapes it is spelled differently.
          if (/^[\w-]+$/.test(found) && !written.includes('\\')) assert.ok(written.includes(found));
          end = offset + length;
        }
      }),
      { numRuns: DOCUMENTS },
    );
  });
}

/** Undoes the edits in the edited text. */
function undo(before: string, after: string, edits: Parameters<typeof applyEdits>[1]): string {
  let shift = 0;
  const back = edits
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, length, text }) => {
      const edit = {
        offset: offset + shift,
        length: text.length,
        text: before.slice(offset, offset + length),
      };
      shift += text.length - length;
      return edit;
    });
  return applyEdits(after, back);
}
