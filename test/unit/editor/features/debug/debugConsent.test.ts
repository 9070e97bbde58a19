import assert from 'node:assert/strict';
import type { FileBinding } from '../../../../../src/credentials/records/bindings.ts';
import type { KeptSecret } from '../../../../../src/credentials/records/keptSecrets.ts';
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
const request: DebugRequest = { name: 'Job', folder: { name: 'app', path: '/work/app' } };
const boundTo = (file: string): FileBinding => ({
  kind: 'file',
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  file,
  folder: '/work/app',
  writtenAt: '2026-11-01T00:00:00Z',
});

/** A user who always answers the same, and the memory of a workspace. */
function scene(given: { agrees?: boolean; trusted?: boolean; bound?: readonly string[] }) {
  const memory = new Map<string, unknown>();
  let asked = 0;
  const asks = (of: KeptSecret = kept, by: DebugRequest = request) =>
    mayGiveSecret(of, by, {
      memory: {
        get: key => memory.get(key),
        update: async (key, value) => void memory.set(key, value),
      },
      bindings: {
        ofClient: async (_tenant, clientId) => (clientId === 'c' ? (given.bound ?? []).map(boundTo) : []),
      },
      isTrusted: () => given.trusted ?? true,
      ask: async () => {
        asked += 1;
        return given.agrees ?? true;
      },
    });
  return { asks, memory, asked: () => asked };
}

describe('a launch configuration that asks for a saved secret', () => {
  it('needs consent once per folder and client', async () => {
    const { asks, asked } = scene({});
    assert.deepEqual([await asks(), await asks(kept, { ...request, name: 'Other' })], [true, true]);
    assert.equal(asked(), 1);
    await asks({ ...kept, clientId: 'd' });
    await asks({ ...kept, tenantId: 'u' });
    await asks(kept, { name: 'Job', folder: { name: 'api', path: '/work/api' } });
    await asks(kept, { name: 'Job' });
    assert.equal(asked(), 5);
  });

  it('gets nothing if the user declines, and asks again next time', async () => {
    const { asks, asked, memory } = scene({ agrees: false });
    assert.deepEqual([await asks(), await asks()], [false, false]);
    assert.equal(asked(), 2);
    assert.equal(memory.size, 0);
  });

  for (const [title, bound, expected] of [
    ['needs no consent where the user inserted the client', ['/work/app/.vscode/launch.json'], 0],
    ['needs consent if that was in another folder', ['/work/api/.vscode/launch.json'], 1],
    ['needs consent if the client is in another file of the folder', ['/work/app/.env'], 1],
    ['is asked about where the name only looks alike', ['/work/application/.vscode/launch.json'], 1],
  ] as const) {
    it(title, async () => {
      const { asks, asked } = scene({ bound });
      assert.equal(await asks(), true);
      assert.equal(asked(), expected);
    });
  }

  it('gets nothing in Restricted Mode, despite earlier consent', async () => {
    const { asks, asked } = scene({ trusted: false, bound: ['/work/app/.vscode/launch.json'] });
    assert.equal(await asks(), false);
    assert.equal(asked(), 0);
  });

  it('gets nothing from a damaged memory', async () => {
    const { asks, memory, asked } = scene({});
    memory.set('debugConsents', { not: 'a list' });
    assert.equal(await asks(), true);
    assert.equal(asked(), 1);
  });
});
