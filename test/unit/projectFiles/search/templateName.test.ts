import assert from 'node:assert/strict';
import { madeFrom } from '../../../../src/projectFiles/search/templateName.ts';

const MADE: readonly (readonly [template: string, file: string])[] = [
  ...[
    ...['placeholder', 'placeholders', 'example', 'examples', 'sample', 'samples', 'template', 'templates'],
    ...['tmpl', 'tpl', 'dist', 'default', 'defaults', 'skel', 'skeleton', 'stub', 'EXAMPLE', 'Sample'],
  ].flatMap(
    word =>
      [
        [`config.${word}.json`, 'config.json'],
        [`config.json.${word}`, 'config.json'],
        [`config-${word}.json`, 'config.json'],
        [`config_${word}.json`, 'config.json'],
        [`${word}.config.json`, 'config.json'],
        [`${word}-config.json`, 'config.json'],
        [`.env.${word}`, '.env'],
        [`${word}.env`, '.env'],
        [`env.${word}`, '.env'],
      ] as const,
  ),
  ['.env.example.local', '.env.local'],
  ['.env.local.example', '.env.local'],
  ['.example.env', '.env'],
  ['appsettings.Development.sample.json', 'appsettings.Development.json'],
];

const OTHER: readonly string[] = [
  'config.json',
  '.env',
  'default.json',
  'template.yaml',
  'examples.toml',
  'sample.ini',
  'counterexample.config.json',
  'exampled.config.json',
  'config.example.png',
  'example',
  'README.example.md',
  '.example.json',
  '.sample.yaml',
  '.example',
];

describe('madeFrom', () => {
  for (const [template, file] of MADE)
    it(`makes ${file} from ${template}`, () => assert.equal(madeFrom(template), file));
  for (const name of OTHER)
    it(`doesn’t take ${name} for a template`, () => assert.equal(madeFrom(name), undefined));
});
