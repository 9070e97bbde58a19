import assert from 'node:assert/strict';
import type { FileBinding } from '../../../../../src/credentials/records/bindings.ts';
import { Permissions } from '../../../../../src/editor/core/permissions/permissions.ts';
import { mayOpenTerminal } from '../../../../../src/editor/features/terminal/terminalConsent.ts';

const client = {
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  resource: 'https://there.example',
  clientName: 'Rig',
};
const boundTo = (file: string): FileBinding => ({
  kind: 'file',
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  file,
  folder: '/work/app',
  writtenAt: '2026-11-01T00:00:00Z',
});

function scene({
  agrees = true,
  bound = [] as readonly string[],
  folders = ['/work/app'] as readonly string[],
} = {}) {
  const memory = new Map<string, unknown>();
  const permissions = new Permissions({
    get: key => memory.get(key),
    update: async (key, value) => void memory.set(key, value),
  });
  const asked: (string | undefined)[] = [];
  const asks = (of = client, fingerprint = 'bash') =>
    mayOpenTerminal(of, {
      permissions,
      bindings: { readableOfClient: async (_, id) => (id === 'c' ? bound.map(boundTo) : []) },
      now: () => new Date('2026-11-24T00:00:00Z'),
      folders: () => folders,
      fingerprint: () => fingerprint,
      ask: async (_, before) => {
        asked.push(before?.fingerprint);
        return agrees;
      },
    });
  return { asks, asked, permissions };
}

describe('a terminal with the secret of a client', () => {
  it('needs no consent where a file of the workspace uses the client', async () => {
    const { asks, asked } = scene({ bound: ['/work/app/.env'] });
    assert.equal(await asks(), true);
    assert.deepEqual(asked, []);
  });

  for (const [title, given] of [
    ['no file uses the client', {}],
    ['a file of another folder uses the client', { bound: ['/work/application/.env'] }],
    ['no folder is open', { bound: ['/work/app/.env'], folders: [] }],
  ] as const) {
    it(`needs consent once where ${title}`, async () => {
      const { asks, asked, permissions } = scene(given);
      assert.deepEqual([await asks(), await asks()], [true, true]);
      assert.deepEqual(asked, [undefined]);
      await permissions.revoke(permissions.all());
      await asks();
      assert.equal(asked.length, 2);
    });
  }

  it('needs consent for each client, and again when the shell changes', async () => {
    const { asks, asked } = scene();
    await asks();
    await asks({ ...client, clientId: 'd' });
    await asks(client, './evil');
    assert.deepEqual(asked, [undefined, undefined, 'bash']);
  });

  it('is not opened if the user declines, who is asked again next time', async () => {
    const { asks, asked, permissions } = scene({ agrees: false });
    assert.deepEqual([await asks(), await asks()], [false, false]);
    assert.equal(asked.length, 2);
    assert.deepEqual(permissions.all(), []);
  });
});
