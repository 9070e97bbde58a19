import path from 'node:path';
import type { FileAccess } from '../fileAccess.ts';
import { decodeFile, encodeFile } from '../fileText.ts';
import { folderHolds } from '../folderHolds.ts';
import { applyEdits, lineEndOf, type TextEdit } from '../formats/textEdit.ts';
import { realPlaceOf, repositoryAround } from '../git/repositoryFolder.ts';
import type { FileChange } from './planFileChange.ts';

/**
 * Makes the change that has git ignore a file: one line in the nearest `.gitignore` between the file and its
 * repository, whose word is the last; where there is none, in a new one in the workspace folder, or in the
 * repository if that lies in it. No edits if the line stands there already. It cannot help for a tracked file.
 */
export async function planIgnoring(
  file: string,
  folder: string,
  access: FileAccess,
): Promise<Pick<FileChange, 'path' | 'before' | 'after' | 'edits'>> {
  const place = await realPlaceOf(file);
  const real = path.join(place.folder, place.relative);
  const repository = repositoryAround(place.folder);
  const ignoreFile = await chooseIgnoreFile(real, folder, repository, access);
  const before = await access.read(ignoreFile);
  const { text, bom } = decodeFile(ignoreFile, before ?? Buffer.alloc(0));
  const line = ignoreLine(real, path.dirname(ignoreFile));
  const edits = holdsLine(text, line) ? [] : [appendLine(text, line)];
  return { path: ignoreFile, before, after: encodeFile({ text: applyEdits(text, edits), bom }), edits };
}

/** Writes the pattern that means this very file: from the folder on, special characters escaped (gitignore(5)). */
export function ignoreLine(file: string, folder: string): string {
  const relative = path.relative(folder, file).replaceAll(path.sep, '/');
  const escaped = relative
    .replace(/[\\*?[]/g, '\\$&')
    // a line end cannot stand in a pattern: any one character is the closest to it
    .replace(/[\r\n]/g, '?')
    .replace(/ +$/, blanks => '\\ '.repeat(blanks.length));
  return `/${escaped}`;
}

/** Looks no further up than the repository, above which `.gitignore` has no say, and the workspace folder. */
async function chooseIgnoreFile(
  file: string,
  folder: string,
  repository: string | undefined,
  access: FileAccess,
): Promise<string> {
  const { folder: workspace } = await realPlaceOf(path.join(folder, '.gitignore'));
  const top = repository && folderHolds(workspace, repository) ? repository : workspace;
  for (let at = path.dirname(file); folderHolds(top, at); at = path.dirname(at)) {
    const found = await access.list(at);
    if (found.some(({ name, isFolder }) => name === '.gitignore' && !isFolder))
      return path.join(at, '.gitignore');
  }
  return path.join(top, '.gitignore');
}

/** A later line that begins with `!` may take the file in again. */
function holdsLine(text: string, line: string): boolean {
  const lines = text.split(/\r?\n/);
  return lines.slice(lines.findLastIndex(other => other.startsWith('!')) + 1).includes(line);
}

function appendLine(text: string, line: string): TextEdit {
  const lineEnd = lineEndOf(text);
  const atLineStart = text === '' || text.endsWith('\n');
  return {
    offset: text.length,
    length: 0,
    text: atLineStart ? `${line}${lineEnd}` : `${lineEnd}${line}${lineEnd}`,
  };
}
