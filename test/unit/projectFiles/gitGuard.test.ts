import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeAtomically } from '../../../src/projectFiles/atomicWrite.ts';
import { diskAccess } from '../../../src/projectFiles/fileAccess.ts';
import { askGit } from '../../../src/projectFiles/gitGuard.ts';
import { ignoreLine, planIgnoring } from '../../../src/projectFiles/gitIgnore.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** Names that a careless command line or pattern would take for something else. */
const AWKWARD = ['.env', 'a b.env', '-v.env', ':(top).env', '#x.env', '!x.env', 'a[b]*?.env', 'trailing ', 'ü.env', "it's.env"];

describe('the git guard', () => {
  const folder = temporaryFolder();
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });
  const at = (...parts: string[]) => path.join(folder.path, ...parts);

  it('knows a folder without a repository', async () => {
    assert.equal(await askGit(at('.env')), 'noRepository');
  });

  describe('in a repository', () => {
    beforeEach(() => void git(folder.path, 'init', '--quiet'));

    for (const name of AWKWARD) {
      it(`tells of “${name}” what git would do, before and after ignoring and adding`, async () => {
        assert.equal(await askGit(at(name)), 'wouldBeCommitted');
        const change = await planIgnoring(at(name), folder.path, diskAccess);
        await writeAtomically(change, { folder: folder.path, newName: () => 'x' });
        assert.equal(await askGit(at(name)), 'ignored');
        assert.deepEqual((await planIgnoring(at(name), folder.path, diskAccess)).edits, []);
        writeFileSync(at(name), '');
        git(folder.path, '--literal-pathspecs', 'add', '--force', '--', `./${name}`);
        assert.equal(await askGit(at(name)), 'tracked');
      });
    }

    it('goes by the rules of a folder below, and of a repository within', async () => {
      mkdirSync(at('sub'));
      writeFileSync(at('.gitignore'), '.env\n');
      writeFileSync(at('sub', '.gitignore'), '!.env\n');
      assert.equal(await askGit(at('.env')), 'ignored');
      assert.equal(await askGit(at('sub', '.env')), 'wouldBeCommitted');
      mkdirSync(at('inner'));
      git(at('inner'), 'init', '--quiet');
      assert.equal(await askGit(at('inner', '.env')), 'wouldBeCommitted');
    });

    it('works in a worktree', async () => {
      git(folder.path, 'commit', '--quiet', '--allow-empty', '-m', 'first');
      git(folder.path, 'worktree', 'add', '--quiet', at('tree'));
      writeFileSync(at('tree', '.gitignore'), '.env\n');
      assert.equal(await askGit(at('tree', '.env')), 'ignored');
    });

    it('runs nothing that the repository names', async () => {
      writeFileSync(at('trap.sh'), `#!/bin/sh\ntouch ${at('sprung')}\n`, { mode: 0o755 });
      git(folder.path, 'config', 'core.fsmonitor', at('trap.sh'));
      assert.equal(await askGit(at('.env')), 'wouldBeCommitted');
      assert.equal(existsSync(at('sprung')), false);
    });

    it('does not take silence for consent', async () => {
      writeFileSync(at('.git', 'config'), 'this is no configuration');
      assert.equal(await askGit(at('.env')), 'unknown');
    });
  });

  it('says that there is no git', async () => {
    const { PATH } = process.env;
    process.env.PATH = folder.path;
    try {
      assert.equal(await askGit(at('.env')), 'gitMissing');
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('adds a line in the style of the file', async () => {
    writeFileSync(at('.gitignore'), 'node_modules\r\ndist');
    const change = await planIgnoring(at('sub', '.env'), folder.path, diskAccess);
    await writeAtomically(change, { folder: folder.path, newName: () => 'x' });
    assert.equal(readFileSync(at('.gitignore'), 'utf8'), 'node_modules\r\ndist\r\n/sub/.env\r\n');
    assert.equal(ignoreLine(at('a*b '), folder.path), '/a\\*b\\ ');
  });
});
