import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import { plainTexts, readBundle } from '../../../tools/l10n/bundles.ts';
import { outsideOfBrackets, pseudoBundle } from '../../../tools/l10n/pseudoBundle.ts';
import { ERROR, SPOKEN } from './spokenWords.ts';

const FILES = fs
  .globSync('src/editor/{vocabulary/words/*,**/*Words,**/*Content,**/pageHtml,**/signInEndPage}.ts')
  .sort();
const resources = { scriptUri: '', styleUri: '', cspSource: '', nonce: '' };
const now = new Date('2026-11-23T10:00:00Z');

type Exports = Readonly<Record<string, unknown>>;
type Call = (...args: readonly unknown[]) => unknown;

const load = async (file: string): Promise<Exports> => import(pathToFileURL(path.resolve(file)).href);

/** All texts that somebody says: a string, or the strings of an object. */
const textsOf = (said: unknown): readonly string[] =>
  typeof said === 'string' ? [said] : Object.values(said as object).flatMap(textsOf);

const assertBracketed = (text: string, by: string): void =>
  assert.doesNotMatch(outsideOfBrackets(text), /\p{Ll}{2,}/u, `${by}: ${text}`);

/** Words that a page shows or has read out. */
function shownIn(html: string): readonly string[] {
  const attributes = [...html.matchAll(/\s(?:aria-label|data-hide)="([^"]*)"/g)].map(
    ([, value]) => value ?? '',
  );
  const body = html.replaceAll(/<(style|script)\b.*?<\/\1>/gs, '');
  return [...attributes, ...body.split(/<[^>]*>/)].filter(text => text.trim() !== '');
}

/** Everything that an export of a file of words says: each row of a table, or a function as `spokenWords.ts` calls it. */
function saidBy(key: string, exported: unknown): readonly string[] {
  const said =
    typeof exported === 'object'
      ? Object.values(exported as object).map((call: Call) => call(ERROR))
      : (SPOKEN[key] ?? assert.fail(`put into spokenWords.ts how “${key}” is called`)).map(args =>
          (exported as Call)(...args),
        );
  assert.ok(said.length > 0, key);
  return textsOf(said).filter(text => text !== 'en');
}

describe('in a language of brackets', () => {
  const modules = new Map<string, Exports>();
  const lookedUp: string[] = [];

  before(async () => {
    const recorder = {
      get: (_: object, key: string) => {
        lookedUp.push(key);
        return undefined;
      },
    };
    l10n.config({ contents: new Proxy({}, recorder) });
    for (const file of FILES) modules.set(path.basename(file, '.ts'), await load(file));
    // from here on as the editor does it: the language comes after the code
    const early = lookedUp.splice(0);
    assert.deepEqual(early, [], 'made before the language is known');
    l10n.config({ contents: pseudoBundle(plainTexts(readBundle('l10n/bundle.l10n')), 'en') });
  });
  after(() => l10n.config({ contents: {} }));

  const words = FILES.filter(file => /\/words\/|Words\.ts$/.test(file)).map(file =>
    path.basename(file, '.ts'),
  );
  for (const name of words) {
    it(`says everything in it: ${name}`, () => {
      for (const [key, exported] of Object.entries(modules.get(name) ?? {})) {
        for (const text of saidBy(key, exported)) assertBracketed(text, key);
      }
    });
  }

  it('would show what has not gone through it', () => {
    assert.throws(() => assertBracketed('⟦A ⟦b⟧⟧ expires', ''));
    assertBracketed('⟦A ⟦b⟧ expires⟧ X', '');
  });

  const secret = { id: 1, description: '', expiresAt: new Date('2026-11-25T10:00:00Z') };
  const client = {
    type: 'clientCredentials',
    id: 'X',
    name: 'X',
    enabled: false,
    accessTokenLifetimeSeconds: 60,
    roleIds: [],
    settings: {},
  };
  const details = { client, connectionName: 'X', roles: [], bindings: [], kept: [], now };
  const entry = { clientName: 'X', description: '', expiresAt: secret.expiresAt, enabled: false };
  const pages: readonly (readonly [module: string, make: string, ...args: readonly unknown[]])[] = [
    [
      ...(['resultViewContent', 'resultViewContent'] as const),
      { clientName: 'X', clientId: 'X', hasSecret: true, expiry: 'X', done: [], problems: [] },
      resources,
    ],
    ['clientDetailsContent', 'clientDetailsContent', { ...details, secrets: [secret] }, resources],
    ['clientDetailsContent', 'clientDetailsContent', { ...details, secrets: [] }, resources],
    ['timelineContent', 'timelineContent', { entries: [entry], takenAt: now, now }, resources],
    ['timelineContent', 'timelineContent', { entries: [], takenAt: now, now }, resources],
    ['signInEndPage', 'signInEndPage', true],
    ['signInEndPage', 'signInEndPage', false],
  ];
  for (const [module, make, ...args] of pages) {
    it(`writes a whole page in it: ${module}`, () => {
      const exported = modules.get(module) ?? assert.fail(module);
      const texts = shownIn((exported[make] as Call)(...args) as string);
      assert.ok(texts.length > 2);
      for (const text of texts) assertBracketed(text, module);
    });
  }
});
