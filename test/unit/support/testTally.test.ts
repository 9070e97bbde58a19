import assert from 'node:assert/strict';
import { addTallies, tallyLine, tallyStage } from '../../support/runner/testTally.ts';

describe('the count of a test run', () => {
  const good = { passed: 3, failed: 0, skipped: 1 };
  const cases = [
    { name: 'takes what the tests say', end: { code: 0, result: good }, failed: 0 },
    {
      name: 'takes the failures that the tests say',
      end: { code: 1, result: { ...good, failed: 2 } },
      failed: 2,
    },
    { name: 'fails a stage that left no result', end: { code: 0, result: undefined }, failed: 1 },
    { name: 'fails a stage that was killed', end: { code: null, result: undefined }, failed: 1 },
    { name: 'fails a stage that crashed after its tests', end: { code: 7, result: good }, failed: 1 },
    {
      name: 'fails a stage without tests',
      end: { code: 0, result: { passed: 0, failed: 0, skipped: 0 } },
      failed: 1,
    },
  ];
  for (const { name, end, failed } of cases) {
    it(name, () => assert.equal(tallyStage(end).failed, failed));
  }

  it('adds up stages and prints one line', () => {
    const sum = addTallies([good, { passed: 2, failed: 1, skipped: 0 }]);
    assert.equal(tallyLine(sum), '5 passed, 1 failed, 1 skipped');
    assert.equal(tallyLine({ ...sum, skipped: 0 }), '5 passed, 1 failed');
  });
});
