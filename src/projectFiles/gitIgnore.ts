import path from 'node:path';
import type { FileAccess } from './fileAccess.ts';
import { decodeFile, encodeFile } from './fileText.ts';
import type { FileChange } from './planFileChange.ts';
import { applyEdits, lineEndOf } from './textEdit.ts';

/** Makes the change that has git ignore a file: one line in the `.gitignore` of the workspace folder. */
export async function planIgnoring(
  file: string,
  folder: string,
  access: FileAccess,
): Promise<Pick<FileChange, 'path' | 'before' | 'after' | 'edits'>> {
  const ignoreFile = path.join(folder, '.gitignore');
  const before = await access.read(ignoreFile);
  const { text, bom } = decodeFile(ignoreFile, before ?? Buffer.alloc(0));
  const edits = lineIsThere(text, ignoreLine(file, folder))
    ? []
    : [appendLine(text, ignoreLine(file, folder))];
  return { path: ignoreFile, before, after: encodeFile({ text: applyEdits(text, edits), bom }), edits };
}

/** Writes the pattern that means this very file: from the folder on, special characters escaped (gitignore(5)). */
export function ignoreLine(file: string, folder: string): string {
  const relative = path.relative(folder, file).replaceAll(path.sep, '/');
  return `/${relative.replace(/[\\*?[]/g, '\\$&').replace(/ +$/, spaces => '\\ '.repeat(spaces.length))}`;
}

const lineIsThere = (text: string, line: string): boolean => text.split(/\r?\n/).includes(line);

function appendLine(text: string, line: string) {
  const lineEnd = lineEndOf(text);
  const atLineStart = text === '' || text.endsWith('\n');
  return {
    offset: text.length,
    length: 0,
    text: atLineStart ? `${line}${lineEnd}` : `${lineEnd}${line}${lineEnd}`,
  };
}
