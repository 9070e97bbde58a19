import type { FileEntry, FileFormat, KeyPath } from './fileFormat.ts';
import { samePath } from './keyPathMap.ts';

/**
 * Returns the entry of a key, of several the last one: of the same spelling, else of another one that readers take for the same
 * key (`clientsecret` and `ClientSecret` in INI).
 */
export function entryAt<Entry extends FileEntry>(
  { foldings = [] }: Pick<FileFormat, 'foldings'>,
  entries: readonly Entry[],
  keyPath: KeyPath,
): Entry | undefined {
  const exact = entries.findLast(entry => samePath(entry.keyPath, keyPath));
  if (exact) return exact;
  for (const fold of foldings) {
    const wanted = fold(keyPath);
    const found = entries.findLast(entry => samePath(fold(entry.keyPath), wanted));
    if (found) return found;
  }
  return undefined;
}
