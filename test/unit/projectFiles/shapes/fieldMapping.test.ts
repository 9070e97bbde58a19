import assert from 'node:assert/strict';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import type { FileFormat } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
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
