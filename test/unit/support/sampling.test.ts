import assert from 'node:assert/strict';
import { caseCount, isExhaustive, sample, testSeed } from '../../support/runner/sampling.ts';

/** 60 items in three strata, of which one has a single item. */
const ITEMS = Array.from({ length: 60 }, (_, index) => index);
const stratumOf = (item: number): string => {
  if (item === 7) return 'single';
  return item % 2 === 0 ? 'even' : 'odd';
};

describe('a sample', () => {
  const runSeed = process.env.TEST_SEED;
  afterEach(() => {
    process.env.TEST_SEED = runSeed;
  });

  const sampleOf = (seed: number, perStratum?: number): readonly number[] => {
    process.env.TEST_SEED = String(seed);
    return sample(ITEMS, stratumOf, perStratum);
  };

  if (isExhaustive) {
    it('is everything in an exhaustive run', () => {
      assert.deepEqual(sampleOf(1), ITEMS);
      assert.equal(caseCount(10_000), 10_000);
      assert.equal(caseCount(10), 10);
    });
    return;
  }

  it('has one item of each stratum, in the order of the items', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const items = sampleOf(seed);
      assert.deepEqual(items.map(stratumOf).sort(), ['even', 'odd', 'single']);
      assert.deepEqual(
        items,
        items.toSorted((one, other) => one - other),
      );
    }
  });

  it('has the requested number of items of each stratum, or all', () => {
    const strata = sampleOf(3, 4).map(stratumOf);
    const countOf = (wanted: string) => strata.filter(stratum => stratum === wanted).length;
    assert.deepEqual(['even', 'odd', 'single'].map(countOf), [4, 4, 1]);
  });

  it('is the same for the same seed', () => assert.deepEqual(sampleOf(42), sampleOf(42)));

  it('reaches every item with some seed', () => {
    const seen = new Set(Array.from({ length: 1000 }, (_, seed) => sampleOf(seed)).flat());
    assert.equal(seen.size, ITEMS.length);
  });

  it('is empty if there are no items', () => assert.deepEqual(sample([], stratumOf), []));

  it('runs a twentieth of many cases, but not fewer than the minimum', () => {
    assert.deepEqual([caseCount(10_000), caseCount(1000), caseCount(60)], [500, 100, 60]);
    assert.deepEqual([caseCount(1000, 20), caseCount(100, 20), caseCount(10, 20)], [50, 20, 10]);
  });
});

describe('the seed of a run', () => {
  const runSeed = process.env.TEST_SEED;
  afterEach(() => {
    process.env.TEST_SEED = runSeed;
  });

  it('is the integer that was given', () => {
    process.env.TEST_SEED = '207397';
    assert.equal(testSeed(), 207_397);
  });

  for (const wrong of ['x', '1.5']) {
    it(`is not “${wrong}”`, () => {
      process.env.TEST_SEED = wrong;
      assert.throws(testSeed, /TEST_SEED must be an integer/);
    });
  }
});
