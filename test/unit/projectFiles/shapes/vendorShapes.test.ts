import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import type { PlainValues } from '../../../../src/projectFiles/shapes/field.ts';
import { planFileChange } from '../../../../src/projectFiles/writing/planFileChange.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { targetsIn } from '../search/targetsIn.ts';

const HUB = 'https://uswe.datahub.connect.aveva.com';
const VALUES: PlainValues = {
  resource: HUB,
  apiVersion: 'v1',
  tenantId: 'T',
  clientId: 'C',
  namespaceId: 'N',
};
const OMF = `${HUB}/api/v1/Tenants/T/Namespaces/N/omf`;

type Row = readonly [title: string, file: string, text: string, after: string];

const ADDRESSES: readonly Row[] = [
  [
    'an address that is only named so',
    'config.json',
    '{"TenantId":"<t>","Address":"https://dat-a.osisoft.com","ClientId":"<c>","ClientSecret":"<s>"}',
    `{"TenantId":"T","Address":"${HUB}","ClientId":"C","ClientSecret":"S"}`,
  ],
  [
    'the base address of a service',
    'config.json',
    '{"tenantId":"<t>","serviceBaseUri":"<u>","clientId":"<c>","clientSecret":"<s>"}',
    `{"tenantId":"T","serviceBaseUri":"${HUB}","clientId":"C","clientSecret":"S"}`,
  ],
  [
    'an address with a path, which stays',
    'config.json',
    `{"TenantId":"<t>","Url":"${HUB}/docs","ClientId":"<c>","ClientSecret":"<s>"}`,
    `{"TenantId":"T","Url":"${HUB}/docs","ClientId":"C","ClientSecret":"S"}`,
  ],
  [
    'a page with an older address of the service',
    'oidc.json',
    '{"authority":"https://dat-d.osisoft.com/identity","redirect_uri":"http://localhost:4300/","client_id":"SPECIFY"}',
    `{"authority":"${HUB}/identity","redirect_uri":"http://localhost:4300/","client_id":"C"}`,
  ],
  [
    'an address without its end',
    'config.json',
    '{"Resource":"https://euno.datahub.connect.aveva","ClientId":"a1","ClientSecret":"<s>"}',
    `{"Resource":"${HUB}","ClientId":"C","ClientSecret":"S"}`,
  ],
  [
    'an address that two groups share, neither filled',
    'config.ini',
    '[Access]\nResource = https://dat-b.osisoft.com\n[Old]\nClientId = <c>\nClientSecret = <s>\n[New]\nClientId = <c>\nClientSecret = <s>\n',
    `[Access]\nResource = ${HUB}\n[Old]\nClientId = C\nClientSecret = S\n[New]\nClientId = <c>\nClientSecret = <s>\n`,
  ],
  [
    'an address that a filled group relies on, which stays',
    'config.ini',
    '[Access]\nResource = https://dat-b.osisoft.com\n[Old]\nClientId = <c>\nClientSecret = <s>\n[New]\nClientId = x\nClientSecret = y\n',
    '[Access]\nResource = https://dat-b.osisoft.com\n[Old]\nClientId = C\nClientSecret = S\n[New]\nClientId = x\nClientSecret = y\n',
  ],
];

const NEIGHBORS: readonly Row[] = [
  [
    'an element of a list, and leaves the others alone',
    'config.json',
    '{"To":[{"TenantId":"<t>","ClientId":"<c>","ClientSecret":"<s>"},{"Resource":"<address>"}]}',
    '{"To":[{"TenantId":"T","ClientId":"C","ClientSecret":"S"},{"Resource":"<address>"}]}',
  ],
  [
    'an element of a list in YAML',
    'config.yaml',
    'to:\n  - tenant_id: <t>\n    client_id: <c>\n    client_secret: <s>\n  - resource: <address>\n',
    'to:\n  - tenant_id: T\n    client_id: C\n    client_secret: S\n  - resource: <address>\n',
  ],
  [
    'a section beside an Edge Data Store',
    'config.ini',
    '[Hub]\nTenantId = <t>\nClientId = <c>\nClientSecret = <s>\n[EDS]\nResource = http://localhost:5590\n',
    '[Hub]\nTenantId = T\nClientId = C\nClientSecret = S\n[EDS]\nResource = http://localhost:5590\n',
  ],
  [
    'a section beside one that asks for the address of PI',
    'config.ini',
    '[Hub]\nTenantId = <t>\nClientId = <c>\nClientSecret = <s>\n[Historian]\nResource = YOUR_PI_WEB_API_URL\n',
    '[Hub]\nTenantId = T\nClientId = C\nClientSecret = S\n[Historian]\nResource = YOUR_PI_WEB_API_URL\n',
  ],
  [
    'the endpoint of the service, not that of PI',
    'config.json',
    '[{"EndpointType":"PI","Resource":"<r>","ClientId":"<c>","ClientSecret":"<s>"},{"EndpointType":"CDS","Resource":"<r>","ClientId":"<c>","ClientSecret":"<s>"}]',
    `[{"EndpointType":"PI","Resource":"<r>","ClientId":"<c>","ClientSecret":"<s>"},{"EndpointType":"CDS","Resource":"${HUB}","ClientId":"C","ClientSecret":"S"}]`,
  ],
  [
    'values that are kept in a product of another service',
    'config.json',
    '{"TenantId":"<t>","ClientId":"<set by Azure DevOps>","ClientSecret":"<see the Azure key vault>"}',
    '{"TenantId":"T","ClientId":"C","ClientSecret":"S"}',
  ],
];

