import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { diskAccess, type FileAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { repositoryAround } from '../../../../src/projectFiles/git/repositoryFolder.ts';
import { ProjectFileError } from '../../../../src/projectFiles/projectFileError.ts';
import { ProjectIndex } from '../../../../src/projectFiles/search/projectIndex.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const fails = (code: string) => (error: unknown) =>
  error instanceof ProjectFileError && error.code === 'ioFailed' && error.detail === code;

describe('a project file that cannot be read', () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);

  it('does not count as missing; only a file that does not exist does', async () => {
    fs.writeFileSync(at('file'), '');
    fs.symlinkSync(at('loop'), at('loop'));
    assert.deepEqual(await diskAccess.list(at('none')), []);
    assert.equal(await diskAccess.sizeOf(at('none')), undefined);
    assert.equal(await diskAccess.read(at('none')), undefined);
    for (const [name, code] of [
      ['file/below', 'ENOTDIR'],
      ['loop', 'ELOOP'],
      ['loop/below', 'ELOOP'],
    ] as const) {
      await assert.rejects(diskAccess.list(at(name)), fails(code), name);
      await assert.rejects(diskAccess.sizeOf(at(name)), fails(code), name);
      await assert.rejects(diskAccess.read(at(name)), fails(code), name);
    }
    assert.throws(() => repositoryAround(at('file')), fails('ENOTDIR'));
  });

  /** Access that fails for want of descriptors until it is repaired. */
  function exhausted(fail: (method: keyof FileAccess) => boolean) {
    let isRepaired = false;
    const guarded =
      <Method extends keyof FileAccess>(method: Method) =>
      async (file: string) => {
        if (!isRepaired && fail(method)) throw new ProjectFileError('ioFailed', file, { detail: 'EMFILE' });
        return diskAccess[method](file);
      };
    const access = {
      list: guarded('list'),
      sizeOf: guarded('sizeOf'),
      read: guarded('read'),
    } as FileAccess;
    const repair = () => {
      isRepaired = true;
    };
    return { access, repair };
  }

  it('is not lost to the index while descriptors are missing', async () => {
    fs.writeFileSync(at('settings.json'), '{"ClientSecret": ""}');
    for (const method of ['list', 'sizeOf', 'read'] as const) {
      const { access, repair } = exhausted(each => each === method);
      const index = new ProjectIndex(folder.path, () => [], access);
      // Either the search fails, or the file is found.
      const found = await index.files().catch(fails('EMFILE'));
      if (Array.isArray(found)) assert.equal(found.length, 1);
      repair();
      assert.equal((await index.files()).length, 1, method);
    }
  });

  it('is left out of a search when it is protected or a loop, and the search says so of folders', async () => {
    fs.writeFileSync(at('settings.json'), '{"ClientSecret": ""}');
    fs.symlinkSync(at('other.json'), at('other.json'));
    fs.mkdirSync(at('closed'));
    const access: FileAccess = {
      ...diskAccess,
      list: async file => {
        if (file === at('closed')) throw new ProjectFileError('ioFailed', file, { detail: 'EACCES' });
        return diskAccess.list(file);
      },
    };
    const index = new ProjectIndex(folder.path, () => [], access);
    assert.deepEqual(
      (await index.files()).map(file => path.basename(file.path)),
      ['settings.json'],
    );
    assert.equal(index.cut, true);
  });
});
