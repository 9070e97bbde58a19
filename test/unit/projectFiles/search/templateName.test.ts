import assert from 'node:assert/strict';
import {
  isCopyName,
  isGeneratorName,
  isOfExamples,
  isTemplateName,
  madeFrom,
} from '../../../../src/projectFiles/search/templateName.ts';

const MADE: readonly (readonly [template: string, file: string])[] = [
  ...[
    ...['placeholder', 'placeholders', 'example', 'examples', 'sample', 'samples', 'template', 'templates'],
    ...['tmpl', 'tpl', 'dist', 'skel', 'skeleton', 'stub', 'reference', 'EXAMPLE', 'Sample'],
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
  // Of defaults, and of schemas of variables, only some are templates.
  ...['default', 'defaults', 'Default'].flatMap(
    word =>
      [
        [`config.json.${word}`, 'config.json'],
        [`config.ini-${word}`, 'config.ini'],
        [`.env.${word}`, '.env'],
        [`${word}.env`, '.env'],
        [`env.${word}`, '.env'],
      ] as const,
  ),
  ['.env.schema', '.env'],
  ['.env.local.schema', '.env.local'],
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
  ...['default', 'defaults', 'Default'].flatMap(word => [
    `${word}.json`,
    `config.${word}.json`,
    `config-${word}.json`,
    `config_${word}.yaml`,
    `${word}.config.json`,
    `${word}-config.json`,
    `appsettings.${word}.json`,
    `application-${word}.properties`,
  ]),
  'config.schema.json',
  'config.json.schema',
  'schema.json',
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

describe('isGeneratorName', () => {
  for (const name of [
    ...['cookiecutter.json', 'copier.yml', 'copier.yaml', 'settings.schema.json', 'config-schema.yaml'],
    ...['a_schema.yml', 'A.SCHEMA.JSON'],
  ])
    it(`knows ${name}`, () => assert.ok(isGeneratorName(name)));
  for (const name of [
    'my-cookiecutter.json',
    'cookiecutter.yaml',
    'copier.json',
    '.env.schema',
    'schemas.json',
    'x.schema.js',
  ])
    it(`doesn’t take ${name} for one`, () => assert.ok(!isGeneratorName(name)));
});

describe('isCopyName', () => {
  for (const name of [
    ...[
      '.env.copy',
      '.env.bak',
      '.env.backup',
      '.env.old',
      '.env.orig',
      '.env.save',
      '.env.saved',
      '.env.bak2',
    ],
    ...['.env.local.copy', 'appsettings copy.json', 'appsettings - Copy.json', 'config - Kopie (2).ini'],
    ...['config_copy2.yaml', 'config-copy.toml', '.ENV.BAK'],
  ])
    it(`knows ${name}`, () => assert.ok(isCopyName(name)));
  for (const name of [
    '.env',
    '.env.local',
    '.env.older',
    'copy.json',
    'photocopy.json',
    'copy-config.json',
    'my.env.bak',
  ])
    it(`doesn’t take ${name} for one`, () => assert.ok(!isCopyName(name)));
});

describe('isOfExamples', () => {
  for (const file of [
    'examples/.env',
    'a/example/.env.local',
    'Samples/.env',
    'docs\\samples\\.env',
    'templates/.env',
  ])
    it(`knows ${file}`, () => assert.ok(isOfExamples(file)));
  for (const file of [
    '.env',
    'examples/python/.env',
    'examples/config.ini',
    'my-examples/.env',
    'examples/my.env',
  ])
    it(`doesn’t take ${file} for one`, () => assert.ok(!isOfExamples(file)));
});
