import type { Assignment, Edited, FileEntry, KeyPath } from './fileFormat.ts';
import { applyEdits, type TextEdit } from './textEdit.ts';

const idOf = (keyPath: KeyPath): string => keyPath.join('\0');

/** Returns the entry that readers find for each key: of several, the last one. */
const valuesOf = (entries: readonly FileEntry[]): Map<string, FileEntry> =>
  new Map(entries.map(entry => [idOf(entry.keyPath), entry]));

/** A text and its entries. */
export interface ReadText {
  readonly text: string;
  readonly entries: readonly FileEntry[];
}

/**
 * Returns the edits only if the edited text has the new values, and all other keys as before; otherwise a fault. Text around
 * an edit (a continued line, an unclosed quote) can change what readers make of it.
 */
export function verifyEdits(
  read: (text: string) => readonly FileEntry[],
  { text, entries }: ReadText,
  assignments: readonly Assignment[],
  edits: readonly TextEdit[],
): Edited {
  const wanted = valuesOf([...entries, ...assignments]);
  const found = valuesOf(read(applyEdits(text, edits)));
  for (const id of new Set([...wanted.keys(), ...found.keys()])) {
    const keyPath = (wanted.get(id) ?? found.get(id))?.keyPath ?? [];
    if (wanted.get(id)?.value !== found.get(id)?.value)
      return { ok: false, fault: { code: 'valueNotCarried', detail: keyPath.join('.') } };
  }
  return { ok: true, edits };
}
