/** A repeatable source of randomness, for sample data only. */
export interface SeededRandom {
  /** Returns a number from 0 to 1, without 1. */
  fraction(): number;
  /** Returns a whole number from 0 to `limit`, without `limit`. */
  below(limit: number): number;
  /** Returns one of the items, each with the same probability. */
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(size: number): Buffer;
}

/**
 * Returns a generator with the same sequence for the same seed: the algorithm mulberry32, good enough for names and dates,
 * not for secrets.
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const fraction = () => next() / 2 ** 32;
  const below = (limit: number) => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    pick: items => items[below(items.length)] ?? items[0],
    bytes(size) {
      const buffer = Buffer.alloc(size + 4);
      for (let offset = 0; offset < size; offset += 4) buffer.writeUInt32LE(next(), offset);
      return buffer.subarray(0, size);
    },
  };
}
