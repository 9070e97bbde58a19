import type { FileEntry, KeyPath } from '../../formats/fileFormat.ts';
import { KeyPathMap } from '../../formats/keyPathMap.ts';
import { plainName } from '../fieldNames.ts';
import type { OwnKeys } from './halves.ts';

/** A key of an object. */
interface KeyOfObject {
  readonly key: string;
  /** The key in lower case and without punctuation. */
  readonly plain: string;
  readonly value: string;
}

/** All keys of each object. */
export class Objects {
  readonly #keys = new KeyPathMap<KeyOfObject[]>();
  /** The objects whose keys are in the order of their plain names, so that those with a prefix are found without the others. */
  readonly #sorted = new WeakSet<KeyOfObject[]>();

  constructor(entries: readonly FileEntry[]) {
    for (const { keyPath, value } of entries) {
      const object = keyPath.slice(0, -1);
      const inside = this.#keys.get(object) ?? [];
      if (inside.length === 0) this.#keys.set(object, inside);
      const key = keyPath.at(-1) ?? '';
      inside.push({ key, plain: plainName(key), value });
    }
  }

  /** Returns the keys of an object that begin with a prefix, without it, in lower case and without punctuation. */
  keysOf({ object, prefix }: Pick<OwnKeys, 'object' | 'prefix'>) {
    const keys = this.#sortedKeys(object);
    const found: { readonly key: string; readonly name: string; readonly value: string }[] = [];
    for (let at = firstFrom(keys, prefix); keys[at]?.plain.startsWith(prefix); at += 1) {
      const { key, plain, value } = keys[at] as KeyOfObject;
      found.push({ key, name: plain.slice(prefix.length), value });
    }
    return found;
  }

  #sortedKeys(object: KeyPath): readonly KeyOfObject[] {
    const keys = this.#keys.get(object) ?? [];
    if (!this.#sorted.has(keys)) keys.sort((one, other) => compare(one.plain, other.plain));
    this.#sorted.add(keys);
    return keys;
  }
}

/** Compares by UTF-16 code units, so that names with the same beginning are next to each other. */
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Returns the index of the first key whose plain name isn't before a text. */
function firstFrom(keys: readonly KeyOfObject[], text: string): number {
  let from = 0;
  let to = keys.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((keys[middle] as KeyOfObject).plain < text) from = middle + 1;
    else to = middle;
  }
  return from;
}
