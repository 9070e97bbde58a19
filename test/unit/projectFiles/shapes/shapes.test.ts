import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import type { ProjectTarget } from '../../../../src/projectFiles/projectTarget.ts';
import { userSecretsFile } from '../../../../src/projectFiles/shapes/dotnet/userSecrets.ts';
import type { PlainValues } from '../../../../src/projectFiles/shapes/field.ts';
import { planFileChange } from '../../../../src/projectFiles/writing/planFileChange.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { targetsIn } from '../search/targetsIn.ts';

const HUB = 'https://uswe.datahub.connect.aveva.com';
const VALUES: PlainValues = { resource: HUB, apiVersion: 'v1', tenantId: 'T', clientId: 'C' };

/** A file, and what inserting into its first target makes of it. `undefined`: it isn't offered, or stays as it is. */
interface Example {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly after: string | undefined;
  readonly values?: Partial<PlainValues>;
}

const example = (
  title: string,
  file: string,
  [text, after]: readonly [text: string, after: string | undefined],
  values: Partial<PlainValues> = {},
): Example => ({ title, file, text, after, values });

const JSON_EXAMPLES: readonly Example[] = [
  example('flat settings', 'appsettings.json', [
    `{"Resource":"${HUB}","ApiVersion":"v1","TenantId":"PLACEHOLDER_T","ClientId":"PLACEHOLDER","ClientSecret":"<s>"}`,
    `{"Resource":"${HUB}","ApiVersion":"v1","TenantId":"T","ClientId":"C","ClientSecret":"S"}`,
  ]),
  example('a secret named ClientKey', 'config.json', [
    '{"TenantId":"<t>","ClientId":"<c>","ClientKey":"<k>"}',
    '{"TenantId":"T","ClientId":"C","ClientKey":"S"}',
  ]),
  example(
    'a namespace that is known',
    'config.json',
    [
      '{"Namespace":"<n>","ClientId":"<c>","ClientSecret":""}',
      '{"Namespace":"N","ClientId":"C","ClientSecret":"S"}',
    ],
    { namespaceId: 'N' },
  ),
  example(
    'a namespace that the user chose',
    'config.json',
    [
      '{"NamespaceId":"mine","ClientId":"<c>","ClientSecret":""}',
      '{"NamespaceId":"mine","ClientId":"C","ClientSecret":"S"}',
    ],
    { namespaceId: 'N' },
  ),
  example('a user who signs in', 'config.json', [
    '{"TenantId":"<t>","ClientId":"<c>","UserName":"<u>","Password":"<p>"}',
    '{"TenantId":"T","ClientId":"C","UserName":"<u>","Password":"<p>"}',
  ]),
  example(
    'a public client beside a key for a secret',
    'config.json',
    ['{"ClientId":"<c>","ClientSecret":"<s>"}', '{"ClientId":"C","ClientSecret":"<s>"}'],
    { isPublic: true },
  ),
  example('a sample of a page, which has no key for a secret', 'config.json', [
    `{"Resource":"${HUB}","TenantId":"REPLACE_WITH_TENANT_ID","ApiVersion":"v1","ClientId":"REPLACE_WITH_CLIENT_ID"}`,
    `{"Resource":"${HUB}","TenantId":"T","ApiVersion":"v1","ClientId":"C"}`,
  ]),
  example('credentials in a list, with the tenant around them', 'config.json', [
    '{"Tenants":[{"AuthenticationResource":"<r>","TenantId":"<t>","SetupCredentials":{"ClientId":"PLACEHOLDER_REPLACE_WITH_AUTHORIZATION_CODE_CLIENT_ID"}}]}',
    `{"Tenants":[{"AuthenticationResource":"${HUB}","TenantId":"T","SetupCredentials":{"ClientId":"C"}}]}`,
  ]),
  example('a list of several services', 'config.json', [
    `{"Endpoints":[{"Resource":"${HUB}","ClientId":"<c>","ClientSecret":""},{"Resource":"https://pi.example/piwebapi","Username":"u","Password":"p"}]}`,
    `{"Endpoints":[{"Resource":"${HUB}","ClientId":"C","ClientSecret":"S"},{"Resource":"https://pi.example/piwebapi","Username":"u","Password":"p"}]}`,
  ]),
  example('Tenant for the tenant id', 'config.json', [
    '{"endpoints":[{"Tenant":"<t>","clientId":"<c>","ClientSecret":"<s>"}]}',
    '{"endpoints":[{"Tenant":"T","clientId":"C","ClientSecret":"S"}]}',
  ]),
  example('a prefix, and Uri for the address', 'config.json', [
    '{"CdsUri":"<r>","CdsTenantId":"<t>","CdsClientId":"<c>","CdsClientSecret":"<s>"}',
    `{"CdsUri":"${HUB}","CdsTenantId":"T","CdsClientId":"C","CdsClientSecret":"S"}`,
  ]),
  example('an address with a neutral prefix', 'config.json', [
    '{"AuthenticationResource":"<x>","ClientId":"<c>","ClientSecret":"<s>"}',
    `{"AuthenticationResource":"${HUB}","ClientId":"C","ClientSecret":"S"}`,
  ]),
  example('a section beside another service', 'config.json', [
    '{"PI":{"Username":"u","Password":"p"},"DataHub":{"TenantId":"<t>","ClientId":"","ClientSecret":""}}',
    '{"PI":{"Username":"u","Password":"p"},"DataHub":{"TenantId":"T","ClientId":"C","ClientSecret":"S"}}',
  ]),
  example('the tenant in the parent', 'config.json', [
    '{"TenantId":"<t>","Auth":{"ClientId":"","ClientSecret":""}}',
    '{"TenantId":"T","Auth":{"ClientId":"C","ClientSecret":"S"}}',
  ]),
  example('a page that signs its user in', 'config.json', [
    '{"authority":"https://eu.example/identity","client_id":"<c>","acr_values":"tenant:PLACEHOLDER idp:x","redirect_uri":"http://localhost:5004/cb"}',
    `{"authority":"${HUB}/identity","client_id":"C","acr_values":"tenant:T idp:x","redirect_uri":"http://localhost:5004/cb"}`,
  ]),
  example(
    'Edge Data Store',
    'config.json',
    [
      '{"Endpoint":"https://{location}/api/Tenants/{tenantId}/Namespaces/{namespaceId}/omf","ClientId":"{c}","ClientSecret":"{s}"}',
      `{"Endpoint":"${HUB}/api/v1/Tenants/T/Namespaces/N/omf","ClientId":"C","ClientSecret":"S"}`,
    ],
    { namespaceId: 'N' },
  ),
  example('Edge Data Store, whose namespace is not known', 'config.json', [
    '{"Endpoint":"https://{location}/api/Tenants/{tenantId}/Namespaces/{namespaceId}/omf","ClientId":"{c}","ClientSecret":"{s}"}',
    `{"Endpoint":"${HUB}/api/v1/Tenants/T/Namespaces/{namespaceId}/omf","ClientId":"C","ClientSecret":"S"}`,
  ]),
  example('Azure Functions', 'local.settings.json', [
    '{"Values":{"ADH_URI":"","ADH_TENANT_ID":"","ADH_CLIENT_ID":"","ADH_CLIENT_SECRET":""}}',
    `{"Values":{"ADH_URI":"${HUB}","ADH_TENANT_ID":"T","ADH_CLIENT_ID":"C","ADH_CLIENT_SECRET":"S"}}`,
  ]),
  example('an older service', 'config.json', [
    '{"AppId":"<i>","AppKey":"<k>"}',
    '{"AppId":"C","AppKey":"S"}',
  ]),
  example('an older address of the service', 'config.json', [
    '{"Resource":"https://dat-b.osisoft.com","TenantId":"<t>","ClientId":"","ClientSecret":""}',
    `{"Resource":"${HUB}","TenantId":"T","ClientId":"C","ClientSecret":"S"}`,
  ]),
  example('a file that a browser loads', 'wwwroot/config.json', [
    '{"clientId":"","tenantId":""}',
    '{"clientId":"C","tenantId":"T"}',
  ]),
];

