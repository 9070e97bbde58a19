import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Distrust, distrustOf } from '../../../../src/localTenant/files/ownFiles.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { runLocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';

const NAMES = ['running.json', 'tenant.db', 'tenant.db-wal', 'tenant.lock', 'users.json'];

describe('local tenant: a data folder that someone else has prepared', () => {
  const folder = temporaryFolder();
  const data = () => path.join(folder.path, 'data');
  const victim = () => path.join(folder.path, 'victim');
  beforeEach(() => {
    fs.mkdirSync(data(), { mode: 0o700 });
    fs.writeFileSync(victim(), 'mine');
  });

  const planted: readonly (readonly [string, (name: string) => void])[] = [
    ['a link to a file', name => fs.symlinkSync(victim(), path.join(data(), name))],
    ['a link that leads nowhere', name => fs.symlinkSync('/nowhere/at/all', path.join(data(), name))],
    ['a second name of a file', name => fs.linkSync(victim(), path.join(data(), name))],
    ['a folder', name => fs.mkdirSync(path.join(data(), name))],
  ];
  for (const [title, plant] of planted) {
    for (const name of NAMES) {
      it(`is not used with ${title} for ${name}`, async () => {
        plant(name);
        assert.equal(distrustOf(data()), 'plantedFile' satisfies Distrust);
        assert.equal(distrustOf(data(), null), 'plantedFile' satisfies Distrust, 'on Windows');
      });
    }
  }

  it('is not used by the program, which reports why and changes nothing', async () => {
    for (const name of NAMES) {
      fs.symlinkSync(victim(), path.join(data(), name));
      const running = runLocalTenant(['--port', '0', '--data', data()]);
      assert.equal((await running.ended).exitCode, 1);
      assert.match(running.output().stderr, /is a link, or belongs to another user.*Choose another one/);
      assert.equal(fs.readFileSync(victim(), 'utf8'), 'mine');
      assert.deepEqual(fs.readdirSync(data()), [name]);
      fs.rmSync(path.join(data(), name));
    }
  });

  it('is not used when everyone or a group may write to it, even with the sticky bit', () => {
    for (const mode of [0o777, 0o1777, 0o702, 0o770, 0o775, 0o2720]) {
      fs.chmodSync(data(), mode);
      assert.equal(distrustOf(data()), 'folderOfAll' satisfies Distrust);
    }
  });

  it('is not used when it, or a file in it, belongs to another user', () => {
    const another = (process.getuid?.() ?? 0) + 1;
    assert.equal(distrustOf(data(), another), 'folderOfAnother' satisfies Distrust);
    assert.equal(distrustOf('/proc/1', another), 'folderOfAnother' satisfies Distrust);
  });

  it('is used when it is a link to a folder of the user, and on Windows whatever its mode', () => {
    const link = path.join(folder.path, 'link');
    fs.symlinkSync(data(), link);
    assert.equal(distrustOf(link), undefined);
    fs.chmodSync(data(), 0o777);
    assert.equal(distrustOf(data(), null), undefined);
  });

  it('loses what a tenant did not finish because it was killed', async () => {
    for (const name of ['running.json.123', 'running.json.mine'])
      fs.writeFileSync(path.join(data(), name), '{"clientSecret":"half');
    const tenant = await startLocalTenant({ dataDir: data() });
    await tenant.stop();
    const left = fs.readdirSync(data()).filter(name => name.startsWith('running.json'));
    assert.deepEqual(left, ['running.json.mine']);
  });

  it('gets its files closed to others before they are opened again', async () => {
    const tenant = await startLocalTenant({ dataDir: data() });
    await tenant.stop();
    for (const name of fs.readdirSync(data())) fs.chmodSync(path.join(data(), name), 0o644);
    const again = await startLocalTenant({ dataDir: data() });
    try {
      for (const name of fs.readdirSync(data())) {
        assert.equal(fs.statSync(path.join(data(), name)).mode & 0o777, 0o600, name);
      }
    } finally {
      await again.stop();
    }
  });
});