const HALVES: readonly Row[] = [
  [
    'a data source of Grafana',
    'hub.yaml',
    'sources:\n  - jsonData:\n      tenantId: <t>\n      clientId: <c>\n    secureJsonData:\n      clientSecret: <s>\n',
    'sources:\n  - jsonData:\n      tenantId: T\n      clientId: C\n    secureJsonData:\n      clientSecret: S\n',
  ],
  [
    'a data source whose keys begin with a name of the service',
    'hub.yaml',
    'sources:\n  - secureJsonData:\n      adhSecret: <s>\n    jsonData:\n      adhUrl: <u>\n      adhTenant: <t>\n      adhClient: <client id>\n',
    `sources:\n  - secureJsonData:\n      adhSecret: S\n    jsonData:\n      adhUrl: ${HUB}\n      adhTenant: T\n      adhClient: C\n`,
  ],
  [
    'a data source that has no id yet',
    'hub.yaml',
    'sources:\n  - jsonData:\n      path: /x\n    secureJsonData:\n      clientSecret: <s>\n',
    'sources:\n  - jsonData:\n      path: /x\n      clientId: C\n    secureJsonData:\n      clientSecret: S\n',
  ],
  [
    'a data source that has no secret yet',
    'hub.json',
    '{"jsonData":{"tenantId":"<t>","clientId":"<c>"},"secureJsonData":{"httpHeader":"h"}}',
    '{"jsonData":{"tenantId":"T","clientId":"C"},"secureJsonData":{"httpHeader":"h","clientSecret":"S"}}',
  ],
  [
    'an object for secrets beside the others',
    'values.yaml',
    'config:\n  tenantId: ""\n  clientId: ""\nsecrets:\n  clientSecret: ""\n',
    'config:\n  tenantId: "T"\n  clientId: "C"\nsecrets:\n  clientSecret: "S"\n',
  ],
];

const OMF_ENDPOINTS: readonly Row[] = [
  [
    'an endpoint that asks for the address of OMF messages',
    'endpoints.json',
    '[{"endpoint":"https://<OMF endpoint of the hub>","clientId":"<c>","clientSecret":"<s>"}]',
    `[{"endpoint":"${OMF}","clientId":"C","clientSecret":"S"}]`,
  ],
  [
    'the address of a namespace, which no OMF messages are sent to',
    'endpoints.json',
    `[{"Endpoint":"https://{host}/api/v1/Tenants/{t}/Namespaces/{n}","ClientId":"<c>","ClientSecret":"<s>"}]`,
    `[{"Endpoint":"${OMF.replace('/omf', '')}","ClientId":"C","ClientSecret":"S"}]`,
  ],
  [
    'id and password beside an address of OMF messages',
    'config.js',
    "module.exports = { OCS: true, PI: false, omfURL: '', id: '', password: '', compression: true };\n",
    `module.exports = { OCS: true, PI: false, omfURL: '${OMF}', id: 'C', password: 'S', compression: true };\n`,
  ],
  [
    'id and password in a section of their own',
    'config.ini',
    '[Destination]\nPI=\n[Access]\nomfURL=\n[Login]\nid=\npassword=\n',
    `[Destination]\nPI=\n[Access]\nomfURL=${OMF}\n[Login]\nid=C\npassword=S\n`,
  ],
  [
    'keys whose values repeat their names',
    'config.ini',
    '[A]\nOcsClientId = OCS_CLIENT_ID\nOcsClientSecret = OCS_CLIENT_SECRET\n',
    '[A]\nOcsClientId = C\nOcsClientSecret = S\n',
  ],
];

