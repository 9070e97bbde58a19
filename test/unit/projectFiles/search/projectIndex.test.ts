import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolderName } from '../../../../src/projectFiles/disk/temporaryFolder.ts';
import { diskAccess, type FileAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { type FileEvent, ProjectIndex } from '../../../../src/projectFiles/search/projectIndex.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { findGrowth } from '../../../support/growth.ts';

const TEXT = 'ADH_CLIENT_ID=\n';

describe('the index of a project', () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);
  const put = (name: string, text = TEXT) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  /** The files that were opened. */
  const read: string[] = [];
  const access: FileAccess = {
    ...diskAccess,
    read: file => {
      read.push(path.relative(folder.path, file));
      return diskAccess.read(file);
    },
  };
  let globs: readonly string[] = [];
  let index: ProjectIndex;
  const files = async () =>
    (await index.files()).map(file => path.relative(folder.path, file.path)).toSorted();
  const touch = (name: string, what: FileEvent) => index.touch(at(name), what);

  beforeEach(() => {
    globs = [];
    read.length = 0;
    index = new ProjectIndex(folder.path, () => globs, access);
  });

  it('takes twice as long for twice as many files and changes', async () => {
    const make = async (size: number) => {
      const names = Array.from({ length: size }, (_, count) => `${count}.yaml`);
      const inMemory: FileAccess = {
        list: async () => names.map(name => ({ name, isFolder: false })),
        sizeOf: async () => TEXT.length,
        read: async () => Buffer.from(TEXT),
      };
      const large = new ProjectIndex(folder.path, () => [], inMemory);
      await large.files();
      for (const name of names) large.touch(at(name), 'changed');
      return large;
    };
    assert.equal(await findGrowth({ make, run: large => large.files(), largest: 4096 }), undefined);
  });

  it('searches once, and then reads only changed files', async () => {
    put('a.yaml', 'adh:\n  client_id: x\n');
    put('b.yaml', 'nothing: here\n');
    assert.deepEqual(await files(), ['a.yaml']);
    read.length = 0;
    put('b.yaml', 'adh:\n  client_id: x\n');
    assert.ok(touch('b.yaml', 'changed'));
    assert.deepEqual(await files(), ['a.yaml', 'b.yaml']);
    assert.deepEqual(read, ['b.yaml']);
    put('a.yaml', 'nothing: any more\n');
    assert.ok(touch('a.yaml', 'changed'));
    assert.deepEqual(await files(), ['b.yaml']);
  });

  it('ignores the folder in which new bytes are written for a moment', async () => {
    assert.deepEqual(await files(), []);
    const folderName = temporaryFolderName('x');
    for (const name of ['', '/.gitignore', '/content', '/.env'])
      assert.equal(touch(`${folderName}${name}`, 'created'), false, name);
    put(`${folderName}/.env`);
    index.reset();
    assert.deepEqual(await files(), []);
  });

  it('finds new files and drops deleted ones, alone and with their folders', async () => {
    assert.deepEqual(await files(), []);
    put('sub/.env');
    touch('sub/.env', 'created');
    assert.deepEqual(await files(), ['sub/.env']);
    put('moved.App/deep/.env');
    touch('moved.App', 'created');
    assert.deepEqual(await files(), ['moved.App/deep/.env', 'sub/.env']);
    renameSync(at('moved.App'), at('elsewhere'));
    touch('moved.App', 'deleted');
    touch('elsewhere', 'created');
    assert.deepEqual(await files(), ['elsewhere/deep/.env', 'sub/.env']);
    rmSync(at('sub'), { recursive: true });
    touch('sub', 'deleted');
    assert.deepEqual(await files(), ['elsewhere/deep/.env']);
  });

  it('does not search excluded folders, even if changes in them are reported', async () => {
    await files();
    globs = ['**/legacy'];
    index.reset();
    await files();
    put('node_modules/x/.env');
    put('legacy/.env');
    put('out/deep/.env');
    assert.equal(touch('node_modules/x/.env', 'created'), false);
    touch('legacy/.env', 'created');
    touch('legacy', 'created');
    touch('out/deep', 'created');
    assert.deepEqual(await files(), []);
  });

  it('uses a .gitignore that is added later', async () => {
    put('made/.env');
    assert.deepEqual(await files(), ['made/.env']);
    put('.gitignore', 'made\n');
    assert.ok(touch('.gitignore', 'created'));
    assert.deepEqual(await files(), []);
  });

  it('ignores changes elsewhere, and changes before the first search', async () => {
    assert.equal(touch('.env', 'created'), false);
    await files();
    assert.equal(index.touch(path.join(folder.path, '..', '.env'), 'created'), false);
    assert.equal(touch('readme.md', 'changed'), false);
  });

  it('reads no file that is too large for configuration', async () => {
    put('data.json', `{"clientId":"${'x'.repeat(1024 * 1024)}"}`);
    assert.deepEqual(await files(), []);
    assert.deepEqual(
      read.filter(name => name === 'data.json'),
      [],
    );
  });

  it('reports that it did not search everything', async () => {
    put('a/b/c/d/e/f/g/h/.env');
    assert.deepEqual(await files(), []);
    assert.equal(index.cut, true);
  });
});
