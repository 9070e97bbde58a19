import assert from 'node:assert/strict';
import { splitArguments } from '../../../src/externalStores/splitArguments.ts';

describe('splitArguments', () => {
  for (const [written, expected] of [
    ['', []],
    ['  a  b ', ['a', 'b']],
    ['put "two words" \'one $x\'', ['put', 'two words', 'one $x']],
    ['"say \\"hi\\"" \\n', ['say "hi"', '\\n']],
    ['$(id) `id` ; | > x', ['$(id)', '`id`', ';', '|', '>', 'x']],
    ['""', ['']],
    ['"open', undefined],
    ["it's", undefined],
  ] as const) {
    it(`splits ${JSON.stringify(written)}`, () => assert.deepEqual(splitArguments(written), expected));
  }
});