const OTHER_EXAMPLES: readonly Example[] = [
  example('two sections', 'config.ini', [
    '[Access]\nTenant = REPLACE_WITH_TENANT\n[Credentials]\nClientId = <c>\nClientSecret = <s>\n',
    '[Access]\nTenant = T\n[Credentials]\nClientId = C\nClientSecret = S\n',
  ]),
  example('a registration of Spring', 'application.yml', [
    'registration:\n  cds:\n    client-id: <c>\n    client-secret: <s>\nprovider:\n  cds:\n    token-uri: <u>\n',
    `registration:\n  cds:\n    client-id: C\n    client-secret: S\nprovider:\n  cds:\n    token-uri: ${HUB}/identity/connect/token\n`,
  ]),
  example('httpyac', '.env', [
    'cds_tokenEndpoint=\ncds_clientId=\ncds_clientSecret=\n',
    `cds_tokenEndpoint=${HUB}/identity/connect/token\ncds_clientId=C\ncds_clientSecret=S\n`,
  ]),
  example('variables that a build writes into a page', '.env', [
    'VITE_ADH_CLIENT_ID=\nVITE_ADH_TENANT_ID=\n',
    'VITE_ADH_CLIENT_ID=C\nVITE_ADH_TENANT_ID=T\n',
  ]),
  example('an address named URI, beside other products', '.env', [
    'ADH_URI=\nADH_CLIENT_ID=\nADH_CLIENT_SECRET=\nDISCORD_CLIENT_ID=\nAUTH0_DOMAIN=https://x.auth0.com\n',
    `ADH_URI=${HUB}\nADH_CLIENT_ID=C\nADH_CLIENT_SECRET=S\nDISCORD_CLIENT_ID=\nAUTH0_DOMAIN=https://x.auth0.com\n`,
  ]),
  example('R', 'config.yml', [
    'default:\n  client_id: "<c>"\n  client_secret: "<s>"\n  tenant: "<t>"\n',
    'default:\n  client_id: "C"\n  client_secret: "S"\n  tenant: "T"\n',
  ]),
  example('a variable for the tenant', 'config.yml', [
    'client_id: <c>\nclient_secret: <s>\ntenant_id: $' + '{TENANT}\n',
    'client_id: C\nclient_secret: S\ntenant_id: $' + '{TENANT}\n',
  ]),
];

