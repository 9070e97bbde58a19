import assert from 'node:assert/strict';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { iniFormat } from '../../../../src/projectFiles/formats/ini/iniFormat.ts';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { propertiesFormat } from '../../../../src/projectFiles/formats/properties/propertiesFormat.ts';
import { tomlFormat } from '../../../../src/projectFiles/formats/toml/tomlFormat.ts';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';
import { maskEdits, maskedChange } from '../../../../src/projectFiles/writing/maskedChange.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'new-id' };
const OLD = 'o1d/S3cr3t"$x=';
const MASK = '••••••••';
const NEW = `${MASK} (new)`;

const CASES = [
  [dotenvFormat, `# c\nADH_CLIENT_ID=old\nADH_CLIENT_SECRET='${OLD}'\nOTHER_CLIENT_SECRET='${OLD}'\n`],
  [jsonFormat, `{ "ClientId": "old", "ClientSecret": ${JSON.stringify(OLD)} }\n`],
  [yamlFormat, `adh:\n  client_id: old\n  client_secret: ${JSON.stringify(OLD)}\n`],
  [tomlFormat, `client_id = "old"\nclient_secret = ${JSON.stringify(OLD)}\n`],
  [iniFormat, `[Connect]\nClientId = old\nClientSecret = ${OLD}\n`],
  [propertiesFormat, `connect.clientId=old\nconnect.clientSecret=${OLD}\n`],
] as const;

type Row = readonly [title: string, file: string, text: string, before: string, after: string];

/** Complete texts before and after a change. */
const ROWS: readonly Row[] = [
  [
    'a new secret for the same client',
    '.env',
    'ADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=o1dS3cr3t\n',
    `ADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=${MASK}\n`,
    `ADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=${NEW}\n`,
  ],
  [
    'an escaped dollar of compose',
    'docker-compose.yml',
    'services:\n  w:\n    environment:\n      ADH_CLIENT_ID: new-id\n      ADH_CLIENT_SECRET: $$ecret\n',
    `services:\n  w:\n    environment:\n      ADH_CLIENT_ID: new-id\n      ADH_CLIENT_SECRET: ${MASK}\n`,
    `services:\n  w:\n    environment:\n      ADH_CLIENT_ID: new-id\n      ADH_CLIENT_SECRET: ${NEW}\n`,
  ],
  [
    'a request with a form and headers',
    'token.http',
    'POST /token\nAuthorization: Basic bmV3LWlkOm9sZA==\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=new-id&client_secret=old%2B\n',
    `POST /token\nAuthorization: Basic ${MASK}\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=new-id&client_secret=${MASK}\n`,
    `POST /token\nAuthorization: Basic ${MASK}\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=new-id&client_secret=${NEW}\n`,
  ],
  [
    'earlier duplicates',
    '.env',
    'ADH_CLIENT_SECRET=one\nADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=two\n',
    `ADH_CLIENT_SECRET=${MASK}\nADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=${MASK}\n`,
    `ADH_CLIENT_SECRET=${MASK}\nADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=${NEW}\n`,
  ],
  [
    'duplicates in YAML',
    'c.yaml',
    'client_id: new-id\nclient_secret: one\nclient_secret: two\n',
    `client_id: new-id\nclient_secret: ${MASK}\nclient_secret: ${MASK}\n`,
    `client_id: new-id\nclient_secret: ${MASK}\nclient_secret: ${NEW}\n`,
  ],
  [
    'a section twice in INI',
    'c.ini',
    '[A]\nClientId = new-id\nClientSecret = one\n[A]\nClientSecret = two\n',
    `[A]\nClientId = new-id\nClientSecret = ${MASK}\n[A]\nClientSecret = ${MASK}\n`,
    `[A]\nClientId = new-id\nClientSecret = ${MASK}\n[A]\nClientSecret = ${NEW}\n`,
  ],
  [
    'another client with another secret',
    '.env',
    'ADH_CLIENT_ID=old-id\nADH_CLIENT_SECRET=o1dS3cr3t\n',
    `ADH_CLIENT_ID=old-id\nADH_CLIENT_SECRET=${MASK}\n`,
    `ADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=${MASK}\n`,
  ],
  [
    'comments and secrets of others',
    'appsettings.json',
    '{\n  // "ClientSecret": "old",\n  "ClientId": "<id>",\n  "ClientSecret": "",\n  "PI": { "Username": "u", "Password": "p" }\n}\n',
    `{\n  // "ClientSecret": "${MASK}",\n  "ClientId": "<id>",\n  "ClientSecret": "",\n  "PI": { "Username": "u", "Password": "${MASK}" }\n}\n`,
    `{\n  // "ClientSecret": "${MASK}",\n  "ClientId": "new-id",\n  "ClientSecret": "${MASK}",\n  "PI": { "Username": "u", "Password": "${MASK}" }\n}\n`,
  ],
  [
    'a tagged and an anchored secret elsewhere',
    'c.yaml',
    'a:\n  client_id: <id>\n  client_secret: <secret>\nb:\n  password: &p !!str hunter2\n  token: *p\n',
    `a:\n  client_id: <id>\n  client_secret: <secret>\nb:\n  password: &p !!str ${MASK}\n  token: *p\n`,
    `a:\n  client_id: new-id\n  client_secret: ${MASK}\nb:\n  password: &p !!str ${MASK}\n  token: *p\n`,
  ],
  [
    'an old secret that stands elsewhere, too',
    '.env',
    'ADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=o1dS3cr3t\nURL=https://x.example/?k=o1dS3cr3t\n',
    `ADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=${MASK}\nURL=https://x.example/?k=${MASK}\n`,
    `ADH_CLIENT_ID=new-id\nADH_CLIENT_SECRET=${NEW}\nURL=https://x.example/?k=${MASK}\n`,
  ],
  [
    'an empty file',
    'c.toml',
    '',
    '',
    `[connect]\nresource = "https://r.example"\napi_version = "v1"\ntenant_id = "t"\nclient_id = "new-id"\nclient_secret = "${MASK}"\n`,
  ],
];

