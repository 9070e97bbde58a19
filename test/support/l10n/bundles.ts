import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson, type l10nJsonFormat } from '@vscode/l10n-dev';
import { projectRoot } from '../projectFolders.ts';

/** Texts of one language by key: the English text, or the name in the manifest. An empty one is yet to be written. */
export type Texts = Readonly<Record<string, string>>;

/** Where the texts of a language stand: those of the source, and those of the manifest. */
export type BundleName = 'l10n/bundle.l10n' | 'package.nls';

/** Both, and how each gets its English texts. */
export const BUNDLES: Readonly<Record<BundleName, () => Promise<l10nJsonFormat>>> = {
  'l10n/bundle.l10n': exportedTexts,
  'package.nls': async () => JSON.parse(fs.readFileSync(fileOf('package.nls'), 'utf8')),
};

/** The file of a bundle; without a language the English one. */
export function fileOf(bundle: BundleName, language?: string): string {
  return path.join(projectRoot, language ? `${bundle}.${language}.json` : `${bundle}.json`);
}

/** Reads a bundle as it stands on disk; none there is an empty one. */
export function readBundle(bundle: BundleName, language?: string): l10nJsonFormat {
  const file = fileOf(bundle, language);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

/** Exports the texts of the source with the editor's own tool, in an order that a merge keeps. */
async function exportedTexts(): Promise<l10nJsonFormat> {
  const names = fs.globSync('src/{extension.ts,editor/**/*.ts}', { cwd: projectRoot }).sort();
  const files = names.map(name => ({
    extension: '.ts',
    contents: fs.readFileSync(path.join(projectRoot, name), 'utf8'),
  }));
  const texts = await getL10nJson(files);
  return Object.fromEntries(Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The texts of a bundle without what is said to translators. */
export function plainTexts(bundle: l10nJsonFormat): Texts {
  return Object.fromEntries(
    Object.entries(bundle).map(([key, text]) => [key, typeof text === 'string' ? text : text.message]),
  );
}

/** Languages that have a bundle, beside English. */
export function translatedLanguages(): readonly string[] {
  const names = fs.globSync(['l10n/bundle.l10n.*.json', 'package.nls.*.json'], { cwd: projectRoot });
  const languages = names.flatMap(name => /\.(?:l10n|nls)\.([\w-]+)\.json$/.exec(name)?.[1] ?? []);
  return [...new Set(languages)].sort();
}

/** A translation with exactly the keys of the English texts, in their order; what is new in it is empty. */
export function filledUp(english: Texts, translation: Texts): Texts {
  return Object.fromEntries(Object.keys(english).map(key => [key, translation[key] ?? '']));
}
