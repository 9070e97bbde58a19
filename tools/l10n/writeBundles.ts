// `npm run l10n`: exports the texts of the source and updates the keys of every translation: removes old ones, adds new ones
// with an empty text, and lists these. `npm run l10n -- fr` starts a new language.
import fs from 'node:fs';
import {
  BUNDLES,
  type BundleName,
  fileOf,
  plainTexts,
  readBundle,
  translatedLanguages,
  updateKeys,
} from './bundles.ts';

const write = (file: string, texts: object): void =>
  fs.writeFileSync(file, `${JSON.stringify(texts, null, 2)}\n`);

async function main(begun: readonly string[]): Promise<void> {
  const languages = [...new Set([...translatedLanguages(), ...begun])];
  for (const [name, read] of Object.entries(BUNDLES) as [BundleName, () => Promise<object>][]) {
    const english = (await read()) as Awaited<ReturnType<(typeof BUNDLES)[BundleName]>>;
    if (name !== 'package.nls') write(fileOf(name), english);
    for (const language of languages) {
      const filled = updateKeys(plainTexts(english), plainTexts(readBundle(name, language)));
      write(fileOf(name, language), filled);
      const missing = Object.keys(filled).filter(key => filled[key] === '');
      process.stdout.write(
        `${name}.${language}.json: ${missing.length} of ${Object.keys(filled).length} to write\n`,
      );
      for (const key of missing) process.stdout.write(`  ${JSON.stringify(key)}\n`);
    }
  }
}

await main(process.argv.slice(2));
