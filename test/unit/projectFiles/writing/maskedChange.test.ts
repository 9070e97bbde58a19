import assert from 'node:assert/strict';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { iniFormat } from '../../../../src/projectFiles/formats/ini/iniFormat.ts';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { propertiesFormat } from '../../../../src/projectFiles/formats/properties/propertiesFormat.ts';
import { tomlFormat } from '../../../../src/projectFiles/formats/toml/tomlFormat.ts';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';
import { maskedChange } from '../../../../src/projectFiles/writing/maskedChange.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'new-id' };
const OLD = 'o1d/S3cr3t"$x=';

const CASES = [
  [dotenvFormat, `# c\nADH_CLIENT_ID=old\nADH_CLIENT_SECRET='${OLD}'\nOTHER_CLIENT_SECRET='${OLD}'\n`],
  [jsonFormat, `{ "ClientId": "old", "ClientSecret": ${JSON.stringify(OLD)} }\n`],
  [yamlFormat, `adh:\n  client_id: old\n  client_secret: ${JSON.stringify(OLD)}\n`],
  [tomlFormat, `client_id = "old"\nclient_secret = ${JSON.stringify(OLD)}\n`],
  [iniFormat, `[Connect]\nClientId = old\nClientSecret = ${OLD}\n`],
  [propertiesFormat, `connect.clientId=old\nconnect.clientSecret=${OLD}\n`],
] as const;

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
