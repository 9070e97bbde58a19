import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeSafely } from '../../../../src/projectFiles/disk/safeWrite.ts';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { askGit } from '../../../../src/projectFiles/git/gitGuard.ts';
import { ignoreLine, planIgnoring } from '../../../../src/projectFiles/writing/gitIgnore.ts';
import { diskParts } from '../../../support/folders/diskParts.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

describe('planIgnoring', () => {
  const folder = temporaryFolder();
  const storage = temporaryFolder();
  const at = (...names: readonly string[]) => path.join(folder.path, ...names);
  const init = (where: string) => execFileSync('git', ['init', '-q', where]);
  const ignore = async (file: string, workspace = folder.path) => {
    const change = await planIgnoring(file, workspace, diskAccess);
    if (change.edits.length > 0) await writeSafely(change, workspace, diskParts({ storage: storage.path }));
    return change;
  };

  const names = [
    '.env',
    '#x',
    '!x',
    '*.env',
    '[a].env',
    'a?b',
    'back\\slash',
    'blank ',
    'two  ',
    'a b',
    'é',
    'a\nb',
    'a\r',
    ' x',
  ];
  for (const name of names) {
    it(`works for ${JSON.stringify(name)}, and for nothing beside it`, async () => {
      init(folder.path);
      mkdirSync(at('sub'));
      await ignore(at('sub', name));
      assert.equal(await askGit(at('sub', name)), 'ignored');
      assert.equal(await askGit(at('sub', 'other')), 'wouldBeCommitted');
      assert.equal(await askGit(at(name)), 'wouldBeCommitted');
      assert.equal((await ignore(at('sub', name))).edits.length, 0);
    });
  }

  const texts: readonly (readonly [title: string, before: string, after: string])[] = [
    ['a missing final line end', 'a', 'a\n/.env\n'],
    ['CRLF', 'a\r\nb\r\n', 'a\r\nb\r\n/.env\r\n'],
    ['an empty file', '', '/.env\n'],
    ['a byte-order mark', '\uFEFFa\n', '\uFEFFa\n/.env\n'],
    ['a line that is there', '/.env\na\n', '/.env\na\n'],
    ['a line that takes the file in again', '/.env\n!.env\n', '/.env\n!.env\n/.env\n'],
  ];
  for (const [title, before, after] of texts) {
    it(`keeps ${title}`, async () => {
      init(folder.path);
      writeFileSync(at('.gitignore'), before);
      await ignore(at('.env'));
      assert.equal(readFileSync(at('.gitignore'), 'utf8'), after);
      assert.equal(await askGit(at('.env')), 'ignored');
    });
  }

  it('uses the nearest .gitignore, which takes precedence', async () => {
    init(folder.path);
    mkdirSync(at('a', 'b'), { recursive: true });
    writeFileSync(at('.gitignore'), '');
    writeFileSync(at('a', '.gitignore'), '!.env\n');
    assert.equal((await ignore(at('a', 'b', '.env'))).path, at('a', '.gitignore'));
    assert.equal(await askGit(at('a', 'b', '.env')), 'ignored');
  });

  it('stays inside the repository and the workspace folder', async () => {
    init(folder.path);
    writeFileSync(at('.gitignore'), '');
    init(at('ws', 'nested'));
    assert.equal((await ignore(at('ws', 'nested', '.env'), at('ws'))).path, at('ws', 'nested', '.gitignore'));
    assert.equal(await askGit(at('ws', 'nested', '.env')), 'ignored');
    assert.equal((await ignore(at('ws', '.env'), at('ws'))).path, at('ws', '.gitignore'));
    assert.equal(await askGit(at('ws', '.env')), 'ignored');
  });

  it('accepts a folder that does not exist yet', async () => {
    init(folder.path);
    await ignore(at('new', '.env'));
    assert.equal(await askGit(at('new', '.env')), 'ignored');
  });

  it('has no effect on a tracked file, which the guard reports', async () => {
    init(folder.path);
    writeFileSync(at('.env'), '');
    execFileSync('git', ['-C', folder.path, 'add', '.env']);
    await ignore(at('.env'));
    assert.equal(await askGit(at('.env')), 'tracked');
  });

  it('anchors the line', () => assert.equal(ignoreLine('/w/a/b.env', '/w'), '/a/b.env'));
});
