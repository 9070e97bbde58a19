import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { HiddenCredentials } from '../../../../../src/editor/features/project/hiddenCredentials.ts';
import { diskAccess } from '../../../../../src/projectFiles/fileAccess.ts';
import { findTargets } from '../../../../../src/projectFiles/search/findTargets.ts';
import { ProjectIndex } from '../../../../../src/projectFiles/search/projectIndex.ts';
import { readCredentials } from '../../../../../src/projectFiles/search/readCredentials.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'c' };

describe('what is marked as another service’s', () => {
  const folder = temporaryFolder();
  const state = new Map<string, unknown>();
  const hidden = new HiddenCredentials({
    get: key => state.get(key),
    update: async (key, value) => void state.set(key, value),
  });
  const userSecrets = { home: '/nowhere', platform: process.platform };
  const shown = async () => {
    const files = await new ProjectIndex(folder.path, () => [], diskAccess).files();
    const parts = { access: diskAccess, files, userSecrets, notOurs: hidden };
    const targets = await findTargets(folder.path, VALUES, parts);
    const read = await readCredentials(folder.path, { ...parts, known: { values: [VALUES] } });
    return {
      targets: targets.map(({ relativePath, reason }) => `${relativePath} ${reason}`),
      read: read.files.flatMap(({ relativePath, credentials }) =>
        credentials.map(({ group }) => [relativePath, ...group.object].join(' ')),
      ),
    };
  };
  const at = (name: string) => path.join(folder.path, name);

  beforeEach(() => {
    state.clear();
    fs.writeFileSync(at('config.json'), '{"A":{"ClientId":"<c>"},"B":{"ClientId":"<c>"}}');
    fs.writeFileSync(at('.env'), 'CLIENT_ID=\n');
  });

  it('is neither offered nor read, until it is shown again', async () => {
    const all = await shown();
    assert.deepEqual(all.targets, [
      '.env wantsCredentials',
      'config.json · A wantsCredentials',
      'config.json · B wantsCredentials',
    ]);
    await hidden.hide({ file: at('config.json'), group: { object: ['A'], prefix: '' } });
    await hidden.hide({ file: at('.env') });
    assert.deepEqual(await shown(), {
      targets: ['config.json wantsCredentials'],
      read: ['config.json B'],
    });
    await hidden.show(hidden.all());
    assert.deepEqual(await shown(), all);
  });

  it('is marked once, and survives what another version left', async () => {
    state.set('notOurs', [{ file: 7 }, null, { file: at('.env'), group: 'x' }]);
    assert.deepEqual(hidden.all(), []);
    await hidden.hide({ file: at('.env') });
    await hidden.hide({ file: at('.env') });
    assert.equal(hidden.all().length, 1);
    state.set('notOurs', 'broken');
    assert.deepEqual(hidden.all(), []);
  });
});
