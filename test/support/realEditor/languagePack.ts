import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Lets the editor run in a language, as an installed language pack does, but without a translation of its own texts: these
 * stay English, so that they are found by the same names, and what is in the language is what extensions bring
 * along.
 */
export function installLanguagePack(
  language: string,
  extensionsFolder: string,
  userDataFolder: string,
): void {
  const identity = { name: `language-pack-${language}`, publisher: 'tests', version: '1.0.0' };
  const id = `${identity.publisher}.${identity.name}`;
  const folder = path.join(extensionsFolder, `${id}-${identity.version}`);
  const texts = path.join(folder, 'main.i18n.json');
  const translations = [{ id: 'vscode', path: `./${path.basename(texts)}` }];
  const localization = { languageId: language, languageName: language, localizedLanguageName: language };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({
      ...identity,
      engines: { vscode: '*' },
      contributes: { localizations: [{ ...localization, translations }] },
    }),
  );
  fs.writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  // the editor writes this file when it installs a pack, not when it finds one
  fs.writeFileSync(
    path.join(userDataFolder, 'languagepacks.json'),
    JSON.stringify({
      [language]: {
        hash: createHash('md5').update(id).update(identity.version).digest('hex'),
        extensions: [{ extensionIdentifier: { id }, version: identity.version }],
        translations: { vscode: texts },
        label: language,
      },
    }),
  );
}
