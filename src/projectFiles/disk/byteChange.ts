/** The change of a file's bytes. */
export interface ByteChange {
  /** Absolute path. */
  readonly path: string;
  /** The bytes of the file when the change was planned; `undefined` for a new file. */
  readonly before: Buffer | undefined;
  /** The bytes after the change. */
  readonly after: Buffer;
}

/** The part of a file that a change overwrites: from one offset up to another one, and what follows where lengths differ. */
export interface ChangedRange {
  readonly from: number;
  readonly to: number;
}

/** Returns the part that differs; its end is in the new bytes. */
export function changedRange(before: Buffer, after: Buffer): ChangedRange {
  const shared = Math.min(before.length, after.length);
  let from = 0;
  while (from < shared && before[from] === after[from]) from += 1;
  let to = after.length;
  if (before.length === after.length) while (to > from && before[to - 1] === after[to - 1]) to -= 1;
  return { from, to };
}
