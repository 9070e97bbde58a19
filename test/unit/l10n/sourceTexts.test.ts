import assert from 'node:assert/strict';
import fs from 'node:fs';
import { faultyTexts, type TextFault } from '../../../tools/l10n/sourceTexts.ts';
import { syntaxTrees } from '../../../tools/l10n/syntaxTrees.ts';

/** Texts that need no translation, as they stand in the source, and why. */
const NOT_TRANSLATED: Readonly<Record<string, string>> = {
  "'Client Credentials'": 'our own name, under which the log is listed',
  "'CONNECT data services'": 'the name of the service, in the Accounts menu',
  "'Markdown'": 'the name of a format',
  "'CSV'": 'the name of a format',
  "'iCalendar'": 'the name of a format',
  '`${question.redirectUri}?code=…`': 'the beginning of an address, as an example',
  "'Security > Clients > Add Client'": 'a menu of the portal, which is in English',
  "'Client Type'": 'a field of the portal',
  "'Name'": 'a field of the portal',
  "'Allowed Redirect URL(s)'": 'a field of the portal',
  "'Roles'": 'a field of the portal',
  "'Add Secret'": 'a button of the portal',
  "'Tenant Member, Tenant Administrator'": 'roles, as the service calls them',
  "'VS Code sign-in'": 'the name of a client in the service, which people with other languages read',
  '`VS Code sign-in (${hostName()})`':
    'the name of a client in the service, which people with other languages read',
};

/** A fault, the line of source that has it, and one like it that has none. */
const CASES: readonly (readonly [fault: TextFault, faulty: string, sound: string])[] = [
  [
    'not localised',
    "export const f = () => vscode.window.showErrorMessage('It failed.');",
    "export const f = () => vscode.window.showErrorMessage(l10n.t('It failed.'));",
  ],
  [
    'not localised',
    "export const f = () => ({ label: 'remove' });",
    "export const f = () => ({ kind: 'remove' });",
  ],
  [
    'not localised',
    "export const f = (all: boolean) => ({ title: all ? l10n.t('All') : 'one' });",
    "export const f = (all: boolean) => ({ title: all ? l10n.t('All') : l10n.t('One') });",
  ],
  [
    'not localised',
    "export const f = (item: Item) => { item.description = 'expired'; };",
    "export const f = (item: Item) => { item.contextValue = 'expired'; };",
  ],
  [
    'not localised',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source as a text
    'export const f = (n: string) => report({ increment: 1, message: `reading ${n}` });',
    "export const f = (n: string) => report({ increment: 1, message: l10n.t('reading {0}', n) });",
  ],
  [
    'not localised',
    "const words = { lost: 'The answer got lost.' };",
    "const words = { lost: 'lost-answer' };",
  ],
  [
    'not localised',
    "export const html = '<p>Nothing</p>';",
    'export const html = \'<p class="nothing"></p>\';',
  ],
  [
    'not localised',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source as a text
    'export const f = (x: string) => `<g aria-label="expires ${x}">`;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source as a text
    'export const f = (x: string) => `<g aria-label="${x}">`;',
  ],
  [
    'not localised',
    "export const f = () => new vscode.TreeItem('more');",
    "export const f = () => new Map([['more', 1]]);",
  ],
  [
    'cannot be exported',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source as a text
    'export const f = (n: number) => l10n.t(`${n} secrets`);',
    "export const f = (n: number) => l10n.t('{0} secrets', n);",
  ],
  [
    'cannot be exported',
    'export const f = (text: string) => l10n.t(text);',
    "export const f = () => l10n.t({ message: 'Open', comment: ['a verb'] });",
  ],
  ['too early', "const title = l10n.t('All');", "const title = () => l10n.t('All');"],
  [
    'too early',
    "class A { static readonly title = l10n.t('All'); }",
    "class A { readonly title = l10n.t('All'); }",
  ],
  [
    'put together',
    "export const f = (n: number) => l10n.t('{0} secret', n) + (n === 1 ? '' : 's') + 's left';",
    "export const f = (n: number) => l10n.t('{0} secrets left', n);",
  ],
  [
    'put together',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source as a text
    "export const f = (n: number) => `${l10n.t('{0} client', n)}s`;",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source as a text
    "export const f = (n: number) => `${l10n.t('{0} clients', n)}: 1`;",
  ],
];

describe('the texts of the source', () => {
  // one compiler for all of them
  const samples = syntaxTrees(
    Object.fromEntries(
      CASES.flatMap(([, faulty, sound], index) => [
        [`faulty${index}.ts`, faulty],
        [`sound${index}.ts`, sound],
      ]),
    ),
  );
  const faultsOf = (name: string) =>
    faultyTexts(samples.get(name) ?? assert.fail(name)).map(({ fault }) => fault);

  for (const [index, [fault, faulty, sound]] of CASES.entries()) {
    it(`are found to be ${fault}: ${faulty}`, () => {
      assert.ok(faultsOf(`faulty${index}.ts`).includes(fault), faulty);
      assert.deepEqual(faultsOf(`sound${index}.ts`), [], sound);
    });
  }

  it('all go through l10n.t, whole, and not before the language is known', () => {
    const names = fs.globSync('src/{editor/**/*,extension}.ts');
    assert.ok(names.length > 100);
    const trees = syntaxTrees(Object.fromEntries(names.map(name => [name, fs.readFileSync(name, 'utf8')])));
    const found = [...trees].flatMap(([name, tree]) =>
      faultyTexts(tree).map(({ fault, line, text }) => ({ text, told: `${name}:${line} ${fault}: ${text}` })),
    );
    const faulty = found.filter(({ text }) => !Object.hasOwn(NOT_TRANSLATED, text)).map(({ told }) => told);
    assert.deepEqual(faulty, []);
    const unused = Object.keys(NOT_TRANSLATED).filter(allowed => !found.some(({ text }) => text === allowed));
    assert.deepEqual(unused, [], 'no longer in the source');
  });
});
