import type { Assignment, Edited, FileEntry, KeyPath } from './fileFormat.ts';
import { applyEdits, type TextEdit } from './textEdit.ts';

const idOf = (keyPath: KeyPath): string => keyPath.join('\0');

/** What readers find under each key: of several entries, the last one. */
const valuesOf = (entries: readonly FileEntry[]): Map<string, FileEntry> =>
  new Map(entries.map(entry => [idOf(entry.keyPath), entry]));

/** A text with what was read from it. */
export interface ReadText {
  readonly text: string;
  readonly entries: readonly FileEntry[];
}

/**
 * Lets edits through only if the edited text reads as it should: the wanted values, and every other key as before.
 * What surrounds a place (a line that goes on, a quote that is never closed) can make of an edit something else.
 */
export function verifiedEdits(
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
