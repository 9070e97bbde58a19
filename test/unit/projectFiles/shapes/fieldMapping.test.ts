import assert from 'node:assert/strict';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import type { FileFormat } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { httpFormat } from '../../../../src/projectFiles/formats/httpFormat.ts';
import { iniFormat } from '../../../../src/projectFiles/formats/ini/iniFormat.ts';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { xmlFormat } from '../../../../src/projectFiles/formats/xml/xmlFormat.ts';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';
import { mapFields, needOf } from '../../../../src/projectFiles/shapes/fieldMapping.ts';

const VALUES = {
  resource: 'https://uswe.datahub.connect.aveva.com',
  apiVersion: 'v1',
  tenantId: '11111111-aaaa-4aaa-8aaa-111111111111',
  clientId: '22222222-bbbb-4bbb-8bbb-222222222222',
};

const map = (format: FileFormat, text: string) =>
  mapFields(format, text, VALUES).map(
    ({ field, keyPath, state }) => `${field} ${keyPath.join('.')} ${state}`,
  );

describe('mapFields', () => {
  const env: readonly (readonly [title: string, text: string, places: readonly string[]])[] = [
    [
      'an empty file: the usual names',
      '',
      [
        'resource ADH_RESOURCE new',
        'tenantId ADH_TENANT_ID new',
        'clientId ADH_CLIENT_ID new',
        'clientSecret ADH_CLIENT_SECRET new',
      ],
    ],
    [
      'an older name of the service',
      'OCS_CLIENT_ID=\nOCS_CLIENT_SECRET=\n',
      ['clientId OCS_CLIENT_ID placeholder', 'clientSecret OCS_CLIENT_SECRET placeholder'],
    ],
    [
      'no prefix',
      'CLIENT_ID=x\nCLIENT_SECRET=y\n',
      ['clientId CLIENT_ID replaces', 'clientSecret CLIENT_SECRET replaces'],
    ],
    [
      'a prefix of its own, to be filled',
      'MYAPP_CLIENT_ID=<client-id>\n',
      ['clientId MYAPP_CLIENT_ID placeholder', 'clientSecret MYAPP_CLIENT_SECRET new'],
    ],
    ['camel case', 'clientId=\n', ['clientId clientId placeholder', 'clientSecret clientSecret new']],
    ['an id in capitals', 'clientID=\n', ['clientId clientID placeholder', 'clientSecret clientSecret new']],
    [
      'only the secret',
      'ADH_CLIENT_SECRET=\n',
      ['clientSecret ADH_CLIENT_SECRET placeholder', 'clientId ADH_CLIENT_ID new'],
    ],
    [
      'an older word for the secret',
      'ADH_CLIENT_ID=\nADH_CLIENT_KEY=\n',
      ['clientId ADH_CLIENT_ID placeholder', 'clientSecret ADH_CLIENT_KEY placeholder'],
    ],
    [
      'values that fit',
      `ADH_TENANT_ID=${VALUES.tenantId.toUpperCase()}\nADH_RESOURCE=${VALUES.resource}/\nADH_CLIENT_ID=\n`,
      [
        'tenantId ADH_TENANT_ID same',
        'resource ADH_RESOURCE same',
        'clientId ADH_CLIENT_ID placeholder',
        'clientSecret ADH_CLIENT_SECRET new',
      ],
    ],
    [
      'a region of the service',
      'ADH_RESOURCE=https://euno.datahub.connect.aveva.com\nADH_CLIENT_ID=\n',
      [
        'resource ADH_RESOURCE same',
        'clientId ADH_CLIENT_ID placeholder',
        'clientSecret ADH_CLIENT_SECRET new',
      ],
    ],
    [
      'values that do not fit',
      'ADH_TENANT_ID=other\nADH_RESOURCE=https://uswe.datahub.connect.aveva.com.example\nADH_CLIENT_ID=\n',
      [
        'tenantId ADH_TENANT_ID replaces',
        'resource ADH_RESOURCE replaces',
        'clientId ADH_CLIENT_ID placeholder',
        'clientSecret ADH_CLIENT_SECRET new',
      ],
    ],
    [
      'our keys beside foreign ones',
      'AZURE_CLIENT_ID=\nADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n',
      ['clientId ADH_CLIENT_ID placeholder', 'clientSecret ADH_CLIENT_SECRET placeholder'],
    ],
    [
      "an application's own address",
      'BASE_URL=https://app.example\nCLIENT_ID=\n',
      ['clientId CLIENT_ID placeholder', 'clientSecret CLIENT_SECRET new'],
    ],
  ];
  for (const [title, text, places] of env) {
    it(`finds in .env: ${title}`, () => assert.deepEqual(map(dotenvFormat, text), places));
  }

  const json: readonly (readonly [title: string, text: string, places: readonly string[]])[] = [
    [
      'other configuration: the usual names',
      '{"Logging":{"Level":"x"}}',
      [
        'resource Resource new',
        'apiVersion ApiVersion new',
        'tenantId TenantId new',
        'clientId ClientId new',
        'clientSecret ClientSecret new',
      ],
    ],
    [
      "the samples' placeholders",
      '{"NamespaceId":"PLACEHOLDER_REPLACE_WITH_NAMESPACE_ID","ApiVersion":"v1-preview","ClientId":"PLACEHOLDER_REPLACE_WITH_APPLICATION_IDENTIFIER","ClientSecret":null}',
      ['clientId ClientId placeholder', 'clientSecret ClientSecret placeholder'],
    ],
    [
      'nested keys',
      '{"ConnectDataServices":{"ClientId":"","TenantId":"<tenant>"}}',
      [
        'clientId ConnectDataServices.ClientId placeholder',
        'tenantId ConnectDataServices.TenantId placeholder',
        'clientSecret ConnectDataServices.ClientSecret new',
      ],
    ],
  ];
  for (const [title, text, places] of json) {
    it(`finds in JSON: ${title}`, () => assert.deepEqual(map(jsonFormat, text), places));
  }

  for (const text of [
    'AZURE_CLIENT_ID=\nAZURE_CLIENT_SECRET=\n',
    'GITHUB_CLIENT_ID=x\n',
    'AWS_CLIENT_ID=<id>\n',
    'MYAPP_CLIENT_ID=real\n',
    'TENANT_ID=x\n',
  ]) {
    it(`ignores another service’s ${JSON.stringify(text)}`, () =>
      assert.ok(needOf(dotenvFormat, text, VALUES) === 'none'));
  }

  const TOKEN = 'POST /token\nContent-Type: application/x-www-form-urlencoded\n\n';
  const others: readonly (readonly [title: string, format: FileFormat, text: string, ...places: string[]])[] =
    [
      [
        'an escaped dollar of compose, which begins no reference',
        yamlFormat,
        'services:\n  w:\n    environment:\n      ADH_CLIENT_ID: x\n      ADH_CLIENT_SECRET: $$ecret\n',
        'clientId services.w.environment.ADH_CLIENT_ID replaces',
        'clientSecret services.w.environment.ADH_CLIENT_SECRET replaces',
      ],
      [
        'a variable of compose',
        yamlFormat,
        'services:\n  w:\n    environment:\n      ADH_CLIENT_ID: x\n      ADH_CLIENT_SECRET: $ECRET\n',
        ...[
          'resource connect.resource new',
          'apiVersion connect.apiVersion new',
          'tenantId connect.tenantId new',
        ],
        ...['clientId connect.clientId new', 'clientSecret connect.clientSecret new'],
      ],
      [
        'a reference of configparser',
        iniFormat,
        '[Adh]\nClientId = x\nClientSecret = %(secret)s\n',
        ...[
          'resource Connect.Resource new',
          'apiVersion Connect.ApiVersion new',
          'tenantId Connect.TenantId new',
        ],
        ...['clientId Connect.ClientId new', 'clientSecret Connect.ClientSecret new'],
      ],
      [
        'a section of INI in another case, without the id',
        iniFormat,
        '[connect]\nresource = https://uswe.datahub.connect.aveva.com\napiversion = v2\n',
        ...['resource connect.resource same', 'tenantId Connect.TenantId new'],
        ...['clientId Connect.ClientId new', 'clientSecret Connect.ClientSecret new'],
      ],
      [
        'appSettings in another case, without the id',
        xmlFormat,
        '<configuration><appSettings><add key="resource" value=""/></appSettings></configuration>',
        ...['resource appSettings.resource placeholder', 'apiVersion appSettings.ApiVersion new'],
        ...['tenantId appSettings.TenantId new', 'clientId appSettings.ClientId new'],
        'clientSecret appSettings.ClientSecret new',
      ],
      [
        'appSettings with the address of something else',
        xmlFormat,
        '<configuration><appSettings><add key="RESOURCE" value="https://o.example"/></appSettings></configuration>',
        ...['resource appSettings.Connect:Resource new', 'apiVersion appSettings.Connect:ApiVersion new'],
        ...['tenantId appSettings.Connect:TenantId new', 'clientId appSettings.Connect:ClientId new'],
        'clientSecret appSettings.Connect:ClientSecret new',
      ],
      [
        'the form of a request',
        httpFormat,
        `${TOKEN}client_id=&client_secret=\n`,
        'clientId request 1.client_id placeholder',
        'clientSecret request 1.client_secret placeholder',
      ],
      [
        'the variables of a file, and not the form that refers to them',
        httpFormat,
        `@clientId =\n@clientSecret =\n${TOKEN}client_id={{clientId}}&client_secret={{clientSecret}}\n`,
        'clientId clientId placeholder',
        'clientSecret clientSecret placeholder',
      ],
    ];
  for (const [title, format, text, ...places] of others)
    it(`finds: ${title}`, () => assert.deepEqual(map(format, text), places));

  it('does not use the credentials of another service in JSON', () => {
    const text = '{"AzureAd":{"ClientId":"","TenantId":"","ClientSecret":""}}';
    assert.ok(needOf(jsonFormat, text, VALUES) === 'none');
    assert.ok(map(jsonFormat, text).every(place => place.endsWith('new')));
  });

  it('recognizes keys by the tenant, whatever their prefix', () => {
    const text = `MYAPP_TENANT_ID=${VALUES.tenantId}\nMYAPP_CLIENT_ID=real\nMYAPP_CLIENT_SECRET=real\n`;
    assert.equal(needOf(dotenvFormat, text, VALUES), 'has');
  });
});
