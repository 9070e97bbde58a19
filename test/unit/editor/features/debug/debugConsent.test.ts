import assert from 'node:assert/strict';
import type { KeptSecret } from '../../../../../src/credentials/records/keptSecrets.ts';
import type { LaunchPermission } from '../../../../../src/editor/core/permissions/permission.ts';
import { Permissions } from '../../../../../src/editor/core/permissions/permissions.ts';
import { type DebugRequest, mayGiveSecret } from '../../../../../src/editor/features/debug/debugConsent.ts';

const kept: KeptSecret = {
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  resource: 'https://there.example',
  clientName: 'Rig',
  description: '',
  keptAt: '2026-11-01T00:00:00Z',
};
const request: DebugRequest = {
  name: 'Job',
  folder: { name: 'app', path: '/work/app' },
  fingerprint: 'as-started',
  changes: [],
  written: async () => undefined,
};
const inserted: LaunchPermission = {
  kind: 'launch',
  tenantId: 't',
  clientId: 'c',
  clientName: 'Rig',
  folder: '/work/app',
  configuration: 'Job',
  of: 'written',
  fingerprint: 'as-written',
  withChanges: false,
  givenAt: '2026-11-01T00:00:00Z',
};

/** A user who always answers the same, and the memory of a workspace. */
function scene(given: { agrees?: boolean; trusted?: boolean } = {}) {
  const memory = new Map<string, unknown>();
  const permissions = new Permissions({
    get: key => memory.get(key),
    update: async (key, value) => void memory.set(key, value),
  });
  const asked: (LaunchPermission | undefined)[] = [];
  const asks = (of: KeptSecret = kept, by: DebugRequest = request) =>
    mayGiveSecret(of, by, {
      permissions,
      now: () => new Date('2026-11-24T00:00:00Z'),
      isTrusted: () => given.trusted ?? true,
      ask: async (_kept, _request, before) => {
        asked.push(before);
        return given.agrees ?? true;
      },
    });
  return { asks, memory, permissions, asked };
}

describe('a launch configuration that asks for a saved secret', () => {
  it('needs consent once per folder, configuration and client', async () => {
    const { asks, asked } = scene();
    assert.deepEqual([await asks(), await asks()], [true, true]);
    assert.equal(asked.length, 1);
    await asks({ ...kept, clientId: 'd' });
    await asks({ ...kept, tenantId: 'u' });
    await asks(kept, { ...request, name: 'Other' });
    await asks(kept, { ...request, folder: { name: 'api', path: '/work/api' } });
    await asks(kept, { ...request, folder: undefined });
    assert.equal(asked.length, 6);
  });

  it('needs consent again when it has changed, and again when it has changed back', async () => {
    const { asks, asked } = scene();
    await asks();
    await asks(kept, { ...request, fingerprint: 'other' });
    assert.deepEqual(
      asked.map(before => before?.fingerprint),
      [undefined, 'as-started'],
    );
    await asks();
    assert.equal(asked.length, 3);
  });

  it('needs consent again when it has to be changed so that the secret is not exposed', async () => {
    const { asks, asked } = scene();
    await asks();
    const exposed = { ...request, changes: ['"console": "internalConsole"'] };
    assert.deepEqual([await asks(kept, exposed), await asks(kept, exposed)], [true, true]);
    assert.equal(asked.length, 2);
  });

  it('gets nothing if the user declines, and asks again next time', async () => {
    const { asks, asked, memory } = scene({ agrees: false });
    assert.deepEqual([await asks(), await asks()], [false, false]);
    assert.equal(asked.length, 2);
    assert.equal(memory.size, 0);
  });

  it('needs no consent where the user inserted the client, and does when it changes later', async () => {
    const { asks, asked, permissions } = scene();
    await permissions.give(inserted);
    const first = { ...request, written: async () => 'as-written' };
    assert.deepEqual([await asks(kept, first), await asks()], [true, true]);
    assert.equal(asked.length, 0);
    await asks(kept, { ...first, fingerprint: 'other' });
    assert.equal(asked.length, 1);
  });

  for (const [title, by] of [
    ['launch.json has changed since the client was inserted', { written: async () => 'another' }],
    ['it only has the name of the one with the client', { written: async () => undefined }],
    ['the client was inserted into another configuration', { name: 'Other' }],
    ['that was in another folder', { folder: { name: 'api', path: '/work/api' } }],
    ['it would show the secret', { written: async () => 'as-written', changes: ['without “trace”'] }],
  ] as const) {
    it(`needs consent if ${title}`, async () => {
      const { asks, asked, permissions } = scene();
      await permissions.give(inserted);
      assert.equal(await asks(kept, { ...request, ...by }), true);
      assert.equal(asked.length, 1);
    });
  }

  it('needs consent again once it was revoked, even if the client was inserted', async () => {
    const { asks, asked, permissions } = scene();
    await permissions.give(inserted);
    await permissions.revoke(permissions.all());
    await asks(kept, { ...request, written: async () => 'as-written' });
    assert.equal(asked.length, 1);
    await permissions.revoke(permissions.all());
    await asks();
    assert.equal(asked.length, 2);
  });

  it('gets nothing in Restricted Mode, despite earlier consent', async () => {
    const { asks, asked, permissions } = scene({ trusted: false });
    await permissions.give({ ...inserted, of: 'started', fingerprint: 'as-started' });
    assert.equal(await asks(), false);
    assert.equal(asked.length, 0);
  });

  it('needs consent where only version 0.1.0 has asked, or the memory is damaged', async () => {
    const { asks, memory, asked } = scene();
    memory.set('debugConsents', [['/work/app', 't', 'c'].join('\n')]);
    memory.set('permissions', { not: 'a list' });
    assert.equal(await asks(), true);
    assert.equal(asked.length, 1);
    assert.equal(memory.get('debugConsents'), undefined, 'the old list is removed');
    memory.set('permissions', ['x', null, { kind: 'launch' }]);
    assert.equal(await asks(), true);
    assert.equal(asked.length, 2);
  });
});
