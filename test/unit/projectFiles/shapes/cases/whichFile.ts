import { fills, makes, OLD, offers, SECRET, type TableCase } from './tableCase.ts';

const ENV = 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n';
const ENV_AFTER = `ADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${SECRET}\n`;
const JSON_TEXT = '{"ClientId":"<c>","ClientSecret":"<s>"}';
const JSON_AFTER = `{"ClientId":"C1","ClientSecret":"${SECRET}"}`;
const YAML = 'adh:\n  client_id: <c>\n  client_secret: <s>\n';
const YAML_AFTER = `adh:\n  client_id: C1\n  client_secret: ${SECRET}\n`;
const INI = '[adh]\nClientId = <c>\nClientSecret = <s>\n';
const INI_AFTER = `[adh]\nClientId = C1\nClientSecret = ${SECRET}\n`;
const TOML = 'client_id = "<c>"\nclient_secret = "<s>"\n';
const TOML_AFTER = `client_id = "C1"\nclient_secret = "${SECRET}"\n`;
const PROPERTIES = 'adh.client-id=<c>\nadh.client-secret=<s>\n';
const PROPERTIES_AFTER = `adh.client-id=C1\nadh.client-secret=${SECRET}\n`;
const TFVARS = 'cds_client_id = ""\ncds_client_secret = ""\n';
const TFVARS_AFTER = `cds_client_id = "C1"\ncds_client_secret = "${SECRET}"\n`;

const TEXTS: readonly (readonly [RegExp, readonly [string, string]])[] = [
  [/env|dev\.vars/, [ENV, ENV_AFTER]],
  [/json/, [JSON_TEXT, JSON_AFTER]],
  [/ya?ml/, [YAML, YAML_AFTER]],
  [/tfvars/, [TFVARS, TFVARS_AFTER]],
  [/toml/, [TOML, TOML_AFTER]],
  [/properties/, [PROPERTIES, PROPERTIES_AFTER]],
  [/ini|cfg/, [INI, INI_AFTER]],
];

const textsFor = (file: string): readonly [string, string] =>
  TEXTS.find(([pattern]) => pattern.test(file))?.[1] ?? ['', ''];

/** Names of committed templates, and of the files that are made from them. */
const TEMPLATES: readonly (readonly [template: string, file: string])[] = [
  ['example.env', '.env'],
  ['sample.env', '.env'],
  ['template.env', '.env'],
  ['env.example', '.env'],
  ['env.sample', '.env'],
  ['.env.example', '.env'],
  ['.env.sample', '.env'],
  ['.env.template', '.env'],
  ['.env.dist', '.env'],
  ['.env.defaults', '.env'],
  ['.env.default', '.env'],
  ['.env.tpl', '.env'],
  ['.env-example', '.env'],
  ['.env_sample', '.env'],
  ['.env.example.local', '.env.local'],
  ['.env.local.example', '.env.local'],
  ['.env.production.example', '.env.production'],
  ['.example.env', '.env'],
  ['config.example.yaml', 'config.yaml'],
  ['config.sample.yml', 'config.yml'],
  ['config.sample.ini', 'config.ini'],
  ['config-example.ini', 'config.ini'],
  ['config_template.yaml', 'config.yaml'],
  ['sample.config.ini', 'config.ini'],
  ['example-config.json', 'config.json'],
  ['appsettings.example.json', 'appsettings.json'],
  ['appsettings.template.json', 'appsettings.json'],
  ['appsettings.sample.json', 'appsettings.json'],
  ['appsettings.placeholder.json', 'appsettings.json'],
  ['appsettings.Development.example.json', 'appsettings.Development.json'],
  ['appsettings.Example.json', 'appsettings.json'],
  ['local.settings.example.json', 'local.settings.json'],
  ['local.settings.sample.json', 'local.settings.json'],
  ['secrets.example.toml', 'secrets.toml'],
  ['secrets.toml.example', 'secrets.toml'],
  ['config.ini.example', 'config.ini'],
  ['config.ini.sample', 'config.ini'],
  ['appsettings.json.example', 'appsettings.json'],
  ['appsettings.json.template', 'appsettings.json'],
  ['appsettings.json-dist', 'appsettings.json'],
  ['config.yml.dist', 'config.yml'],
  ['config.yaml.tmpl', 'config.yaml'],
  ['config.properties.template', 'config.properties'],
  ['application-sample.properties', 'application.properties'],
  ['terraform.tfvars.example', 'terraform.tfvars'],
  ['config.cfg.example', 'config.cfg'],
  ['.dev.vars.example', '.dev.vars'],
];

