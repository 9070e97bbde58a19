import fs from 'node:fs';
import path from 'node:path';
import { BUNDLES, type BundleName, plainTexts, readBundle } from '../../../tools/l10n/bundles.ts';
import { projectRoot } from '../../support/folders/projectFolders.ts';

/** A text that people read. */
export interface ShownText {
  /** Where it is: the name of its file, with the line in a document. */
  readonly at: string;
  /** The text, without code and without targets of links. */
  readonly text: string;
}

/** The documents of the project, relative to its root. */
export const documents = (): readonly string[] =>
  fs.globSync(['*.md', 'docs/*.md'], { cwd: projectRoot }).sort();

/** Fenced blocks, code, targets of links and pictures, tags, and addresses: they aren't language. */
const CODE = /```[\s\S]*?```|`[^`]*`|\]\([^)]*\)|<[^>]*>|https?:\/\/\S+/g;

/** Replaces code by nothing but its line ends, so that lines keep their numbers. */
const withoutCode = (text: string): string => text.replace(CODE, code => code.replace(/[^\n]/g, ''));

/** Returns the texts of both bundles of a language; default: English. */
export function bundleTexts(language?: string): readonly ShownText[] {
  return (Object.keys(BUNDLES) as BundleName[]).flatMap(name =>
    Object.values(plainTexts(readBundle(name, language))).map(text => ({
      at: path.basename(name),
      text: withoutCode(text),
    })),
  );
}

/** Returns the paragraphs of the documents, because a term can be broken across two lines. */
export function documentTexts(): readonly ShownText[] {
  return documents().flatMap(name => {
    const lines = withoutCode(fs.readFileSync(path.join(projectRoot, name), 'utf8')).split('\n');
    return paragraphs(lines).map(({ from, text }) => ({ at: `${name}:${from}`, text }));
  });
}

/** Joins the lines of each paragraph, item, or row. Lines are counted from 1. */
function paragraphs(lines: readonly string[]): readonly { from: number; text: string }[] {
  const found: { from: number; text: string }[] = [];
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const last = found.at(-1);
    if (isOpen && last && text !== '' && !/^(?:[-*|#>]|\d+\.) ?/.test(text)) last.text += ` ${text}`;
    else if (text !== '') found.push({ from: index + 1, text });
    isOpen = text !== '';
  }
  return found;
}
