/** A repeatable source of randomness, for sample data only. */
export interface SeededRandom {
  /** A number from 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** One of the items, each as likely as the others. */
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(size: number): Buffer;
}

/**
 * Makes a generator that yields the same sequence for the same seed: the mulberry32 algorithm, good enough for
 * names and dates, useless for secrets.
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
