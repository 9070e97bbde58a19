/** Whether sweeps run whole (`npm run test:exhaustive`) or as a sample (`npm test`). */
export const isExhaustive: boolean = process.env.TEST_EXHAUSTIVE === '1';

/** The share of the generated cases of a property that a sample runs. */
const SHARE = 1 / 20;

/** The seed of this run's samples. The same seed takes the same samples: `TEST_SEED=7 npm test`. */
export function testSeed(): number {
  const seed = Number(process.env.TEST_SEED);
  if (!Number.isSafeInteger(seed)) throw new Error('TEST_SEED must be an integer (see prepareRun.ts)');
  return seed;
}

/**
 * Returns how many generated cases a property runs: `whole` in an exhaustive run, else a twentieth, but at least
 * `least` (default 100) where `whole` has as many.
 */
export function caseCount(whole: number, least = 100): number {
  return isExhaustive ? whole : Math.min(whole, Math.max(least, Math.ceil(whole * SHARE)));
}

/** Mixes the bits of a number (the finalizer of MurmurHash3), so that near numbers end far apart. */
function mix(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Shuffles by the run's seed. */
function shuffle<T>(items: readonly T[]): readonly T[] {
  const seed = testSeed();
  return items
    .map((item, index) => ({ item, rank: mix(seed ^ mix(index + 1)) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/**
 * Returns all items in an exhaustive run, else a stratified sample in the items' order: `perStratum` (default 1) of each
 * stratum, chosen by the run's seed.
 */
export function sample<T>(items: readonly T[], stratumOf: (item: T) => string, perStratum = 1): readonly T[] {
  if (isExhaustive) return items;
  const taken = new Map<string, number>();
  const chosen = new Set<T>();
  for (const item of shuffle(items)) {
    const stratum = stratumOf(item);
    const count = taken.get(stratum) ?? 0;
    if (count >= perStratum) continue;
    taken.set(stratum, count + 1);
    chosen.add(item);
  }
  return items.filter(item => chosen.has(item));
}