const templateText = (name: string): readonly [string, string] => {
  const [text, after] = textsFor(name);
  return name.startsWith('local.settings') ? [`{"Values":${text}}`, `{"Values":${after}}`] : [text, after];
};

/** Hidden folders that tools use. */
const HIDDEN: readonly (readonly [file: string, offered: boolean])[] = [
  ['.streamlit/secrets.toml', true],
  ['.devcontainer/devcontainer.env', true],
  ['.devcontainer/dev/.env', true],
  ['.azure/dev/.env', true],
  ['.github/workflows/settings.yml', true],
  ['.vscode/settings.json', true],
  ['.config/app.json', true],
  ['.docker/app.env', true],
  ['.secrets/hub.toml', true],
  ['.aspire/settings.json', true],
  ['.circleci/config.yml', true],
  ['.git/config.ini', false],
  ['.venv/config.ini', false],
  ['.cache/config.json', false],
  ['node_modules/x/config.json', false],
];

/** `cases.md` §5: which file. */
export const FILE_CASES: readonly TableCase[] = [
  ...TEMPLATES.map(([template, file]) =>
    makes(`a file from ${template}`, template, file, templateText(template)),
  ),
  ...TEMPLATES.map(([template, file]) =>
    fills(`the file beside its template ${template}`, file, templateText(file)[0], templateText(file)[1], {
      beside: { [template]: templateText(template)[0] },
      offered: [`${file} wantsCredentials`],
    }),
  ),
  ...['example.tfvars', 'sample.json', 'example.yaml', 'sample.ini', 'placeholder.toml'].map(name =>
    offers(`the template ${name}, of which nothing tells what is made from it`, {
      [name]: textsFor(name)[0],
    }),
  ),
  ...['template.yaml', 'default.json', 'defaults.json', 'template.ini'].map(name =>
    fills(`the file ${name}, which programs read`, name, ...textsFor(name), {
      offered: [`${name} wantsCredentials`],
    }),
  ),
  offers('a template that is filled already, whose file is gone', {
    '.env.example': 'PORT=80\n',
    'config.placeholder.json': '{"Port":"<p>"}',
    'settings.example.toml': 'port = 1\n',
  }),
  makes(
    'the one template that has keys for us',
    'b/config.placeholder.json',
    'b/config.json',
    [JSON_TEXT, JSON_AFTER],
    {
      beside: { 'a/config.placeholder.json': '{"Name":"PLACEHOLDER_NAME"}' },
    },
  ),
  makes(
    'no key for a secret in what a template of a browser application lacks it in',
    'wwwroot/config.placeholder.json',
    'wwwroot/config.json',
    ['{"clientId":"PLACEHOLDER","tenantId":"PLACEHOLDER"}', '{"clientId":"C1","tenantId":"T1"}'],
  ),
  fills(
    'no key for a secret in a file that a browser loads',
    'src/assets/config.json',
    '{"clientId":"","tenantId":""}',
    '{"clientId":"C1","tenantId":"T1"}',
  ),
  ...HIDDEN.map(([file, isOffered]) =>
    isOffered
      ? fills(`a file in a hidden folder: ${file}`, file, ...textsFor(file), {
          offered: [`${file} wantsCredentials`],
        })
      : offers(`no file in ${file}`, { [file]: textsFor(file)[0] }),
  ),
];

