import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { DiskParts } from '../../../../src/projectFiles/disk/diskParts.ts';
import { writeSafely } from '../../../../src/projectFiles/disk/safeWrite.ts';
import { debianProgram } from '../../../support/debianProgram.ts';
import { diskParts, fail } from '../../../support/folders/diskParts.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const [SETFACL, GETFACL] = ['setfacl', 'getfacl'].map(name => debianProgram(name, 'acl'));
const [SETFATTR, GETFATTR] = ['setfattr', 'getfattr'].map(name => debianProgram(name, 'attr'));

/** A user other than the one who runs the tests. */
const OTHER = '65534';

describe('writing a file that exists', () => {
  const folder = temporaryFolder();
  const storage = temporaryFolder();
  const at = (...names: readonly string[]) => path.join(folder.path, ...names);
  const read = (name: string) => fs.readFileSync(at(name), 'utf8');
  const write = (name: string, before: string, after: string, parts: Partial<DiskParts> = {}) =>
    writeSafely(
      { path: at(name), before: Buffer.from(before), after: Buffer.from(after) },
      folder.path,
      diskParts({ storage: storage.path, ...parts }),
    );
  const run = (program: string | undefined, ...args: readonly string[]) => {
    assert.ok(program);
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  };
  /** Runs a command that needs rights which a test may not have; returns whether it succeeded. */
  const tries = (...[program = '', ...args]: readonly string[]) => {
    try {
      execFileSync(program, args, { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  const assertClean = () => {
    assert.deepEqual(fs.readdirSync(storage.path), []);
    assert.deepEqual(
      fs.readdirSync(folder.path).filter(name => name.endsWith('.tmp')),
      [],
    );
  };

  /** How the file is written: as the system does, and where no program copies attributes. */
  const WAYS: Readonly<Record<string, Partial<DiskParts>>> = {
    'by a copy': {},
    'in place': { copyAttributes: async () => false },
    'on macOS': { platform: 'darwin' },
  };
  for (const [way, parts] of Object.entries(WAYS)) {
    describe(way, () => {
      it('keeps its access control list, and lets its group read no more than before', async function () {
        if (!SETFACL || !GETFACL) return this.skip();
        fs.writeFileSync(at('.env'), 'old', { mode: 0o600 });
        // The mode now shows the mask in place of the group's rights: a copy with this mode only would let the group read.
        run(SETFACL, '-m', `u:${OTHER}:r,g::-`, at('.env'));
        const before = run(GETFACL, '-n', at('.env'));
        assert.match(before, /group::---/);
        await write('.env', 'old', 'new', parts);
        assert.equal(run(GETFACL, '-n', at('.env')), before);
        assert.equal(read('.env'), 'new');
        assertClean();
      });

      it('keeps its extended attributes', async function () {
        if (!SETFATTR || !GETFATTR) return this.skip();
        fs.writeFileSync(at('.env'), 'old');
        run(SETFATTR, '-n', 'user.note', '-v', 'mine', at('.env'));
        if (process.getuid?.() === 0) run(SETFATTR, '-n', 'trusted.note', '-v', 'ours', at('.env'));
        const before = run(GETFATTR, '-d', '-m', '-', at('.env'));
        assert.match(before, /user\.note="mine"/);
        await write('.env', 'old', 'new', parts);
        assert.equal(run(GETFATTR, '-d', '-m', '-', at('.env')), before);
        assert.equal(read('.env'), 'new');
        assertClean();
      });

      it('keeps its mode, owner and group', async () => {
        fs.writeFileSync(at('.env'), 'old');
        if (process.getuid?.() === 0) fs.chownSync(at('.env'), 12_345, 54_321);
        fs.chmodSync(at('.env'), 0o640);
        const { uid, gid, mode } = fs.statSync(at('.env'));
        await write('.env', 'old', 'new and longer', parts);
        const now = fs.statSync(at('.env'));
        assert.deepEqual([now.uid, now.gid, now.mode], [uid, gid, mode]);
        assert.equal(read('.env'), 'new and longer');
        assertClean();
      });

      it('gives the new secret to all names of the file', async () => {
        fs.writeFileSync(at('.env'), 'S=old secret');
        fs.linkSync(at('.env'), at('other'));
        await write('.env', 'S=old secret', 'S=new', parts);
        assert.deepEqual([read('.env'), read('other')], ['S=new', 'S=new']);
        assert.equal(fs.statSync(at('.env')).nlink, 2);
        assertClean();
      });

      it('writes a file on which another one is mounted, as in containers', async function () {
        fs.writeFileSync(at('.env'), 'covered');
        fs.writeFileSync(at('mounted'), 'old');
        if (!tries('mount', '--bind', at('mounted'), at('.env'))) return this.skip();
        try {
          await write('.env', 'old', 'new', parts);
          assert.deepEqual([read('.env'), read('mounted')], ['new', 'new']);
        } finally {
          assert.ok(tries('umount', at('.env')));
        }
        assert.equal(read('.env'), 'covered');
        assertClean();
      });

      it('writes on a tmpfs', async function () {
        fs.mkdirSync(at('t'));
        if (!tries('mount', '-t', 'tmpfs', 'none', at('t'))) return this.skip();
        try {
          fs.writeFileSync(at('t/.env'), 'old');
          await write('t/.env', 'old', 'new', parts);
          assert.deepEqual([read('t/.env'), fs.readdirSync(at('t'))], ['new', ['.env']]);
        } finally {
          assert.ok(tries('umount', at('t')));
        }
      });

      it('writes on an overlay, whose layer below stays as it is', async function () {
        for (const name of ['low', 'up', 'work', 'both']) fs.mkdirSync(at(name));
        fs.writeFileSync(at('low/.env'), 'old');
        const layers = `lowerdir=${at('low')},upperdir=${at('up')},workdir=${at('work')}`;
        if (!tries('mount', '-t', 'overlay', '-o', layers, 'none', at('both'))) return this.skip();
        try {
          await write('both/.env', 'old', 'new', parts);
          assert.deepEqual([read('both/.env'), fs.readdirSync(at('both'))], ['new', ['.env']]);
        } finally {
          assert.ok(tries('umount', at('both')));
        }
        assert.equal(read('low/.env'), 'old');
      });

      it('says that a file system is read-only, and changes nothing', async function () {
        fs.mkdirSync(at('t'));
        if (!tries('mount', '-t', 'tmpfs', 'none', at('t'))) return this.skip();
        try {
          fs.writeFileSync(at('t/.env'), 'old');
          assert.ok(tries('mount', '-o', 'remount,ro', at('t')));
          await assert.rejects(write('t/.env', 'old', 'new', parts), {
            code: 'readOnlyDisk',
            detail: 'EROFS',
          });
          assert.equal(read('t/.env'), 'old');
        } finally {
          assert.ok(tries('umount', at('t')));
        }
        assertClean();
      });

      it('writes a file in a folder to which nothing may be added', async () => {
        fs.mkdirSync(at('locked'));
        fs.writeFileSync(at('locked/.env'), 'old');
        fs.chmodSync(at('locked'), 0o555);
        await write('locked/.env', 'old', 'new', parts);
        assert.equal(read('locked/.env'), 'new');
        fs.chmodSync(at('locked'), 0o755);
        assertClean();
      });
    });
  }

  for (const code of ['EBUSY', 'EXDEV', 'EPERM', 'EACCES']) {
    it(`writes in place when the rename fails with ${code}`, async () => {
      fs.writeFileSync(at('.env'), 'old');
      const { ino } = fs.statSync(at('.env'));
      const { fileSystem } = diskParts({ storage: storage.path });
      await write('.env', 'old', 'new', { fileSystem: { ...fileSystem, rename: fail(code) } });
      assert.deepEqual([read('.env'), fs.statSync(at('.env')).ino], ['new', ino]);
      assertClean();
    });
  }

  it('writes in place when a copy has another mode than the file', async () => {
    fs.writeFileSync(at('.env'), 'old', { mode: 0o640 });
    const { ino } = fs.statSync(at('.env'));
    const copyAttributes = async (_from: string, to: string) => {
      fs.writeFileSync(to, '', { mode: 0o600 });
      return true;
    };
    await write('.env', 'old', 'new', { copyAttributes });
    assert.deepEqual([read('.env'), fs.statSync(at('.env')).ino], ['new', ino]);
    assertClean();
  });
});
