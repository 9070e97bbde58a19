// `npm run l10n`: exports the texts of the source, and brings every translation to the same keys: what is gone is taken
// out, what is new stands in it empty, and is listed. `npm run l10n -- fr` begins a language.
import fs from 'node:fs';
import {
  BUNDLES,
  type BundleName,
  fileOf,
  filledUp,
  plainTexts,
  readBundle,
  translatedLanguages,
} from './bundles.ts';

const write = (file: string, texts: object): void =>
  fs.writeFileSync(file, `${JSON.stringify(texts, null, 2)}\n`);

async function main(begun: readonly string[]): Promise<void> {
  const languages = [...new Set([...translatedLanguages(), ...begun])];
  for (const [name, read] of Object.entries(BUNDLES) as [BundleName, () => Promise<object>][]) {
    const english = (await read()) as Awaited<ReturnType<(typeof BUNDLES)[BundleName]>>;
    if (name !== 'package.nls') write(fileOf(name), english);
    for (const language of languages) {
      const filled = filledUp(plainTexts(english), plainTexts(readBundle(name, language)));
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
