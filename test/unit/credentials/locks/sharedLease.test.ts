import assert from 'node:assert/strict';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { SharedLease, type SharedLeaseParts } from '../../../../src/credentials/locks/sharedLease.ts';
import { MemorySecretStore } from '../../../support/credentials/memorySecretStore.ts';

const CLIENT = { tenantId: 'T', clientId: 'C' };
const OTHER = { tenantId: 'T', clientId: 'D' };

describe('the lease of a client between hosts', () => {
  let store: MemorySecretStore;
  let now: Date;

  beforeEach(() => {
    store = new MemorySecretStore();
    now = new Date('2026-11-30T10:00:00Z');
  });

  const host = (name: string, parts: Partial<SharedLeaseParts> = {}) =>
    new SharedLease({
      store,
      ownId: async () => `id of ${name}`,
      name,
      now: () => now,
      random: Math.random,
      hasOthers: async () => true,
      warn: text => assert.fail(text),
      wait: async () => {},
      ...parts,
    });

  it('tells who has it, and since when', async () => {
    const since = now.toISOString();
    await host('WSL: Ubuntu').run(CLIENT, async () => {
      now = new Date(now.getTime() + 300_000);
      await assert.rejects(
        host('laptop').run(CLIENT, async () => assert.fail('both have it')),
        (error: unknown) => {
          assert.ok(error instanceof CredentialsError && error.code === 'busyOnHost');
          assert.equal(error.holder?.host, 'WSL: Ubuntu');
          assert.equal(error.holder?.since, since);
          return true;
        },
      );
      assert.equal(await host('laptop').run(OTHER, async () => 'another client'), 'another client');
    });
    assert.equal(await host('laptop').run(CLIENT, async () => 'free'), 'free');
    assert.equal(store.values.size, 0);
  });

  it('is released by a task that fails', async () => {
    await assert.rejects(
      host('laptop').run(CLIENT, async () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(store.values.size, 0);
  });

  it('of a host that has ended is taken over when it has expired, and at once by that host', async () => {
    // A window that was killed leaves its lease.
    const key = 'leases/t/c/id of container';
    await host('container').run(CLIENT, async () => assert.ok(store.values.has(key)));
    store.values.set(key, lease('container', now));
    await assert.rejects(
      host('laptop').run(CLIENT, async () => 'too early'),
      { code: 'busyOnHost' },
    );
    assert.equal(await host('container').run(CLIENT, async () => 'mine'), 'mine');
    store.values.set(key, lease('container', now));
    now = new Date(now.getTime() + 600_001);
    assert.equal(await host('laptop').run(CLIENT, async () => 'taken over'), 'taken over');
  });

  const lease = (name: string, since: Date) =>
    JSON.stringify({
      host: name,
      since: since.toISOString(),
      until: new Date(since.getTime() + 600_000).toISOString(),
    });

  it('that cannot be read counts as held', async () => {
    store.values.set('leases/t/c/another', '{"host":"of a later version"}');
    await assert.rejects(
      host('laptop').run(CLIENT, async () => 'too early'),
      { code: 'busyOnHost' },
    );
  });

  it('is never held by two hosts, whenever they begin', async () => {
    let inside = 0;
    let runs = 0;
    const slowly = async <T>(task: () => Promise<T>): Promise<T> => {
      await pause();
      return task();
    };
    const slow = (): SharedLeaseParts['store'] => ({
      get: key => slowly(() => store.get(key)),
      store: (key, value) => slowly(() => store.store(key, value)),
      delete: key => slowly(() => store.delete(key)),
      keys: () => slowly(() => store.keys()),
    });
    const pause = async () => {
      for (let turns = Math.floor(Math.random() * 4); turns > 0; turns -= 1) await Promise.resolve();
    };
    for (let round = 0; round < 500; round += 1) {
      const results = await Promise.allSettled(
        ['a', 'b', 'c'].map(name =>
          host(name, { store: slow(), wait: pause }).run(CLIENT, async () => {
            inside += 1;
            assert.equal(inside, 1);
            await pause();
            inside -= 1;
            runs += 1;
          }),
        ),
      );
      for (const result of results)
        if (result.status === 'rejected') assert.equal(result.reason.code, 'busyOnHost');
    }
    assert.ok(runs > 100, `${runs} runs only`);
    assert.equal(store.values.size, 0);
  });

  it('does not keep a host from working that cannot write to secret storage, or list its keys', async () => {
    const warnings: string[] = [];
    store.fault = 'refuses';
    const warn = (text: string) => void warnings.push(text);
    assert.equal(await host('laptop', { warn }).run(CLIENT, async () => 7), 7);
    const keys = () => Promise.reject(new Error('not supported'));
    const unlisted = Object.assign(new MemorySecretStore(), { keys });
    assert.equal(await host('laptop', { warn, store: unlisted }).run(CLIENT, async () => 8), 8);
    assert.equal(warnings.length, 2);
  });

  it('is written without waiting where there is no other host', async () => {
    const wait = async () => assert.fail('nobody is there to see it');
    assert.equal(await host('laptop', { hasOthers: async () => false, wait }).run(CLIENT, async () => 7), 7);
  });
});
