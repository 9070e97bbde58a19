import assert from 'node:assert/strict';
import { isTemplateName, madeFrom } from '../../../../src/projectFiles/search/templateName.ts';

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
  ['.dev.vars.example', '.dev.vars'],
  ['.flaskenv.dist', '.flaskenv'],
  ['.envrc.sample', '.envrc'],
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
  '.my.env.example.json',
];

describe('madeFrom', () => {
  for (const [template, file] of MADE)
    it(`makes ${file} from ${template}`, () => assert.equal(madeFrom(template), file));
  for (const name of OTHER)
    it(`doesn’t take ${name} for a template`, () => assert.equal(madeFrom(name), undefined));
});

describe('isTemplateName', () => {
  const templates = [
    ...['config.example.json', '.env.sample', 'example.json', 'examples.toml', 'Sample.ini', 'samples.yaml'],
    ...['placeholder.json', 'placeholders.json', 'example.tfvars', '.dev.vars.example', '.flaskenv.sample'],
  ];
  for (const name of templates) it(`knows ${name}`, () => assert.ok(isTemplateName(name)));
  for (const name of [
    ...[
      'config.json',
      'default.json',
      'template.yaml',
      'example.png',
      'counterexample.json',
      'example',
      'my.env',
    ],
    ...['sampler.json', 'example-1'],
  ])
    it(`doesn’t take ${name} for a template`, () => assert.ok(!isTemplateName(name)));
});