const NESTED_EXAMPLES: readonly Example[] = [
  example('dotted keys', 'config.toml', [
    'client.id = "<c>"\nclient.secret = "<s>"\ntenant.id = "<t>"\n',
    'client.id = "C"\nclient.secret = "S"\ntenant.id = "T"\n',
  ]),
  example('an object for the client, and one for the tenant', 'config.json', [
    '{"client":{"id":"<c>","secret":"<s>"},"tenant":{"id":"<t>"}}',
    '{"client":{"id":"C","secret":"S"},"tenant":{"id":"T"}}',
  ]),
  example('variables of compose', 'compose.yaml', [
    'services:\n  app:\n    environment:\n      - ADH_CLIENT_ID=<c>\n      - ADH_CLIENT_SECRET=\n',
    'services:\n  app:\n    environment:\n      - ADH_CLIENT_ID=C\n      - ADH_CLIENT_SECRET=S\n',
  ]),
  example('a line for a shell', '.env', [
    'ADH_CLIENT_ID=<c>; export ADH_CLIENT_ID\nADH_CLIENT_SECRET=; export ADH_CLIENT_SECRET\n',
    'ADH_CLIENT_ID=C; export ADH_CLIENT_ID\nADH_CLIENT_SECRET=S; export ADH_CLIENT_SECRET\n',
  ]),
  example('the environment of Angular', 'environment.prod.ts', [
    "export const environment = { auth: { clientId: '<c>', tenant: '<t>' } };\n",
    "export const environment = { auth: { clientId: 'C', tenant: 'T' } };\n",
  ]),
];

