import path from 'node:path';
import type { FileAccess } from '../fileAccess.ts';
import { decodeFile, encodeFile } from '../fileText.ts';
import { folderHolds } from '../folderHolds.ts';
import { applyEdits, lineEndOf, type TextEdit } from '../formats/textEdit.ts';
import { realPlaceOf, repositoryAround } from '../git/repositoryFolder.ts';
import type { FileChange } from './planFileChange.ts';

/**
 * Plans the change that makes Git ignore a file: one line in the nearest `.gitignore` between the file and its
 * repository, which takes precedence. If there is none, in a new one in the workspace folder, or in the repository if
 * that is inside it. No edits if the line is there already. It has no effect on a tracked file.
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
  const { text, encoding } = decodeFile(ignoreFile, before ?? Buffer.alloc(0));
  const line = ignoreLine(real, path.dirname(ignoreFile));
  const edits = holdsLine(text, line) ? [] : [appendLine(text, line)];
  const after = encodeFile({ text: applyEdits(text, edits), encoding });
  return { path: ignoreFile, before, after, edits };
}

/**
 * Returns the pattern that matches only this file: relative to the folder, special characters escaped.
 *
 * @see gitignore(5)
 */
export function ignoreLine(file: string, folder: string): string {
  const relative = path.relative(folder, file).replaceAll(path.sep, '/');
  const escaped = relative
    .replace(/[\\*?[]/g, '\\$&')
    // A pattern can't contain a line end; `?` matches any one character.
    .replace(/[\r\n]/g, '?')
    .replace(/(?<! ) +$/, blanks => '\\ '.repeat(blanks.length));
  return `/${escaped}`;
}

/** Looks no higher than the workspace folder and the repository, above which Git reads no `.gitignore`. */
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

/** Ignores lines before the last one that begins with `!`, which may include the file again. */
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
