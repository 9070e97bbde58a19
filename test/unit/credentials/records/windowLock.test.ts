import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WindowLock } from '../../../../src/credentials/records/windowLock.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

/** What each of several processes does: many times takes the lock and adds one to a number in a file. */
const COUNTING = `
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { WindowLock } from '${path.resolve('src/credentials/records/windowLock.ts')}';
const [file, counter] = process.argv.slice(1);
const lock = new WindowLock(file, Date.now, ms => sleep(ms / 10));
for (let turn = 0; turn < 10; turn += 1) {
  await lock.run(async () => {
    const value = Number(fs.readFileSync(counter, 'utf8'));
    await sleep(3);
    fs.writeFileSync(counter, String(value + 1));
  });
}`;

describe('the lock between windows', () => {
  const folder = temporaryFolder();
  const file = () => path.join(folder.path, 'deep/renewal.lock');
  const lock = (nowMs: () => number = Date.now) => new WindowLock(file(), nowMs, ms => sleep(ms / 10));

  it('lets processes take turns', async () => {
    const counter = path.join(folder.path, 'counter');
    fs.writeFileSync(counter, '0');
    const children = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--input-type=module', '--eval', COUNTING, file(), counter], {
        stdio: 'inherit',
      }),
    );
    const exits = await Promise.all(children.map(child => once(child, 'exit')));
    assert.deepEqual(
      exits.map(([code]) => code),
      [0, 0, 0],
    );
    assert.equal(fs.readFileSync(counter, 'utf8'), '30');
    assert.equal(fs.existsSync(file()), false);
  });

  it('is released by a task that fails', async () => {
    const turns = lock();
    await assert.rejects(
      turns.run(async () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await turns.run(async () => 7), 7);
  });

  it('is taken from a window that crashed', async () => {
    fs.mkdirSync(path.dirname(file()), { recursive: true });
    fs.writeFileSync(file(), '');
    const old = new Date(Date.now() - 120_000);
    fs.utimesSync(file(), old, old);
    assert.equal(await lock().run(async () => 7), 7);
  });

  it('is not waited for any longer', async () => {
    fs.mkdirSync(path.dirname(file()), { recursive: true });
    fs.writeFileSync(file(), '');
    let nowMs = Date.now();
    const waiting = lock(() => {
      nowMs += 10_000;
      return nowMs;
    });
    // the file looks old to this clock only once the patience is at its end
    fs.utimesSync(file(), new Date(nowMs + 600_000), new Date(nowMs + 600_000));
    assert.equal(await waiting.run(async () => 7), 7);
    assert.equal(fs.existsSync(file()), true, 'it belongs to another window');
  });

  /** What may exist in place of the lock file. None of it prevents signing in, and none of it is changed. */
  const planted: readonly (readonly [string, (victim: string) => void])[] = [
    ['a link to a file', victim => fs.symlinkSync(victim, file())],
    ['a link that leads nowhere', () => fs.symlinkSync('/nowhere/at/all', file())],
    ['a link to itself', () => fs.symlinkSync(file(), file())],
    ['a folder', () => fs.mkdirSync(file())],
    ['a folder with something in it', () => fs.mkdirSync(path.join(file(), 'deeper'), { recursive: true })],
    ['a pipe', () => execFileSync('mkfifo', [file()])],
  ];
  for (const [title, plant] of planted) {
    for (const age of [0, 120_000]) {
      it(`is not blocked by ${title} that is ${age} ms old`, async () => {
        const victim = path.join(folder.path, 'victim');
        fs.writeFileSync(victim, 'mine');
        fs.mkdirSync(path.dirname(file()));
        plant(victim);
        const at = new Date(Date.now() - age);
        fs.lutimesSync(file(), at, at);
        let nowMs = Date.now();
        const impatient = lock(() => {
          nowMs += 5000;
          return nowMs;
        });
        assert.equal(await impatient.run(async () => 7), 7);
        assert.equal(await impatient.run(async () => 8), 8);
        assert.equal(fs.readFileSync(victim, 'utf8'), 'mine');
      });
    }
  }

  it('does not wait when no file can be created', async () => {
    fs.writeFileSync(path.join(folder.path, 'deep'), 'a file where the folder should be');
    assert.equal(await lock().run(async () => 7), 7);
  });
});
