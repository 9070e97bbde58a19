import { fills, HUB, SECRET, type TableCase } from './tableCase.ts';

const CSPROJ = { 'Api.csproj': '<Project><PropertyGroup></PropertyGroup></Project>' };

/** `cases.md` §3: keys that exist already, written differently. User secrets are outside the project: see `userSecrets.test.ts`. */
export const DOTNET_CASES: readonly TableCase[] = [
  fills(
    'a key in lower case',
    'appsettings.json',
    `{"resource":"${HUB}"}`,
    `{"resource":"${HUB}","ApiVersion":"v1","TenantId":"T1","ClientId":"C1","ClientSecret":"${SECRET}"}`,
    { beside: CSPROJ },
  ),
  fills(
    'a key in capitals that is blank',
    'appsettings.json',
    '{"TENANTID":"","apiversion":"v1"}',
    `{"TENANTID":"T1","Resource":"${HUB}","ClientId":"C1","ClientSecret":"${SECRET}","apiversion":"v1"}`,
  ),
  fills(
    'a key with the value of another service',
    'appsettings.json',
    '{"AzureClientId":"x","tenantid":"other"}',
    `{"AzureClientId":"x","tenantid":"other","Connect":{"Resource":"${HUB}","ApiVersion":"v1","TenantId":"T1","ClientId":"C1","ClientSecret":"${SECRET}"}}`,
  ),
  fills(
    'a section in another case, and a root name that is taken',
    'appsettings.json',
    '{"resource":"https://other.example","connect":{"Timeout":3}}',
    `{"resource":"https://other.example","connect":{"Timeout":3,"Resource":"${HUB}","ApiVersion":"v1","TenantId":"T1","ClientId":"C1","ClientSecret":"${SECRET}"}}`,
  ),
  fills(
    'an empty section in another case, and a root name that is taken',
    'appsettings.json',
    '{"clientid":"someone","CONNECT":{}}',
    `{"clientid":"someone","CONNECT":{"Resource":"${HUB}","ApiVersion":"v1","TenantId":"T1","ClientId":"C1","ClientSecret":"${SECRET}"}}`,
  ),
  fills(
    'flat keys with colons in another case',
    'appsettings.json',
    '{"connect:tenantid":"","connect:clientid":"","connect:clientsecret":""}',
    `{"connect:tenantid":"T1","connect:clientid":"C1","connect:clientsecret":"${SECRET}"}`,
  ),
  fills(
    'a flat key with a colon beside an object',
    'appsettings.json',
    '{"Adh":{"ClientId":""},"Adh:ClientSecret":""}',
    `{"Adh":{"ClientId":"C1"},"Adh:ClientSecret":"${SECRET}"}`,
  ),
];

/** The same for the user secrets of a project: text of `secrets.json`, and what it has afterwards. */
export const USER_SECRET_CASES: readonly (readonly [
  title: string,
  settings: string,
  text: string,
  after: object,
])[] = [
  [
    'an object in place of flat keys',
    '{"Connect":{"Resource":"","TenantId":"","ClientId":"","ClientSecret":""}}',
    `{"Connect":{"Resource":"${HUB}"}}`,
    { Connect: { Resource: HUB, TenantId: 'T1', ClientId: 'C1', ClientSecret: SECRET } },
  ],
  [
    'a flat key in lower case',
    '{"Connect":{"Resource":"","TenantId":"","ClientId":"","ClientSecret":""}}',
    `{"connect:resource":"${HUB}"}`,
    {
      'connect:resource': HUB,
      'Connect:TenantId': 'T1',
      'Connect:ClientId': 'C1',
      'Connect:ClientSecret': SECRET,
    },
  ],
  [
    'an object without texts in lower case',
    '{"Hub":{"TenantId":"","ClientId":"","ClientSecret":""}}',
    '{"hub":{"Level":3}}',
    { hub: { Level: 3, TenantId: 'T1', ClientId: 'C1', ClientSecret: SECRET } },
  ],
  [
    'an object in lower case',
    '{"Hub":{"TenantId":"","ClientId":"","ClientSecret":""}}',
    '{"hub":{"x":"1"}}',
    { hub: { x: '1', TenantId: 'T1', ClientId: 'C1', ClientSecret: SECRET } },
  ],
];
