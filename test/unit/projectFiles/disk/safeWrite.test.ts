import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { DiskParts, FileSystem } from '../../../../src/projectFiles/disk/diskParts.ts';
import { writeSafely } from '../../../../src/projectFiles/disk/safeWrite.ts';
import { temporaryFolderName } from '../../../../src/projectFiles/disk/temporaryFolder.ts';
import type { ProjectFileErrorCode } from '../../../../src/projectFiles/projectFileError.ts';
import { diskParts, fail, type Handle, withHandle } from '../../../support/folders/diskParts.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

describe('writeSafely', () => {
  const folder = temporaryFolder();
  const storage = temporaryFolder();
  const at = (...names: readonly string[]) => path.join(folder.path, ...names);
  const write = (name: string, before: string | undefined, after: string, fileSystem?: FileSystem) =>
    writeSafely(
      {
        path: at(name),
        before: before === undefined ? undefined : Buffer.from(before),
        after: Buffer.from(after),
      },
      folder.path,
      partsOf(fileSystem && { fileSystem }),
    );
  const partsOf = (parts: Partial<DiskParts> = {}) =>
    diskParts({ storage: storage.path, newName: () => 'unique', ...parts });
  const read = (name: string) => readFileSync(at(name), 'utf8');
  const refusal = (code: ProjectFileErrorCode, name: string) => ({
    name: 'ProjectFileError',
    code,
    path: at(name),
  });

  it('makes a file that only its owner can read', async () => {
    await write('.env', undefined, 'A=1\n');
    assert.equal(read('.env'), 'A=1\n');
    assert.equal(statSync(at('.env')).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder.path), ['.env']);
  });

  for (const mode of [0o600, 0o644, 0o660, 0o755]) {
    it(`keeps the mode ${mode.toString(8)}`, async () => {
      writeFileSync(at('.env'), 'old');
      await fs.chmod(at('.env'), mode);
      await write('.env', 'old', 'new');
      assert.equal(read('.env'), 'new');
      assert.equal(statSync(at('.env')).mode & 0o777, mode);
    });
  }

  it('keeps the owner where permitted', async function () {
    if (process.getuid?.() !== 0) return this.skip();
    writeFileSync(at('.env'), 'old');
    await fs.chown(at('.env'), 12_345, 54_321);
    await write('.env', 'old', 'new');
    const { uid, gid } = statSync(at('.env'));
    assert.deepEqual([uid, gid], [12_345, 54_321]);
  });

  it('never leaves part of a file under the name', async () => {
    writeFileSync(at('.env'), 'old');
    const seen: string[] = [];
    const watch = (handle: Handle) => {
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        seen.push(read('.env'));
        await sync();
        seen.push(read('.env'));
      };
    };
    await write('.env', 'old', 'new', withHandle(watch));
    assert.deepEqual([...seen, read('.env')], ['old', 'old', 'new']);
  });

  const failures: readonly (readonly [
    call: string,
    errno: string,
    code: ProjectFileErrorCode,
    FileSystem,
  ])[] = [
    ...['ENOSPC', 'EDQUOT'].flatMap(errno => [
      ['open', errno, 'diskFull', { ...fs, open: fail(errno) }] as const,
      ...(['writeFile', 'sync', 'close'] as const).map(call => {
        const broken = withHandle(handle => {
          const close = handle.close.bind(handle);
          const failInCall = async () => {
            if (call === 'close') await close();
            return fail(errno)();
          };
          Object.assign(handle, { [call]: failInCall });
        });
        return [call, errno, 'diskFull', broken] as const;
      }),
      ['rename', errno, 'diskFull', { ...fs, rename: fail(errno) }] as const,
    ]),
    ['open', 'EROFS', 'readOnlyDisk', { ...fs, open: fail('EROFS') }],
    ['open', 'EACCES', 'readOnly', { ...fs, open: fail('EACCES') }],
    ['rename', 'EIO', 'ioFailed', { ...fs, rename: fail('EIO') }],
  ];
  for (const [call, errno, code, fileSystem] of failures) {
    it(`changes nothing and leaves nothing behind when ${call} fails with ${errno}`, async () => {
      writeFileSync(at('.env'), 'old');
      await assert.rejects(write('.env', 'old', 'new', fileSystem), {
        ...refusal(code, '.env'),
        detail: errno,
      });
      await assert.rejects(write('new.env', undefined, 'new', fileSystem), refusal(code, 'new.env'));
      assert.equal(read('.env'), 'old');
      assert.deepEqual(readdirSync(folder.path), ['.env']);
      assert.deepEqual(readdirSync(storage.path), []);
    });
  }

  it('reports a full disk (/dev/full)', async function () {
    if (process.platform !== 'linux') return this.skip();
    writeFileSync(at('.env'), 'old');
    const full = withHandle(handle => {
      handle.writeFile = async (data: string | Uint8Array) => {
        const device = await fs.open('/dev/full', 'w');
        await device.write(data as Uint8Array).finally(() => device.close());
      };
    });
    await assert.rejects(write('.env', 'old', 'new', full), {
      ...refusal('diskFull', '.env'),
      detail: 'ENOSPC',
    });
    assert.deepEqual([read('.env'), readdirSync(folder.path)], ['old', ['.env']]);
  });

  for (const [errno, code] of [
    ['EROFS', 'readOnlyDisk'],
    ['ENOSPC', 'diskFull'],
    ['EACCES', 'readOnly'],
  ] as const) {
    it(`changes nothing when the write cannot be recorded (${errno}), and names the folder of the records`, async () => {
      writeFileSync(at('.env'), 'old');
      await assert.rejects(write('.env', 'old', 'new', { ...fs, writeFile: fail(errno) }), {
        code,
        path: storage.path,
      });
      assert.deepEqual([read('.env'), readdirSync(folder.path)], ['old', ['.env']]);
    });
  }

  it('reports the first error even when cleaning up fails, too', async () => {
    const fileSystem = { ...fs, rename: fail('ENOSPC'), rm: fail('EROFS') };
    await assert.rejects(write('.env', undefined, 'new', fileSystem), refusal('diskFull', '.env'));
  });

  for (const [what, before, present] of [
    ['was changed', 'old', 'other'],
    ['appeared', undefined, 'other'],
    ['disappeared', 'old', undefined],
  ] as const) {
    it(`stops when the file ${what} since the plan`, async () => {
      if (present !== undefined) writeFileSync(at('.env'), present);
      await assert.rejects(write('.env', before, 'new'), refusal('changedMeanwhile', '.env'));
      assert.deepEqual(readdirSync(folder.path), present === undefined ? [] : ['.env']);
    });
  }

  it('stops when the file changes while the temporary one is written', async () => {
    writeFileSync(at('.env'), 'old');
    const meddling = withHandle(handle => {
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        await sync();
        writeFileSync(at('.env'), 'other');
      };
    });
    await assert.rejects(write('.env', 'old', 'new', meddling), refusal('changedMeanwhile', '.env'));
    assert.deepEqual([read('.env'), readdirSync(folder.path)], ['other', ['.env']]);
  });

  it('touches nothing that happens to have the temporary name', async () => {
    mkdirSync(at(temporaryFolderName('unique')));
    writeFileSync(at(temporaryFolderName('unique'), 'content'), 'precious');
    await assert.rejects(write('.env', undefined, 'new'), refusal('ioFailed', '.env'));
    assert.equal(read(`${temporaryFolderName('unique')}/content`), 'precious');
    assert.deepEqual(readdirSync(storage.path), []);
  });

  it('refuses a read-only file, which a rename and root would replace', async () => {
    writeFileSync(at('.env'), 'old', { mode: 0o444 });
    await assert.rejects(write('.env', 'old', 'new'), refusal('readOnly', '.env'));
    assert.equal(read('.env'), 'old');
  });

  it('refuses a read-only folder', async () => {
    mkdirSync(at('locked'), { mode: 0o555 });
    await assert.rejects(write('locked/.env', undefined, 'new'), refusal('readOnly', 'locked/.env'));
  });

  it('reports that the folder is missing, or that the path is a folder', async () => {
    mkdirSync(at('is.env'));
    await assert.rejects(write('no/.env', undefined, 'new'), refusal('folderMissing', 'no/.env'));
    await assert.rejects(write('is.env', undefined, 'new'), refusal('notAFile', 'is.env'));
  });

  it('writes to the target of a link, and keeps the link', async () => {
    mkdirSync(at('real'));
    writeFileSync(at('real', 'x.env'), 'old');
    symlinkSync(path.join('real', 'x.env'), at('.env'));
    await write('.env', 'old', 'new');
    assert.equal(read('real/x.env'), 'new');
    assert.ok((await fs.lstat(at('.env'))).isSymbolicLink());
    assert.deepEqual(readdirSync(at('real')), ['x.env']);
  });

  it('accepts a name that begins with two dots', async () => {
    await write('..env', undefined, 'new');
    assert.equal(read('..env'), 'new');
  });

  describe('outside the workspace folder', () => {
    const outside = temporaryFolder();

    it('refuses to write through a link of the file or of a folder', async () => {
      writeFileSync(path.join(outside.path, 'x.env'), 'old');
      symlinkSync(path.join(outside.path, 'x.env'), at('.env'));
      symlinkSync(outside.path, at('link'));
      await assert.rejects(write('.env', 'old', 'new'), refusal('outsideWorkspace', '.env'));
      await assert.rejects(write('link/x.env', 'old', 'new'), refusal('outsideWorkspace', 'link/x.env'));
      await assert.rejects(
        write('link/new.env', undefined, 'new'),
        refusal('outsideWorkspace', 'link/new.env'),
      );
      assert.equal(readFileSync(path.join(outside.path, 'x.env'), 'utf8'), 'old');
    });

    it('does not refuse when the workspace folder itself is a link', async () => {
      symlinkSync(folder.path, path.join(outside.path, 'ws'));
      const file = path.join(outside.path, 'ws', '.env');
      const change = { path: file, before: undefined, after: Buffer.from('new') };
      await writeSafely(change, path.join(outside.path, 'ws'), partsOf());
      assert.equal(read('.env'), 'new');
    });
  });

  it('keeps values out of its errors', async () => {
    writeFileSync(at('.env'), 'other');
    const error: unknown = await write('.env', 'old', 'S3CRET').catch((caught: unknown) => caught);
    assert.ok(error instanceof Error);
    assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes('S3CRET'));
  });
});
