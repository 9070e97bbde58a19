import assert from 'node:assert/strict';
import path from 'node:path';
import type { StoredClient } from '../../../../src/localTenant/storage/clientTable.ts';
import { TenantStore } from '../../../../src/localTenant/storage/tenantStore.ts';
import { DEFAULT_SETTINGS } from '../../../../src/service/model/clientSettings.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const NEVER = { description: null, expiresAtMs: null };
const LATE_MS = 1000;

describe('local tenant: what authentication knows of clients', () => {
  const folder = temporaryFolder();
  let store: TenantStore;
  beforeEach(() => {
    store = new TenantStore(path.join(folder.path, 'tenant.db'));
  });
  afterEach(() => store.close());

  const client = (changes: Partial<StoredClient> = {}): StoredClient => ({
    type: 'clientCredentials',
    id: 'a',
    name: 'A',
    enabled: true,
    tokenLifetimeSeconds: 60,
    roleIds: [],
    tags: [],
    settings: DEFAULT_SETTINGS,
    ...changes,
  });
  const addSecret = (byte: number, secret = NEVER) =>
    store.secrets.insert('a', secret, Buffer.alloc(32, byte)).id;
  /** Makes a change at a time that counts late. */
  const late = (atMs: number, change: () => unknown, idBefore = 'a') =>
    store.authentication.changeLate(change, idBefore, () => 'a', atMs + LATE_MS);
  /** Returns the name of the client and the first bytes of the hashes that count at a time. */
  const knownAt = (nowMs: number) => [
    store.authentication.findClient('a', nowMs)?.name,
    store.authentication
      .hashesValidAt('a', nowMs)
      .map(hash => hash[0])
      .sort(),
  ];

  it('is the present data without late changes', () => {
    assert.deepEqual(knownAt(0), [undefined, []]);
    store.clients.insert(client());
    addSecret(1, { description: null, expiresAtMs: 500 } as never);
    addSecret(2);
    assert.deepEqual(knownAt(499), ['A', [1, 2]]);
    assert.deepEqual(knownAt(500), ['A', [2]]);
  });

  it('lacks a new client and its secret until the time', () => {
    late(
      0,
      () => {
        store.clients.insert(client());
        addSecret(1);
      },
      '',
    );
    assert.deepEqual(knownAt(LATE_MS - 1), [undefined, []]);
    assert.deepEqual(knownAt(LATE_MS), ['A', [1]]);
  });

  it('has a deleted client and its secrets until the time', () => {
    store.clients.insert(client());
    addSecret(1);
    late(0, () => store.clients.remove('clientCredentials', 'a'));
    assert.deepEqual(knownAt(LATE_MS - 1), ['A', [1]]);
    assert.deepEqual(knownAt(LATE_MS), [undefined, []]);
  });

  it('has a deleted secret, lacks a new one, and has the old expiration of another, each until its time', () => {
    store.clients.insert(client());
    const deleted = addSecret(1);
    const changed = addSecret(2);
    late(0, () => store.secrets.remove('a', deleted));
    late(100, () => addSecret(3));
    late(200, () => store.secrets.update({ id: changed, description: 'x', expiresAtMs: 300 }));
    assert.deepEqual(knownAt(999), ['A', [1, 2]]);
    assert.deepEqual(knownAt(1000), ['A', [2]]);
    assert.deepEqual(knownAt(1100), ['A', [2, 3]]);
    assert.deepEqual(knownAt(1200), ['A', [3]]);
  });

  it('refuses a deleted secret that expires before its deletion counts', () => {
    store.clients.insert(client());
    const id = addSecret(1, { description: null, expiresAtMs: 500 } as never);
    late(0, () => store.secrets.remove('a', id));
    assert.deepEqual(
      [knownAt(499), knownAt(500)],
      [
        ['A', [1]],
        ['A', []],
      ],
    );
  });

  it('has each of several late changes of a client from its time on', () => {
    store.clients.insert(client());
    late(0, () => store.clients.update(client({ name: 'B' })));
    late(300, () => store.clients.update(client({ name: 'C' })));
    late(600, () => store.clients.remove('clientCredentials', 'a'));
    const names = [999, 1000, 1300, 1600].map(nowMs => knownAt(nowMs)[0]);
    assert.deepEqual(names, ['A', 'B', 'C', undefined]);
  });

  it('has at once what is not late, even of a client with late changes', () => {
    store.clients.insert(client());
    late(0, () => addSecret(1));
    const second = addSecret(2);
    assert.deepEqual(knownAt(0), ['A', [2]]);
    store.secrets.remove('a', second);
    assert.deepEqual(knownAt(0), ['A', []]);
    store.clients.update(client({ name: 'B' }));
    assert.deepEqual(knownAt(0), ['B', []]);
  });

  it('returns the result of the change, and the error of one that fails', () => {
    assert.equal(
      late(0, () => 'result'),
      'result',
    );
    assert.throws(
      () =>
        late(0, () => {
          throw new RangeError('no');
        }),
      RangeError,
    );
  });
});
