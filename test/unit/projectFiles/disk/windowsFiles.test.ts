import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { thisProcess } from '../../../../src/machine/processMark.ts';
import type { DiskParts, FileSystem } from '../../../../src/projectFiles/disk/diskParts.ts';
import { writeSafely } from '../../../../src/projectFiles/disk/safeWrite.ts';
import { diskParts } from '../../../support/folders/diskParts.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

describe('writing a file by the rules of Windows', () => {
  const folder = temporaryFolder();
  const storage = temporaryFolder();
  const at = (...names: readonly string[]) => path.join(folder.path, ...names);
  const read = (name: string) => fs.readFileSync(at(name), 'utf8');
  const write = (name: string, before: string | undefined, after: string, parts: Partial<DiskParts> = {}) =>
    writeSafely(
      {
        path: at(name),
        before: before === undefined ? undefined : Buffer.from(before),
        after: Buffer.from(after),
      },
      folder.path,
      diskParts({ storage: storage.path, platform: 'win32', ...parts }),
    );

  /** A clock that only a pause moves. */
  const clock = () => {
    const here = thisProcess();
    let pausedMs = 0;
    return {
      here: () => ({ ...here, atMs: here.atMs + pausedMs }),
      sleep: async (ms: number) => {
        pausedMs += ms;
      },
      pausedMs: () => pausedMs,
    };
  };

  /** A file system in which a call fails with an error so many times. */
  const failing = (call: 'open' | 'rename', code: string, times: number): FileSystem => {
    const { fileSystem } = diskParts({ storage: storage.path });
    let left = times;
    const original = fileSystem[call] as (...args: readonly unknown[]) => Promise<unknown>;
    const changed = (...args: readonly unknown[]) => {
      const concerns = call === 'rename' || args[0] === at('.env');
      if (!concerns || left === 0) return original(...args);
      left -= 1;
      return Promise.reject(Object.assign(new Error(code), { code }));
    };
    return { ...fileSystem, [call]: changed };
  };

  it('writes a file in place, so that its own access list stays', async () => {
    fs.writeFileSync(at('.env'), 'old');
    const { ino } = fs.statSync(at('.env'));
    await write('.env', 'old', 'new');
    assert.deepEqual([read('.env'), fs.statSync(at('.env')).ino], ['new', ino]);
  });

  it('is not refused by the attribute `read-only` of a folder, which protects nothing', async () => {
    fs.mkdirSync(at('pictures'), { mode: 0o555 });
    await write('pictures/.env', undefined, 'new');
    assert.equal(read('pictures/.env'), 'new');
  });

  it('is refused by the attribute `read-only` of a file', async () => {
    fs.writeFileSync(at('.env'), 'old', { mode: 0o444 });
    await assert.rejects(write('.env', 'old', 'new'), { code: 'readOnly' });
    assert.equal(read('.env'), 'old');
  });

  for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
    it(`waits while a virus scanner has a new file open (${code})`, async () => {
      const { pausedMs, ...time } = clock();
      await write('.env', undefined, 'new', { ...time, fileSystem: failing('rename', code, 6) });
      assert.equal(read('.env'), 'new');
      assert.ok(pausedMs() > 0);
    });

    it(`waits while another program has the file open (${code})`, async () => {
      fs.writeFileSync(at('.env'), 'old');
      await write('.env', 'old', 'new', { ...clock(), fileSystem: failing('open', code, 6) });
      assert.equal(read('.env'), 'new');
    });
  }

  it('gives up after some seconds, and leaves nothing behind', async () => {
    const { pausedMs, ...time } = clock();
    const fileSystem = failing('rename', 'EBUSY', Infinity);
    await assert.rejects(write('.env', undefined, 'new', { ...time, fileSystem }), { code: 'inUse' });
    assert.ok(pausedMs() >= 5000 && pausedMs() < 10_000, String(pausedMs()));
    assert.deepEqual([fs.readdirSync(folder.path), fs.readdirSync(storage.path)], [[], []]);
  });

  it('does not wait for what time does not change', async () => {
    const { pausedMs, ...time } = clock();
    const fileSystem = failing('rename', 'ENOSPC', Infinity);
    await assert.rejects(write('.env', undefined, 'new', { ...time, fileSystem }), { code: 'diskFull' });
    assert.equal(pausedMs(), 0);
  });
});