describe('maskedChange', () => {
  for (const [format, text] of CASES) {
    it(`masks old and new secrets in ${format.name}, and shows everything else`, () => {
      const change = maskedChange(format, 'f', text, VALUES);
      for (const shown of [change.before, change.after]) {
        assert.doesNotMatch(shown, /o1d|S3cr3t|maskedWhile/);
        assert.match(shown, /••••••••/);
      }
      assert.match(change.before, /old/);
      assert.match(change.after, /new-id/);
      assert.equal(change.before.split('\n').length, text.split('\n').length);
    });
  }

  for (const [title, file, text, before, after] of ROWS) {
    it(`shows ${title}`, async () => {
      const change = maskedChange(await formatOf(file), file, text, VALUES);
      assert.deepEqual(change, { before, after });
    });
  }

  it('shows placeholders, which are not secrets', () => {
    const text = '{ "ClientId": "PLACEHOLDER_ID", "ClientSecret": "PLACEHOLDER_SECRET" }';
    const change = maskedChange(jsonFormat, 'f', text, VALUES);
    assert.equal(change.before, text);
    assert.equal(change.after, '{ "ClientId": "new-id", "ClientSecret": "••••••••" }');
  });

  it('shows the variable that a launch configuration gets', () => {
    const section = { within: ['env'], defaults: [['clientSecret', ['env', 'S']]] as const };
    const variable = `\${clientCredentials:new-id:clientSecret}`;
    const { after } = maskedChange(jsonFormat, 'f', '{ "env": {} }', VALUES, section, variable);
    assert.match(after, /"S":"\$\{clientCredentials:new-id:clientSecret\}"/);
  });
});

describe('maskEdits', () => {
  it('shows a change inside of what is masked', () => {
    const text = '# client_secret=abcdef\n';
    const change = maskEdits(dotenvFormat, text, [{ offset: 18, length: 1, text: 'x' }], []);
    assert.deepEqual(change, { before: `# client_secret=${MASK}\n`, after: `# client_secret=${NEW}\n` });
  });

  it('masks a secret that is written where no name tells', () => {
    const change = maskEdits(
      dotenvFormat,
      'A=b\n',
      [{ offset: 2, length: 1, text: 's3cr3t-s3cr3t' }],
      ['s3cr3t-s3cr3t'],
    );
    assert.deepEqual(change, { before: 'A=b\n', after: `A=${MASK}\n` });
  });
});