/** `cases.md` §5: which group, and which key. */
export const GROUP_CASES: readonly TableCase[] = [
  fills(
    'the group that has the id of the client, not one with placeholders',
    'config.json',
    `{"Writer":{"ClientId":"<c>","ClientSecret":"<s>"},"Reader":{"ClientId":"C1","ClientSecret":"${OLD}"}}`,
    `{"Writer":{"ClientId":"<c>","ClientSecret":"<s>"},"Reader":{"ClientId":"C1","ClientSecret":"${SECRET}"}}`,
    { hidden: [OLD], offered: ['config.json hasCredentials', 'config.json wantsCredentials'] },
  ),
  fills(
    'the prefix that has the id of the client',
    '.env',
    `READER_CLIENT_ID=\nREADER_CLIENT_SECRET=\nADH_CLIENT_ID=c1\nADH_CLIENT_SECRET=${OLD}\n`,
    `READER_CLIENT_ID=\nREADER_CLIENT_SECRET=\nADH_CLIENT_ID=c1\nADH_CLIENT_SECRET=${SECRET}\n`,
    { hidden: [OLD] },
  ),
  fills(
    'the section that has the id of the client',
    'config.ini',
    `[writer]\nClientId =\nClientSecret =\n[reader]\nClientId = C1\nClientSecret = ${OLD}\n`,
    `[writer]\nClientId =\nClientSecret =\n[reader]\nClientId = C1\nClientSecret = ${SECRET}\n`,
  ),
  fills(
    'the element of a list that has the id of the client',
    'config.yaml',
    `hubs:\n  - clientId: <c>\n    clientSecret: <s>\n  - clientId: C1\n    clientSecret: ${OLD}\n`,
    `hubs:\n  - clientId: <c>\n    clientSecret: <s>\n  - clientId: C1\n    clientSecret: ${SECRET}\n`,
  ),
  fills(
    'the file that has the id of the client, before others',
    'b/.env',
    `ADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${OLD}\n`,
    `ADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${SECRET}\n`,
    { beside: { 'a.json': JSON_TEXT }, offered: ['b/.env hasCredentials', 'a.json wantsCredentials'] },
  ),
  fills(
    'the tenant in the parent object',
    'config.json',
    '{"Tenant":"<t>","Auth":{"ClientId":"<c>","ClientSecret":"<s>"}}',
    `{"Tenant":"T1","Auth":{"ClientId":"C1","ClientSecret":"${SECRET}"}}`,
  ),
  fills(
    'a key beside a placeholder that is a reference of another group',
    '.env',
    `ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\nOTHER_CLIENT_SECRET=op://a/b/c\n`,
    `ADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${SECRET}\nOTHER_CLIENT_SECRET=op://a/b/c\n`,
  ),
];

const launch = (configuration: object): string => JSON.stringify({ configurations: [configuration] });
const VARIABLE = '$'.concat('{clientCredentials:C1:clientSecret}');

/** `cases.md` §5: types of launch configurations. What is exposed is in `launchExposure.test.ts`. */
export const LAUNCH_CASES: readonly TableCase[] = [
  ...['cppdbg', 'cppvsdbg'].map(type =>
    fills(
      `the list of names and values of ${type}`,
      '.vscode/launch.json',
      launch({ type, name: 'a', environment: [{ name: 'ADH_CLIENT_ID', value: '' }], env: { X: '1' } }),
      launch({
        type,
        name: 'a',
        environment: [
          { name: 'ADH_CLIENT_ID', value: 'C1' },
          { name: 'ADH_CLIENT_SECRET', value: VARIABLE },
        ],
        env: { X: '1' },
      }),
      { offered: ['.vscode/launch.json launchConfiguration'], target: 1 },
    ),
  ),
  ...['node', 'debugpy', 'coreclr', 'go', 'java', 'php', 'pwa-node'].map(type =>
    fills(
      `the variables of ${type}`,
      '.vscode/launch.json',
      launch({ type, name: 'a', env: { ADH_CLIENT_ID: '', ADH_CLIENT_SECRET: '' } }),
      launch({ type, name: 'a', env: { ADH_CLIENT_ID: 'C1', ADH_CLIENT_SECRET: VARIABLE } }),
      { offered: ['.vscode/launch.json launchConfiguration'], target: 1 },
    ),
  ),
  ...['node', 'cppdbg', 'coreclr', 'debugpy'].map(type =>
    offers(`no variables of ${type} that attaches`, {
      '.vscode/launch.json': launch({ type, name: 'a', request: 'attach', env: { ADH_CLIENT_ID: '' } }),
    }),
  ),
];
