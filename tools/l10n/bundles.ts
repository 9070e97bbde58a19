import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson, type l10nJsonFormat } from '@vscode/l10n-dev';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';
import { isExhaustive } from '../../test/support/runner/sampling.ts';

/** Source files that the exporter reads as one; in an exhaustive run of the tests, each is read alone. */
const FILES_AT_ONCE = isExhaustive ? 1 : 20;

/** Texts of one language by key: the English text, or the name in the manifest. Missing translations are empty. */
export type Texts = Readonly<Record<string, string>>;

/** The bundles of a language: the texts of the source, and those of the manifest. */
export type BundleName = 'l10n/bundle.l10n' | 'package.nls';

/** Both bundles, with the source of their English texts. */
export const BUNDLES: Readonly<Record<BundleName, () => Promise<l10nJsonFormat>>> = {
  'l10n/bundle.l10n': exportedTexts,
  'package.nls': async () => JSON.parse(fs.readFileSync(fileOf('package.nls'), 'utf8')),
};

/** Returns the file of a bundle; default language: English. */
export function fileOf(bundle: BundleName, language?: string): string {
  return path.join(projectRoot, language ? `${bundle}.${language}.json` : `${bundle}.json`);
}

/** Reads a bundle from disk; a missing one is empty. */
export function readBundle(bundle: BundleName, language?: string): l10nJsonFormat {
  const file = fileOf(bundle, language);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

/**
 * Exports the texts of the source with the editor's own tool, sorted so that merges are easy. The tool creates a parser for
 * each file, which takes longer than parsing, so it gets a few large files, and none without texts.
 */
async function exportedTexts(): Promise<l10nJsonFormat> {
  const names = fs.globSync('src/{extension.ts,editor/**/*.ts}', { cwd: projectRoot }).sort();
  const sources = names
    .map(name => fs.readFileSync(path.join(projectRoot, name), 'utf8'))
    .filter(text => text.includes('l10n'));
  const files = Array.from({ length: Math.ceil(sources.length / FILES_AT_ONCE) }, (_, index) => ({
    extension: '.ts',
    contents: sources.slice(index * FILES_AT_ONCE, (index + 1) * FILES_AT_ONCE).join('\n'),
  }));
  const texts = await getL10nJson(files);
  return Object.fromEntries(Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Returns the texts of a bundle without comments for translators. */
export function plainTexts(bundle: l10nJsonFormat): Texts {
  return Object.fromEntries(
    Object.entries(bundle).map(([key, text]) => [key, typeof text === 'string' ? text : text.message]),
  );
}

/** Returns the languages with a bundle, without English. */
export function translatedLanguages(): readonly string[] {
  const names = fs.globSync(['l10n/bundle.l10n.*.json', 'package.nls.*.json'], { cwd: projectRoot });
  const languages = names.flatMap(name => /\.(?:l10n|nls)\.([\w-]+)\.json$/.exec(name)?.[1] ?? []);
  return [...new Set(languages)].sort();
}

/** Returns a translation with the keys of the English texts, in their order. New texts are empty. */
export function updateKeys(english: Texts, translation: Texts): Texts {
  return Object.fromEntries(Object.keys(english).map(key => [key, translation[key] ?? '']));
}
