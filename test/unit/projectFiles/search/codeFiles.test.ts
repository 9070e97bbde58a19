import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { ProjectIndex } from '../../../../src/projectFiles/search/projectIndex.ts';
import { readCredentials } from '../../../../src/projectFiles/search/readCredentials.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { targetsIn } from './targetsIn.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'c' };

/** Files that can be written, with a placeholder for the secret. */
const WRITTEN: Readonly<Record<string, string>> = {
  'App.config':
    '<configuration><appSettings><add key="ClientId" value=""/><add key="ClientSecret" value=""/></appSettings></configuration>',
  'a.postman_environment.json':
    '{"values":[{"key":"ClientId","value":""},{"key":"ClientSecret","value":""}]}',
  'adapter.json': '[{"ClientId":"","ClientSecret":""}]',
  'config.js': "module.exports = { authItems: { clientId: '', clientSecret: '' } };",
  'prod.tfvars': 'cds_client_id = ""\ncds_client_secret = ""\n',
  'settings.json5': "{ clientId: '', clientSecret: '' }",
  'token.http': '@clientId =\n@clientSecret =\n',
};

/** Files that are only read, with a secret. */
const READ: Readonly<Record<string, string>> = {
  'load.py': 'client_id = "i"\nclient_secret = "s"\n',
  'load.ps1': "$clientId = 'i'\n$clientSecret = 's'\n",
  'load.sh': 'curl -d "client_id=i&client_secret=s" x\n',
  'notes.ipynb': '{"cells":[{"cell_type":"code","source":["client_id = \'i\'\\n","client_secret = \'s\'"]}]}',
};

describe('files of programs and tools', () => {
  const folder = temporaryFolder();
  const put = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder.path, name), text);
  };

  it('are offered if they can be written', async () => {
    put({ ...WRITTEN, ...READ });
    const targets = await targetsIn(folder.path, VALUES, []);
    const wanting = targets.filter(({ reason }) => reason === 'wantsCredentials');
    assert.deepEqual(
      wanting.map(({ relativePath }) => relativePath).toSorted(),
      Object.keys(WRITTEN).toSorted(),
    );
    assert.deepEqual(
      targets.filter(({ relativePath }) => relativePath in READ),
      [],
    );
  });

  it('are shown with their credentials, those that are only read too', async () => {
    put({ ...WRITTEN, ...READ });
    const files = await new ProjectIndex(folder.path, () => [], diskAccess).files();
    const userSecrets = { home: folder.path, appData: undefined, platform: process.platform };
    const found = await readCredentials(folder.path, {
      access: diskAccess,
      files,
      known: { values: [VALUES] },
      userSecrets,
    });
    const kinds = found.files.map(({ relativePath, credentials }) => [
      relativePath,
      credentials[0]?.secret.kind,
    ]);
    assert.deepEqual(Object.fromEntries(kinds), {
      ...Object.fromEntries(Object.keys(WRITTEN).map(name => [name, 'placeholder'])),
      ...Object.fromEntries(Object.keys(READ).map(name => [name, 'value'])),
    });
  });
});
