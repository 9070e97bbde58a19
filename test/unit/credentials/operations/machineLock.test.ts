import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { MachineLock } from '../../../../src/credentials/operations/machineLock.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

describe('the lock between processes', () => {
  const folder = temporaryFolder();
  const locks = () => path.join(folder.path, 'locks');
  const lock = () => new MachineLock(locks());

  it('lets one at a time work on a thing, and others on other things', async () => {
    await lock().run('a', async () => {
      await assert.rejects(
        lock().run('A', async () => 1),
        (error: unknown) => error instanceof CredentialsError && error.code === 'busyElsewhere',
      );
      assert.equal(await lock().run('b', async () => 2), 2);
    });
    assert.equal(await lock().isFree('a'), true);
  });

  it('makes its files for their owner alone', async () => {
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
    it(`makes and locks nothing elsewhere through a link to ${title}`, async () => {
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
