import assert from 'node:assert/strict';
import fs from 'node:fs';
import { languageTag } from '../../../src/editor/vocabulary/words/languageTag.ts';
import {
  BUNDLES,
  type BundleName,
  fileOf,
  plainTexts,
  readBundle,
  type Texts,
  translatedLanguages,
  updateKeys,
} from '../../../tools/l10n/bundles.ts';
import { maySame } from './sameAsEnglish.ts';

const MEND = 'run “npm run l10n”';
const NAMES = Object.keys(BUNDLES) as BundleName[];

/** What has to be in a translation as it is in English: placeholders, icons, links to commands, line ends, code. */
const FIXED = /\{\d+\}|\$\([\w-]+\)|\(command:[\w.]+\)|\n|`[^`]*`|https?:\/\/(?:\w+:\w+@\w+:\w+)?|…$/g;

const fixedIn = (text: string): readonly string[] => [...text.matchAll(FIXED)].map(([found]) => found).sort();

/** Says what is wrong with a translation, a line for each text. */
function faultsOf(english: Texts, translation: Texts, language: string): readonly string[] {
  const missing = Object.keys(english).filter(key => !translation[key]);
  const surplus = Object.keys(translation).filter(key => !Object.hasOwn(english, key));
  const both = Object.entries(english).flatMap(([key, text]) => {
    const translated = translation[key];
    return translated ? [[text, translated] as const] : [];
  });
  return [
    ...missing.map(key => `not translated, ${MEND} and write it: ${key}`),
    ...surplus.map(key => `no longer in English, ${MEND}: ${key}`),
    ...both
      .filter(([text, translated]) => fixedIn(text).join() !== fixedIn(translated).join())
      .map(([text, translated]) => `placeholders, icons or links differ: ${text} / ${translated}`),
    ...both
      .filter(([text, translated]) => text === translated && !maySame(text, language))
      .map(([text]) => `the same as in English: ${text}`),
  ];
}

describe('the bundles of texts', () => {
  it('have every text of the source, as the editor’s own tool exports it', async () => {
    // a parser of its own for each file
    const exported = await BUNDLES['l10n/bundle.l10n']();
    assert.ok(Object.keys(exported).length > 600);
    assert.deepEqual(readBundle('l10n/bundle.l10n'), exported, MEND);
  });

  it('are where the manifest says, and ship', () => {
    const { l10n } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
    assert.equal(l10n, './l10n');
    const shipped = fs.readFileSync('.vscodeignore', 'utf8').split('\n');
    assert.ok(shipped.includes('!l10n/**') && shipped.includes('!package.nls*.json'));
  });

  it('are there in German', () => assert.ok(translatedLanguages().includes('de')));

  for (const language of translatedLanguages()) {
    for (const name of NAMES) {
      it(`are complete in ${language}: ${name}`, () => {
        const translation = plainTexts(readBundle(name, language));
        assert.deepEqual(faultsOf(plainTexts(readBundle(name)), translation, language), []);
        assert.ok(fs.existsSync(fileOf(name, language)));
      });
    }

    it(`say in ${language} that they are`, () => {
      const texts = plainTexts(readBundle('l10n/bundle.l10n', language));
      const tag = Object.entries(texts).find(([key]) => key.startsWith(`${languageTag()}/`));
      assert.equal(tag?.[1], language);
    });
  }
});

describe('a translation', () => {
  const english = { a: 'Opens {0}', b: 'Save', c: '$(warning) Careful' };
  const cases: readonly (readonly [why: string, translation: Texts, found: RegExp])[] = [
    ['lacks a text', { a: 'Öffnet {0}', b: 'Speichern' }, /^not translated.*: c$/],
    ['has an empty text', { a: 'Öffnet {0}', b: '', c: '$(warning) Vorsicht' }, /^not translated.*: b$/],
    [
      'lacks a placeholder',
      { a: 'Öffnet', b: 'Speichern', c: '$(warning) Vorsicht' },
      /^placeholders.*Öffnet$/,
    ],
    ['lacks an icon', { a: 'Öffnet {0}', b: 'Speichern', c: 'Vorsicht' }, /^placeholders.*Vorsicht$/],
    ['has an English text', { a: 'Öffnet {0}', b: 'Save', c: '$(warning) Vorsicht' }, /^the same.*: Save$/],
    [
      'has a text of former times',
      { a: 'Öffnet {0}', b: 'Speichern', c: '$(warning) Vorsicht', d: 'Weg' },
      /^no longer.*: d$/,
    ],
  ];
  for (const [why, translation, found] of cases) {
    it(`is faulty when it ${why}`, () => {
      const faults = faultsOf(english, translation, 'de');
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? '', found);
    });
  }

  it('is brought to the keys of today, what is new in it empty', () => {
    assert.deepEqual(updateKeys(english, { b: 'Speichern', d: 'Weg' }), { a: '', b: 'Speichern', c: '' });
  });
});
