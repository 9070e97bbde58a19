import type { Assignment, Edited, FileEntry, KeyPath } from './fileFormat.ts';
import { lastEntries, samePath } from './keyPathMap.ts';
import { applyEdits, type TextEdit } from './textEdit.ts';

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
  const expected = [...entries, ...assignments];
  const present = read(applyEdits(text, edits));
  const [wanted, found] = [lastEntries<FileEntry>(expected), lastEntries(present)];
  for (const { keyPath } of [...expected, ...present]) {
    if (wanted.get(keyPath)?.value !== found.get(keyPath)?.value)
      return { ok: false, fault: { code: 'valueNotCarried', detail: keyOf(keyPath, assignments) } };
  }
  return { ok: true, edits };
}

/** Returns the key that a fault is about: where another key would change, that is why the first of these can't be written. */
function keyOf(changed: KeyPath, assignments: readonly Assignment[]): string {
  const own = assignments.find(({ keyPath }) => samePath(keyPath, changed)) ?? assignments[0];
  return (own?.keyPath ?? changed).join('.');
}
