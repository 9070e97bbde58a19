import type { Assignment, Edited, FileEntry } from './fileFormat.ts';
import { lastEntries } from './keyPathMap.ts';
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
      return { ok: false, fault: { code: 'valueNotCarried', detail: keyPath.join('.') } };
  }
  return { ok: true, edits };
}
