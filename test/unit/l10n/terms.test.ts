import assert from 'node:assert/strict';
import { BUNDLES, type BundleName, plainTexts, readBundle } from '../../../tools/l10n/bundles.ts';
import { type Prose, proseOf, proseOfDocuments } from './prose.ts';
import { ENGLISH_TERMS, GERMAN_TERMS, RIGHT_WORDINGS, type Term } from './terms.ts';

/** Texts of the windows, which include those of the walkthrough. */
const textsOfBundles = (language?: string): readonly Prose[] =>
  (Object.keys(BUNDLES) as BundleName[]).flatMap(name =>
    Object.entries(plainTexts(readBundle(name, language))).map(([key, text]) => ({
      where: `${name} ${key === text ? '' : key}`.trim(),
      text,
    })),
  );

const withoutRightWordings = (text: string): string =>
  RIGHT_WORDINGS.reduce((rest, { text: right }) => rest.replaceAll(right, '…'), text);

/** Returns a line for each text that has a word that is not ours. */
function foundIn(texts: readonly Prose[], terms: readonly Term[]): readonly string[] {
  return texts.flatMap(({ where, text }) => {
    const checked = withoutRightWordings(text);
    return terms.flatMap(({ wrong, right }) => {
      const found = wrong.exec(checked);
      return found ? [`“${found[0]}” is not ours, write “${right}”: ${where}: ${text}`] : [];
    });
  });
}

const EVERYWHERE = ENGLISH_TERMS.filter(({ scope }) => scope === 'everywhere');

describe('the words of this project', () => {
  it('are used in the windows', () => assert.deepEqual(foundIn(textsOfBundles(), ENGLISH_TERMS), []));

  it('are used in the documents', () => assert.deepEqual(foundIn(proseOfDocuments(), EVERYWHERE), []));

  it('are used in German', () => assert.deepEqual(foundIn(textsOfBundles('de'), GERMAN_TERMS), []));

  it('have no exception that nothing needs', () => {
    const texts = [...textsOfBundles(), ...textsOfBundles('de'), ...proseOfDocuments()];
    const unused = RIGHT_WORDINGS.filter(
      ({ text: right, why }) => why === '' || !texts.some(({ text }) => text.includes(right)),
    );
    assert.deepEqual(unused, []);
  });
});

describe('a word that is not ours', () => {
  /** Sentences of the first version and of the specification of the language, with what is wrong in each. */
  const sentences: readonly (readonly [sentence: string, wrong: string])[] = [
    ['It works no more.', 'no more'],
    ['The service does not accept it any more.', 'any more'],
    ['Expiry of client secrets', 'Expiry'],
    ['Nothing to mend was found.', 'mend'],
    ['Secrets that expire one day: 87.', 'one day'],
    ['The keyring of this machine did not take the secret.', 'keyring'],
    ['Then see to the service.', 'see to'],
    ['Kept in SecretStorage.', 'SecretStorage'],
    ['2 secrets, kept here', 'kept here'],
    ['The kept value is another.', 'kept value'],
    ['Somebody else has changed it.', 'Somebody'],
    ['Nobody misses it.', 'Nobody'],
    ['You may not create clients.', 'may not'],
    ['It is not permitted to list clients.', 'permitted to'],
    ['Copy Client Id', 'Client Id'],
    ['Name or id', 'id'],
    ['the secret #{0}', '#{0'],
    ['Secret #5', '#5'],
    ['3 places have it.', 'places'],
    ['Choose a destination.', 'destination'],
    ['The value stands in .env.', 'stands in'],
    ['It was deleted in the end.', 'in the end'],
    ['As suggested', 'As suggested'],
    ['Choose everything…', 'Choose everything'],
    ['Brings the new secret to all files.', 'Brings'],
    ['Go over to the global address', 'Go over to'],
    ['The rotation has not come to its end.', 'come to its end'],
    ['Go On Without It', 'Go On'],
    ['Take back the change', 'Take back'],
    ['Its value is taken out of the file.', 'taken out'],
    ['Forget It', 'Forget'],
    ['Puts the old secret back into all files.', 'Puts the old'],
    ['Change it by hand then.', 'by hand'],
    ['Delete it at once', 'at once'],
    ['A secret that leaks works for ever.', 'for ever'],
    ['The role was changed meanwhile.', 'meanwhile'],
    ['Who has the secret may do everything.', 'Who has'],
    ['It comes from elsewhere.', 'comes from elsewhere'],
    ['not advised', 'advised'],
    ['git does not ignore it.', 'git'],
    ['Give it the role Tenant Administrator.', 'the role Tenant'],
    ['We could not find the client.', 'We'],
    ['The file cannot be read.', 'cannot'],
    ['The file is not read.', 'is not'],
    ['Cancelled.', 'Cancelled'],
    ['The client doesn’t exist.', '’'],
    ['It works — for now.', '—'],
    ['Reading...', '...'],
    ['It works!', '!'],
    ['Log in again.', 'Log in'],
  ];
  for (const [sentence, wrong] of sentences) {
    it(`is found in “${sentence}”`, () => {
      const found = foundIn([{ where: 'here', text: sentence }], ENGLISH_TERMS);
      assert.ok(
        found.some(line => line.startsWith(`“${wrong}`)),
        found.join('\n'),
      );
    });
  }

  it('is found in German', () => {
    const wrong = ['Das Geheimnis wird gespeichert.', 'Client-Id kopieren', 'Das haben wir geändert.'];
    for (const text of wrong) assert.equal(foundIn([{ where: '', text }], GERMAN_TERMS).length, 1, text);
  });

  const right = [
    'The secret can be used no more than twice.',
    'The new secret replaces the old one in place.',
    'Secrets are in secret storage. On Linux, check that gnome-keyring is running.',
    'A token is valid for one day. 32 files are read at once.',
    'The old secret is kept.',
    'It took 20–26 ms.',
    'Sign in with your client ID. No secret has expired.',
  ];
  for (const sentence of right) {
    it(`is not found in “${sentence}”`, () =>
      assert.deepEqual(foundIn([{ where: '', text: sentence }], ENGLISH_TERMS), []));
  }
});

describe('the prose of a document', () => {
  it('has the sentences over several lines, without code and the targets of links', () => {
    const markdown = [
      '# Title',
      'It works no',
      'more, see [this](docs/any-more.md) and `any more`.',
      '',
      '```',
      'any more',
      '```',
      '- one',
      '  and the rest',
      '- two',
      '| a | b |',
    ].join('\n');
    assert.deepEqual(proseOf(markdown, 'x.md'), [
      { where: 'x.md:1', text: '# Title' },
      { where: 'x.md:2', text: 'It works no more, see [this] and `…`.' },
      { where: 'x.md:8', text: '- one and the rest' },
      { where: 'x.md:10', text: '- two' },
      { where: 'x.md:11', text: '| a | b |' },
    ]);
  });
});
