import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MachineLock } from '../../../../src/credentials/locks/machineLock.ts';
import { WindowLock, type WindowLockParts } from '../../../../src/credentials/locks/windowLock.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

/** What each of several processes does: many times takes the lock and adds one to a number in a file. */
const COUNTING = `
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { MachineLock } from '${path.resolve('src/credentials/locks/machineLock.ts')}';
import { WindowLock } from '${path.resolve('src/credentials/locks/windowLock.ts')}';
const [folder, counter] = process.argv.slice(1);
const lock = new WindowLock({
  lock: new MachineLock(folder),
  key: 'renewal',
  nowMs: Date.now,
  sleep: ms => sleep(ms / 10),
});
for (let turn = 0; turn < 10; turn += 1) {
  await lock.run(async () => {
    const value = Number(fs.readFileSync(counter, 'utf8'));
    await sleep(3);
    fs.writeFileSync(counter, String(value + 1));
  });
}`;

describe('the lock between windows', () => {
  const folder = temporaryFolder();
  const locks = () => path.join(folder.path, 'deep/locks');
  const lock = (parts: Partial<WindowLockParts> = {}) =>
    new WindowLock({
      lock: new MachineLock(locks()),
      key: 'renewal',
      nowMs: Date.now,
      sleep: ms => sleep(ms / 10),
      ...parts,
    });

  it('lets processes take turns', async () => {
    const counter = path.join(folder.path, 'counter');
    fs.writeFileSync(counter, '0');
    const children = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--input-type=module', '--eval', COUNTING, locks(), counter], {
        stdio: 'inherit',
      }),
    );
    const exits = await Promise.all(children.map(child => once(child, 'exit')));
    assert.deepEqual(
      exits.map(([code]) => code),
      [0, 0, 0],
    );
    assert.equal(fs.readFileSync(counter, 'utf8'), '30');
  });

  it('is released by a task that fails', async () => {
    const turns = lock();
    await assert.rejects(
      turns.run(async () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await turns.run(async () => 7), 7);
    assert.equal(await lock().run(async () => 8), 8);
  });

  it('does not count as left behind while its window works, and is waited for as long as agreed', async () => {
    const { promise: working, resolve: end } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const first = lock().run(() => {
      begin();
      return working;
    });
    await begun;
    let nowMs = Date.now();
    const waited: number[] = [];
    const second = lock({
      patienceMs: 600_000,
      nowMs: () => nowMs,
      sleep: async ms => {
        waited.push(ms);
        nowMs += 60_000;
      },
    });
    await assert.rejects(
      second.run(async () => assert.fail('both hold it')),
      { code: 'renewingElsewhere' },
    );
    assert.equal(waited.length, 10);
    end();
    await first;
    assert.equal(await second.run(async () => 7), 7);
  });

  it('rejects when nothing can be found out about the lock', async () => {
    const tryToTake = () => Promise.reject(Object.assign(new Error('no descriptors'), { code: 'EMFILE' }));
    await assert.rejects(
      lock({ lock: { tryToTake } }).run(async () => assert.fail('without a lock')),
      { code: 'EMFILE' },
    );
  });

  /** What may exist in place of the lock file. None of it prevents signing in, and none of it is changed. */
  const planted: readonly (readonly [string, (file: string, victim: string) => void])[] = [
    ['a link to a file', (file, victim) => fs.symlinkSync(victim, file)],
    ['a link that leads nowhere', file => fs.symlinkSync('/nowhere/at/all', file)],
    ['a link to itself', file => fs.symlinkSync(file, file)],
    ['a folder', file => fs.mkdirSync(file)],
    ['a folder with something in it', file => fs.mkdirSync(path.join(file, 'deeper'), { recursive: true })],
    ['a pipe', file => execFileSync('mkfifo', [file])],
    ['a file of something else', file => fs.writeFileSync(file, 'not a database '.repeat(100))],
  ];
  for (const [title, plant] of planted) {
    it(`is not blocked by ${title}`, async () => {
      const victim = path.join(folder.path, 'victim');
      fs.writeFileSync(victim, 'mine');
      await lock().run(async () => undefined);
      const [name = ''] = fs.readdirSync(locks());
      const file = path.join(locks(), name);
      fs.rmSync(file);
      plant(file, victim);
      assert.equal(await lock().run(async () => 7), 7);
      assert.equal(await lock().run(async () => 8), 8);
      assert.equal(fs.readFileSync(victim, 'utf8'), 'mine');
    });
  }

  it('does not wait when no file can be created', async () => {
    fs.writeFileSync(path.join(folder.path, 'deep'), 'a file where the folder should be');
    assert.equal(await lock().run(async () => 7), 7);
  });
});
