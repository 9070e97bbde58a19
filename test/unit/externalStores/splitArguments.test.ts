import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinArguments, splitArguments } from '../../../src/externalStores/splitArguments.ts';

describe('splitArguments', () => {
  for (const [written, expected] of [
    ['', []],
    ['  a\t b ', ['a', 'b']],
    ['put "two words" \'one $x\'', ['put', 'two words', 'one $x']],
    ['$(id) `id` ; | > x', ['$(id)', '`id`', ';', '|', '>', 'x']],
    ['""', ['']],
    ["'' a", ['', 'a']],
    // Backslashes stand for themselves, on every platform.
    [String.raw`--file "C:\Program Files\x"`, ['--file', String.raw`C:\Program Files\x`]],
    [
      String.raw`C:\tools\new "\\server\share\a b"`,
      [String.raw`C:\tools\new`, String.raw`\\server\share\a b`],
    ],
    [String.raw`'C:\a b\' x`, ['C:\\a b\\', 'x']],
    [String.raw`"C:\Program Files\\" x`, ['C:\\Program Files\\', 'x']],
    [String.raw`\n a\ b`, [String.raw`\n`, 'a\\', 'b']],
    // Except before a double quotation mark.
    [String.raw`"say \"hi\""`, ['say "hi"']],
    [String.raw`\"a\" \\"b c\\\""`, ['"a"', String.raw`\b c\"`]],
    // Quotation marks begin and end anywhere.
    ['--name="two words"', ['--name=two words']],
    [`--name='two "words"'end`, ['--name=two "words"end']],
    [`a"b"'c'd`, ['abcd']],
  ] as const) {
    it(`splits ${JSON.stringify(written)}`, () =>
      assert.deepEqual(splitArguments(written), { args: expected }));
  }

  for (const [written, at, character] of [
    ['"open', 1, '"'],
    ["it's", 3, "'"],
    ['a --name="b c', 10, '"'],
    [String.raw`"C:\dir\"`, 1, '"'],
    ['a \'b" c', 3, "'"],
  ] as const) {
    it(`says which quotation mark of ${JSON.stringify(written)} is never closed`, () => {
      assert.deepEqual(splitArguments(written), { fault: { kind: 'unclosed', at, character } });
    });
  }

  it('refuses characters that no argument can have', () => {
    for (const [written, at] of [
      ['a\0b', 2],
      ['ab\n', 3],
    ] as const)
      assert.equal(splitArguments(written).fault?.at, at);
  });

  it('returns what joinArguments has written', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', ' ', '\\', '"', "'", '=', 'ü'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(argument), args => {
        assert.deepEqual(splitArguments(joinArguments(args)), { args });
      }),
      { numRuns: 2000 },
    );
  });
});
