import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Permissions } from '../../../../../src/editor/core/permissions/permissions.ts';
import {
  permitInserted,
  writtenFingerprint,
} from '../../../../../src/editor/core/permissions/writtenLaunch.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';
import { targetsIn } from '../../../projectFiles/search/targetsIn.ts';

const CLIENT = {
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  resource: 'https://there.example',
  clientName: 'Rig',
};
const VALUES = { resource: 'r', apiVersion: 'v1', tenantId: 't', clientId: 'c' };
const JOB = { name: 'Job', type: 'node', program: `\${workspaceFolder}/job.js`, args: ['a'], env: {} };

describe('a launch configuration that a client was inserted into', () => {
  const folder = temporaryFolder();
  const write = (...configurations: readonly object[]) => {
    fs.mkdirSync(path.join(folder.path, '.vscode'), { recursive: true });
    fs.writeFileSync(
      path.join(folder.path, '.vscode/launch.json'),
      `// ours\n${JSON.stringify({ configurations })}`,
    );
  };
  const started = () => ({
    ...JOB,
    type: 'pwa-node',
    program: path.join(folder.path, 'job.js'),
    skipFiles: [],
  });

  async function permitted() {
    const memory = new Map<string, unknown>();
    const permissions = new Permissions({
      get: key => memory.get(key),
      update: async (key, value) => void memory.set(key, value),
    });
    const target = (await targetsIn(folder.path, VALUES)).find(({ relativePath }) =>
      relativePath.endsWith('Job'),
    );
    assert.ok(target);
    await permitInserted(permissions, CLIENT, target, new Date('2026-11-24T00:00:00Z'));
    const [permission] = permissions.all();
    assert.ok(permission?.kind === 'launch');
    assert.deepEqual(
      [permission.of, permission.folder, permission.configuration],
      ['written', folder.path, 'Job'],
    );
    return permission.fingerprint;
  }

  it('is recognized when it is started, with its variables replaced', async () => {
    write({ name: 'Before', type: 'node' }, JOB);
    assert.equal(await writtenFingerprint(folder.path, started()), await permitted());
  });

  for (const [title, configurations] of [
    ['its program', [{ ...JOB, program: `\${workspaceFolder}/job.js --evil` }]],
    ['its type', [{ ...JOB, type: 'python' }]],
    ['another configuration', [JOB, { name: 'Other', serverReadyAction: { config: { name: 'Job' } } }]],
    ['the file: it has two of this name', [JOB, JOB]],
    ['the file: it is gone', []],
  ] as const) {
    it(`is not when someone has changed ${title}`, async () => {
      write(JOB);
      const fingerprint = await permitted();
      write(...configurations);
      assert.notEqual(await writtenFingerprint(folder.path, started()), fingerprint);
    });
  }

  for (const [title, other] of [
    ['program', { program: '/evil.js' }],
    ['type', { type: 'probe' }],
    ['name', { name: 'Other' }],
  ] as const) {
    it(`is not confused with one of another ${title}`, async () => {
      write(JOB);
      assert.equal(await writtenFingerprint(folder.path, { ...started(), ...other }), undefined);
    });
  }
});
