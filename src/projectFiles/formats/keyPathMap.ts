import type { FileEntry, KeyPath } from './fileFormat.ts';

/** Tells whether two paths name the same key. */
export const samePath = (one: KeyPath, other: KeyPath): boolean =>
  one.length === other.length && one.every((key, depth) => key === other[depth]);

interface Branch<T> {
  readonly below: Map<string, Branch<T>>;
  value?: T;
}

/**
 * Values by key path. The paths aren't joined into texts: a file whose keys have one long parent in common would cause a
 * copy of its name for each key.
 */
export class KeyPathMap<T> {
  readonly #root: Branch<T> = { below: new Map() };

  /** Returns the value at a path; `undefined` if there is none. */
  get(path: KeyPath): T | undefined {
    let branch: Branch<T> | undefined = this.#root;
    for (const key of path) branch = branch?.below.get(key);
    return branch?.value;
  }

  /** Sets the value at a path, in place of an earlier one. */
  set(path: KeyPath, value: T): void {
    let branch = this.#root;
    for (const key of path) {
      const below: Branch<T> = branch.below.get(key) ?? { below: new Map() };
      branch.below.set(key, below);
      branch = below;
    }
    branch.value = value;
  }
}

/** Returns the entry that readers find for each key: of several, the last one. */
export function lastEntries<T extends { readonly keyPath: KeyPath }>(entries: readonly T[]): KeyPathMap<T> {
  const last = new KeyPathMap<T>();
  for (const entry of entries) last.set(entry.keyPath, entry);
  return last;
}

/** Sorts entries by the paths that they are below, and returns a function that gives those of a path. */
export function entriesBelow(
  entries: readonly FileEntry[],
  paths: readonly KeyPath[],
): (path: KeyPath) => readonly FileEntry[] {
  const depths = new Set(paths.map(({ length }) => length));
  const known = new KeyPathMap<FileEntry[]>();
  for (const path of paths) known.set(path, []);
  for (const entry of entries)
    for (const depth of depths) known.get(entry.keyPath.slice(0, depth))?.push(entry);
  return path => known.get(path) ?? [];
}
