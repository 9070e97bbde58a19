import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { MachineLock } from '../../../../src/credentials/locks/machineLock.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const MODULE = pathToFileURL(path.resolve('src/credentials/locks/machineLock.ts')).href;

describe('a lock of MachineLock', () => {
  const folder = temporaryFolder();

  it('does not count as held while another window only checks it', async () => {
    // Another process that only checks the lock.
    const looking = `
      const { MachineLock } = await import(${JSON.stringify(MODULE)});
      const lock = new MachineLock(${JSON.stringify(folder.path)});
      console.log('ready');
      for (;;) await lock.isFree('client');
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', looking], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(child.stdout, 'data');
      // On a busy machine the other process may be paused during a check for longer than the usual wait.
      let waits = 0;
      const lock = new MachineLock(folder.path, ms => {
        waits += 1;
        return sleep(ms * 2 ** waits);
      });
      let held = 0;
      for (let round = 0; round < 200; round += 1) {
        waits = 0;
        await lock.run('client', async () => {
          held += 1;
        });
        await sleep(1);
      }
      assert.equal(held, 200);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  });

  it('remains held while its own window checks whether it is free', async () => {
    const lock = new MachineLock(folder.path);
    const trying = `
      const { MachineLock } = await import(${JSON.stringify(MODULE)});
      const lock = new MachineLock(${JSON.stringify(folder.path)});
      console.log(await lock.run('client', async () => 'taken').catch(({ code }) => code));
    `;
    await lock.run('client', async () => {
      assert.equal(await lock.isFree('client'), false);
      const child = spawn(process.execPath, ['--input-type=module', '-e', trying], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [answer] = await once(child.stdout, 'data');
      assert.equal(String(answer).trim(), 'busyElsewhere');
    });
  });

  it('is held by one process at a time, and is free afterwards', async () => {
    const lock = new MachineLock(folder.path);
    const other = new MachineLock(folder.path);
    await lock.run('client', async () => {
      assert.equal(await other.isFree('CLIENT'), false);
      await assert.rejects(
        other.run('client', async () => assert.fail('both hold it')),
        { code: 'busyElsewhere' },
      );
    });
    assert.ok(await other.isFree('client'));
  });
});

describe('the files of MachineLock', () => {
  const folder = temporaryFolder();
  const locks = () => path.join(folder.path, 'locks');
  const lock = () => new MachineLock(locks());

  it('creates its files for their owner only', async () => {
    await lock().run('a', async () => {
      assert.equal(fs.statSync(locks()).mode & 0o777, 0o700);
      for (const name of fs.readdirSync(locks())) {
        assert.equal(fs.statSync(path.join(locks(), name)).mode & 0o777, 0o600, name);
      }
    });
  });

  for (const [title, target] of [
    ['a file', 'victim'],
    ['nothing', 'nothing'],
  ] as const) {
    it(`creates and locks nothing through a link to ${title}`, async () => {
      await lock().run('a', async () => undefined);
      const [name = ''] = fs.readdirSync(locks());
      const victim = path.join(folder.path, 'victim');
      fs.writeFileSync(victim, 'mine');
      fs.rmSync(path.join(locks(), name));
      fs.symlinkSync(path.join(folder.path, target), path.join(locks(), name));
      let hasRun = false;
      const running = lock().run('a', async () => {
        hasRun = true;
      });
      await assert.rejects(running, { code: 'ELOOP' });
      assert.equal(hasRun, false);
      assert.deepEqual(fs.readdirSync(folder.path).sort(), ['locks', 'victim']);
      assert.equal(fs.readFileSync(victim, 'utf8'), 'mine');
    });
  }
});