const NOT_OURS: readonly (readonly [title: string, file: string, text: string])[] = [
  [
    'the client of another sign-in',
    'source.json',
    '{"clientId":"<Auth0 client id>","clientSecret":"<Auth0 client secret>","tokenEndpoint":"https://<domain>/oauth/token"}',
  ],
  [
    'a value of another product that is asked for',
    'config.ini',
    '[App]\nClientId = YOUR_GITHUB_CLIENT_ID\nClientSecret =\n',
  ],
  [
    'the OMF endpoint of PI Web API',
    'endpoints.json',
    '[{"Endpoint":"https://pi.example/piwebapi/omf","ClientId":"oidc","ClientSecret":"<s>","TokenEndpoint":"https://pi.example/im/connect/token"}]',
  ],
  [
    'the endpoint of an Edge Data Store',
    'endpoints.json',
    '[{"endpoint":"http://localhost:5590/api/v1/tenants/default/namespaces/default/omf","clientId":null,"clientSecret":null}]',
  ],
  [
    'OMF messages to a host that nobody knows',
    'endpoints.json',
    '[{"omfEndpoint":"https://relay.example/omf","clientId":"x","clientSecret":"y"}]',
  ],
  [
    'an endpoint of the vendor’s other platform',
    'config.json',
    '[{"EndpointType":"NextGenCDS","OMFEndpoint":"<e>","TokenUrl":"<u>","ClientId":"<c>","ClientSecret":"<s>"}]',
  ],
  [
    'a provider of sign-ins',
    'config.json',
    '{"AuthProvider":"Keycloak","ClientId":"<c>","ClientSecret":"<s>"}',
  ],
  [
    'id and password of a user of PI',
    'config.ini',
    '[Destination]\nPI = true\n[Access]\nomfURL =\n[Login]\nid =\npassword =\n',
  ],
  [
    'id and password for PI Web API',
    'config.ini',
    '[Access]\nomfURL = https://pi.example/piwebapi/omf\n[Login]\nid =\npassword =\n',
  ],
  [
    'id and password of something else',
    'config.ini',
    '[Access]\nomfVersion = 1.1\n[Login]\nid =\npassword =\n',
  ],
  ['a password without an id', 'config.ini', '[Access]\nomfURL =\n[Login]\npassword =\n'],
];

describe('the shapes of the vendor’s samples and devices', () => {
  const folder = temporaryFolder();
  const put = (file: string, text: string) => {
    const at = path.join(folder.path, file);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, text);
  };
  const find = async (file: string) =>
    (await targetsIn(folder.path, VALUES)).filter(target => target.path === path.join(folder.path, file));

  for (const [title, file, text, after] of [...ADDRESSES, ...NEIGHBORS, ...HALVES, ...OMF_ENDPOINTS])
    it(`fills ${title}`, async () => {
      put(file, text);
      const [target] = await find(file);
      assert.equal(target?.reason, 'wantsCredentials');
      const clientSecret = new SecretText('S');
      const change = await planFileChange(target, { ...VALUES, clientSecret }, diskAccess);
      assert.equal(change.after.toString(), after);
    });

  for (const [title, file, text] of NOT_OURS)
    it(`leaves ${title} alone`, async () => {
      put(file, text);
      assert.deepEqual(await find(file), []);
    });

  it('adds keys in a section of their own beside one that asks for the address of PI', async () => {
    put('appsettings.json', '{"Resource":"PLACEHOLDER_PI_WEB_API_URL","Username":"<u>"}');
    const [target] = await find('appsettings.json');
    assert.equal(target?.reason, 'configuration');
    const change = await planFileChange(target, { ...VALUES, clientSecret: new SecretText('S') }, diskAccess);
    assert.deepEqual(JSON.parse(change.after.toString()), {
      Resource: 'PLACEHOLDER_PI_WEB_API_URL',
      Username: '<u>',
      Connect: { Resource: HUB, ApiVersion: 'v1', TenantId: 'T', ClientId: 'C', ClientSecret: 'S' },
    });
  });

  it('offers what tests read after what the program reads', async () => {
    const text = '{"TenantId":"<t>","ClientId":"<c>","ClientSecret":"<s>"}';
    put('tests/settings.json', text);
    put('src/app/settings.json', text);
    const targets = await targetsIn(folder.path, VALUES);
    assert.deepEqual(
      targets.filter(({ reason }) => reason === 'wantsCredentials').map(({ relativePath }) => relativePath),
      ['src/app/settings.json', 'tests/settings.json'],
    );
  });
});