const NOT_OURS: readonly (readonly [title: string, file: string, text: string])[] = [
  ['Grafana’s own sign-in', 'grafana.ini', '[auth.generic_oauth]\nclient_id = some_id\nclient_secret =\n'],
  [
    'another platform',
    'config.json',
    '{"client_id":"","client_secret":"","well_known_url":"https://x.example"}',
  ],
  ['an account id', 'config.json', '{"client_id":"","client_secret":"","account_id":"a"}'],
  [
    'another platform’s host',
    'config.json',
    '{"client_id":"","client_secret":"","url":"https://eu.platform.connect.aveva.com/x"}',
  ],
  [
    'Dataverse',
    'config.json',
    '{"cdsclientid":"","cdsclientsecret":"","cdsurl":"https://org.crm.dynamics.com"}',
  ],
  ['blank keys of a product', '.env.local', 'DISCORD_CLIENT_ID=\nDISCORD_CLIENT_SECRET=\n'],
  ['a section of a product', 'config.json', '{"Zoom":{"ClientId":"","ClientSecret":""}}'],
  ['a name of two words', 'config.json', '{"EntraId":{"ClientId":"","ClientSecret":""}}'],
  ['a name that begins a word', 'config.json', '{"xeroapi":{"ClientId":"","ClientSecret":""}}'],
  [
    'another address',
    'config.json',
    '{"Resource":"https://api.other.example","ClientId":"abc","ClientSecret":"def"}',
  ],
  ['records of customers', 'config.json', '[{"clientId":"7","name":"a"},{"clientId":"8","name":"b"}]'],
  ['records in an object', 'config.json', '{"orders":[{"clientId":"7"},{"clientId":"8"}]}'],
  ['an object with an id', 'config.json', '{"client":{"id":"","name":""}}'],
  [
    'a variable that compose takes from the shell',
    'compose.yaml',
    'services:\n  a:\n    environment:\n      ADH_CLIENT_ID: <c>\n      ADH_CLIENT_SECRET:\n',
  ],
  ['an id of an application', 'manifest.json', '{"appId":"com.example.app"}'],
];

