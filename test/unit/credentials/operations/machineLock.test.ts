import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { MachineLock } from '../../../../src/credentials/operations/machineLock.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const MODULE = pathToFileURL(path.resolve('src/credentials/operations/machineLock.ts')).href;

describe('the lock of this machine', () => {
  const folder = temporaryFolder();

  it('is not taken for held while another window only looks whether it is', async () => {
    // another process that does nothing but look
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
      const lock = new MachineLock(folder.path);
      let held = 0;
      for (let round = 0; round < 200; round += 1) {
        await lock.run('client', async () => {
          held += 1;
        });
        await new Promise(resolve => setTimeout(resolve, 1));
      }
      assert.equal(held, 200);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  });

  it('stays held while its own window looks whether it is free', async () => {
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

  it('is held by one at a time, and free again afterwards', async () => {
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
