import assert from 'node:assert/strict';
import { applyEdits, lineEndOf, placeOf } from '../../../../src/projectFiles/formats/textEdit.ts';

describe('text edits', () => {
  it('apply in any order, and in the given order at one offset', () => {
    const edits = [
      { offset: 4, length: 1, text: 'E' },
      { offset: 0, length: 2, text: '' },
      { offset: 3, length: 0, text: '1' },
      { offset: 3, length: 0, text: '2' },
    ];
    assert.equal(applyEdits('abcde', edits), 'c12dE');
  });

  for (const edits of [
    [
      { offset: 0, length: 2, text: '' },
      { offset: 1, length: 1, text: '' },
    ],
    [{ offset: 2, length: 2, text: '' }],
  ]) {
    it(`are refused when they overlap or are outside the text: ${JSON.stringify(edits)}`, () => {
      assert.throws(() => applyEdits('abc', edits), RangeError);
    });
  }

  it('have positions that count lines and columns from 1', () => {
    assert.deepEqual(
      [0, 2, 3].map(offset => placeOf('ab\nc', offset)),
      ['line 1, column 1', 'line 1, column 3', 'line 2, column 1'],
    );
  });

  it('use the first line end of a text', () => {
    assert.deepEqual(['', 'a', 'a\nb\r\n', 'a\r\nb\n'].map(lineEndOf), ['\n', '\n', '\n', '\r\n']);
  });
});