describe('the shapes of configuration files', () => {
  const folder = temporaryFolder();
  const put = (file: string, text: string) => {
    const at = path.join(folder.path, file);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, text);
  };
  const find = (values: PlainValues, file: string) =>
    targetsIn(folder.path, values).then(targets =>
      targets.filter(target => target.path === path.join(folder.path, file)),
    );
  const insert = async (target: ProjectTarget | undefined, values: PlainValues) => {
    if (!target) return undefined;
    const { after } = await planFileChange(
      target,
      { ...values, clientSecret: new SecretText('S') },
      diskAccess,
    );
    return after.toString();
  };

  for (const { title, file, text, after, values } of [
    ...JSON_EXAMPLES,
    ...OTHER_EXAMPLES,
    ...NESTED_EXAMPLES,
  ]) {
    if (after === undefined) continue;
    it(`fills ${title} (${file})`, async () => {
      put(file, text);
      const all = { ...VALUES, ...values };
      const [target] = await find(all, file);
      assert.equal(target?.reason, 'wantsCredentials');
      assert.equal(await insert(target, all), after);
    });
  }

  for (const [title, file, text] of NOT_OURS) {
    it(`leaves ${title} alone`, async () => {
      put(file, text);
      const targets = await find(VALUES, file);
      assert.deepEqual(
        targets.map(({ reason }) => reason).filter(reason => reason !== 'configuration'),
        [],
      );
    });
  }

  it('offers each group of a file by its name, that of the client first', async () => {
    put(
      'config.json',
      '{"Source":{"ClientId":"<c>"},"Own":{"ClientId":"c","ClientSecret":"old"},"Target":{"ClientId":"x","ClientSecret":"y"}}',
    );
    const targets = await find(VALUES, 'config.json');
    assert.deepEqual(
      targets.map(({ relativePath, reason, isOfClient }) => [relativePath, reason, isOfClient]),
      [
        ['config.json · Own', 'hasCredentials', true],
        ['config.json · Source', 'wantsCredentials', false],
        ['config.json · Target', 'hasCredentials', false],
      ],
    );
    assert.equal(
      await insert(targets[1], VALUES),
      '{"Source":{"ClientId":"C","ClientSecret":"S"},"Own":{"ClientId":"c","ClientSecret":"old"},"Target":{"ClientId":"x","ClientSecret":"y"}}',
    );
  });

  it('fills a tenant that groups share, but replaces none that they share', async () => {
    put('config.json', '{"Tenant":"<t>","A":{"ClientId":"<c>"},"B":{"ClientId":"x","ClientSecret":"y"}}');
    const [first] = await find(VALUES, 'config.json');
    assert.deepEqual(
      first?.places.map(({ field, state }) => `${field} ${state}`),
      ['clientId placeholder', 'tenantId placeholder', 'clientSecret new'],
    );
    put('config.json', '{"Tenant":"other","A":{"ClientId":"<c>"},"B":{"ClientId":"x","ClientSecret":"y"}}');
    const [second] = await find(VALUES, 'config.json');
    assert.deepEqual(
      second?.places.map(({ field, state }) => `${field} ${state}`),
      ['clientId placeholder', 'clientSecret new'],
    );
  });

  it('adds no key for a secret to what is made from a sample’s template without one', async () => {
    put('config.placeholder.json', `{"Resource":"${HUB}","ClientId":"9d0c6c2e-0000-4000-8000-000000000000"}`);
    const [target] = await find(VALUES, 'config.json');
    assert.equal(await insert(target, VALUES), `{"Resource":"${HUB}","ClientId":"C"}`);
  });

  const spelled: readonly (readonly [title: string, text: string, after: object])[] = [
    [
      'a key in another case',
      `{"resource":"${HUB}"}`,
      { resource: HUB, ApiVersion: 'v1', TenantId: 'T', ClientId: 'C', ClientSecret: 'S' },
    ],
    [
      'somebody else’s value',
      '{"AzureClientId":"x","tenantid":"other"}',
      {
        AzureClientId: 'x',
        tenantid: 'other',
        Connect: { Resource: HUB, ApiVersion: 'v1', TenantId: 'T', ClientId: 'C', ClientSecret: 'S' },
      },
    ],
    [
      'somebody else’s value, and a section in another case',
      '{"TENANTID":"other","connect":{"resource":""}}',
      {
        TENANTID: 'other',
        connect: { resource: HUB, ApiVersion: 'v1', TenantId: 'T', ClientId: 'C', ClientSecret: 'S' },
      },
    ],
  ];
  for (const [title, text, after] of spelled) {
    it(`writes no key twice for .NET: ${title}`, async () => {
      put('appsettings.json', text);
      const [target] = await find(VALUES, 'appsettings.json');
      assert.deepEqual(JSON.parse((await insert(target, VALUES)) ?? ''), after);
    });
  }

  const secrets: readonly (readonly [title: string, text: string, after: object])[] = [
    [
      'an object',
      `{"Connect":{"Resource":"${HUB}"}}`,
      { Connect: { Resource: HUB, TenantId: 'T', ClientId: 'C', ClientSecret: 'S' } },
    ],
    [
      'a flat key in another case',
      `{"connect:resource":"${HUB}"}`,
      {
        'connect:resource': HUB,
        'Connect:TenantId': 'T',
        'Connect:ClientId': 'C',
        'Connect:ClientSecret': 'S',
      },
    ],
  ];
  for (const [title, text, after] of secrets) {
    it(`writes no key of the user secrets twice: ${title}`, async () => {
      put('Api.csproj', '<Project><UserSecretsId>api</UserSecretsId></Project>');
      put('appsettings.json', '{"Connect":{"Resource":"","TenantId":"","ClientId":"","ClientSecret":""}}');
      const file = path.relative(
        folder.path,
        userSecretsFile('api', { home: path.join(folder.path, '.home'), platform: process.platform }),
      );
      put(file, text);
      const [target] = await find(VALUES, file);
      assert.deepEqual(JSON.parse((await insert(target, VALUES)) ?? ''), after);
    });
  }

  it('writes nothing if the group that was chosen is gone', async () => {
    put('config.json', '{"A":{"ClientId":"<c>"},"B":{"ClientId":"<c>"}}');
    const [target] = await find(VALUES, 'config.json');
    put('config.json', '{"B":{"ClientId":"<c>"}}');
    await assert.rejects(insert(target, VALUES), { code: 'changedMeanwhile' });
  });

  it('offers a template only if it has keys for this service', async () => {
    put('a/config.placeholder.json', '{"Name":"<n>"}');
    put('b/config.placeholder.json', '{"ClientId":"<c>"}');
    const targets = await targetsIn(folder.path, VALUES);
    assert.deepEqual(
      targets.map(({ relativePath, reason }) => `${relativePath} ${reason}`),
      ['b/config.json fromTemplate', '.env newFile'],
    );
  });
});
