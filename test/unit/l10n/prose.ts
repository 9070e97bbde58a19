import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../support/folders/projectFolders.ts';

/** A text that a person reads, and where it is. */
export interface Prose {
  /** A file and a line, or a bundle and a key. */
  readonly where: string;
  readonly text: string;
}

/** The documents that users and contributors read. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...fs.globSync('docs/*.md', { cwd: projectRoot }).sort(),
];

/** Code, which has names of its own: fenced and inline, and attributes of pictures other than their description. */
const CODE = /`[^`]*`|\b(?:src|width|height|href)="[^"]*"/g;

/** A heading, a list item, a quote or a table row. */
const STARTS_ANEW = /^\s*(?:[-*|#>]|\d+\. )/;

/** The target of a link. */
const TARGET = /\]\([^)]*\)/g;

/**
 * Returns the prose of a Markdown text by paragraph, table row or list item, on one line each, without code and the targets of
 * links.
 */
export function proseOf(markdown: string, file: string): readonly Prose[] {
  const found: { readonly line: number; text: string }[] = [];
  let goesOn = false;
  for (const [index, line] of withoutFences(markdown).entries()) {
    const last = found.at(-1);
    if (goesOn && last && !STARTS_ANEW.test(line) && line.trim() !== '') last.text += ` ${line.trim()}`;
    else if (line.trim() !== '') found.push({ line: index + 1, text: line.trim() });
    goesOn = line.trim() !== '' && !line.startsWith('#');
  }
  return found.map(({ line, text }) => ({
    where: `${file}:${line}`,
    text: text.replaceAll(CODE, '`…`').replaceAll(TARGET, ']'),
  }));
}

/** Returns the lines of a Markdown text, those of fenced code empty. */
function withoutFences(markdown: string): readonly string[] {
  let inside = false;
  return markdown.split('\n').map(line => {
    const isFence = /^\s*```/.test(line);
    if (isFence) inside = !inside;
    return isFence || inside ? '' : line;
  });
}

/** Returns the prose of the documents. */
export const proseOfDocuments = (): readonly Prose[] =>
  DOCUMENTS.flatMap(file => proseOf(fs.readFileSync(path.join(projectRoot, file), 'utf8'), file));
