import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findGrowth } from '../../support/growth.ts';
import { caseCount } from '../../support/runner/sampling.ts';
import { formatScanners } from './formatScanners.ts';
import { OTHER_SCANNERS } from './otherScanners.ts';
import { textOf, worstCase } from './worstCase.ts';

/** Characters of the largest texts: larger files are data, which the index leaves out. */
const LARGEST = 256 * 1024;

const scanners = [...(await formatScanners()), ...OTHER_SCANNERS];

describe('the time that a hostile text takes', () => {
  for (const { name, alphabet, known, run } of scanners) {
    it(`is at most twice as long for twice the text: ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(worstCase(alphabet), async worst => {
          const make = (size: number) => textOf(worst, size);
          assert.equal(await findGrowth({ make, run, largest: LARGEST }), undefined);
        }),
        // Making a failed case smaller would take as long as the case itself, many times.
        {
          numRuns: known.length + caseCount(200, 10),
          examples: known.map(worst => [worst]),
          endOnFailure: true,
        },
      );
    });
  }
});
