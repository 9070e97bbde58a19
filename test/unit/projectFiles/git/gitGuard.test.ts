import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { askGit } from '../../../../src/projectFiles/git/gitGuard.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const IDENTITY = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always'];

describe('the git guard, with the real git', () => {
  const folder = temporaryFolder();
  const at = (...names: readonly string[]) => path.join(folder.path, ...names);
  const git = (where: string, ...args: readonly string[]) =>
    execFileSync('git', ['-C', where, ...IDENTITY, ...args], { stdio: 'pipe' });
  const templates = mkdtempSync(path.join(os.tmpdir(), 'repositories-'));
  after(() => rmSync(templates, { recursive: true, force: true }));
  /** Makes a repository with a `.gitignore` in its first commit; copies one made before if there is one. */
  const makeRepository = (where: string, ignored: string) => {
    const template = path.join(templates, createHash('sha256').update(ignored).digest('hex'));
    if (!existsSync(template)) {
      mkdirSync(template);
      git(template, 'init', '-q');
      writeFileSync(path.join(template, '.gitignore'), ignored);
      git(template, 'add', '.gitignore');
      git(template, 'commit', '-qm', 'start');
    }
    cpSync(template, where, { recursive: true });
  };

  it('distinguishes ignored files, tracked files and files that would be committed', async () => {
    makeRepository(at('r'), '.env\n');
    writeFileSync(at('r', 'tracked.env'), '');
    git(at('r'), 'add', 'tracked.env');
    writeFileSync(at('r', 'new.env'), '');
    assert.equal(await askGit(at('r', '.env')), 'ignored');
    assert.equal(await askGit(at('r', 'tracked.env')), 'tracked');
    assert.equal(await askGit(at('r', 'new.env')), 'wouldBeCommitted');
    assert.equal(await askGit(at('r', 'absent.env')), 'wouldBeCommitted');
  });

  it('calls a file in the index tracked, even if it is ignored', async () => {
    makeRepository(at('r'), '.env\n');
    writeFileSync(at('r', '.env'), '');
    git(at('r'), 'add', '-f', '.env');
    assert.equal(await askGit(at('r', '.env')), 'tracked');
  });

  it('accepts folders that do not exist yet', async () => {
    makeRepository(at('r'), 'deep/er/.env\n');
    assert.equal(await askGit(at('r', 'deep', 'er', '.env')), 'ignored');
    assert.equal(await askGit(at('r', 'deep', '.env')), 'wouldBeCommitted');
  });

  it('reports that there is no repository', async () => {
    assert.equal(await askGit(at('.env')), 'noRepository');
  });

  for (const name of [
    '-n.env',
    '--',
    ':(top)x.env',
    '*.env',
    '[a].env',
    'a b.env',
    'a\nb.env',
    '"q".env',
    'é.env',
    '!x',
  ]) {
    it(`treats ${JSON.stringify(name)} as a plain name`, async () => {
      makeRepository(at('r'), 'ignored/\n');
      writeFileSync(at('r', 'a.env'), '');
      git(at('r'), 'add', 'a.env');
      assert.equal(await askGit(at('r', name)), 'wouldBeCommitted');
      assert.equal(await askGit(at('r', 'ignored', name)), 'ignored');
      writeFileSync(at('r', name), '');
      git(at('r'), 'add', '.');
      assert.equal(await askGit(at('r', name)), 'tracked');
    });
  }

  it('asks the innermost repository: nested, submodule or worktree', async () => {
    makeRepository(at('outer'), 'inner.env\n');
    makeRepository(at('outer', 'nested'), '.env\n');
    assert.equal(await askGit(at('outer', 'nested', '.env')), 'ignored');
    assert.equal(await askGit(at('outer', 'nested', 'inner.env')), 'wouldBeCommitted');
    git(at('outer'), 'submodule', 'add', '-q', at('outer', 'nested'), 'module');
    assert.equal(await askGit(at('outer', 'module', '.env')), 'ignored');
    assert.equal(await askGit(at('outer', 'module', 'inner.env')), 'wouldBeCommitted');
    git(at('outer'), 'worktree', 'add', '-q', at('tree'));
    assert.equal(await askGit(at('tree', 'inner.env')), 'ignored');
    assert.equal(await askGit(at('tree', '.gitignore')), 'tracked');
  });

  it('asks about the target of a symbolic link', async () => {
    makeRepository(at('r'), '.env\n');
    mkdirSync(at('r', 'real'));
    writeFileSync(at('r', 'real', 'open.env'), '');
    symlinkSync('real', at('r', 'link'));
    symlinkSync(path.join('real', 'open.env'), at('r', '.env'));
    assert.equal(await askGit(at('r', '.env')), 'wouldBeCommitted');
    assert.equal(await askGit(at('r', 'link', '.env')), 'ignored');
  });

  it('runs no program that the repository configures', async () => {
    makeRepository(at('r'), '');
    const trap = at('trap.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch '${at('sprung')}'\n`);
    chmodSync(trap, 0o755);
    for (const key of [
      'core.fsmonitor',
      'core.sshCommand',
      'core.pager',
      'core.editor',
      'filter.x.clean',
      'diff.external',
    ])
      git(at('r'), 'config', key, trap);
    git(at('r'), 'config', 'alias.ls-files', `!${trap}`);
    git(at('r'), 'config', 'core.hooksPath', folder.path);
    git(at('r'), 'config', 'remote.origin.url', `ext::${trap}`);
    git(at('r'), 'config', 'remote.origin.promisor', 'true');
    writeFileSync(at('r', '.gitattributes'), '* filter=x\n');
    writeFileSync(at('r', 'git'), `#!/bin/sh\ntouch '${at('sprung')}'\n`, { mode: 0o755 });
    const environment = { ...process.env, PATH: `.${path.delimiter}${process.env.PATH}` };
    assert.equal(await askGit(at('r', '.env'), { environment }), 'wouldBeCommitted');
    assert.equal(existsSync(at('sprung')), false);
  });

  it('ignores variables that name another repository', async () => {
    makeRepository(at('r'), '.env\n');
    makeRepository(at('other'), '');
    const environment = { ...process.env, GIT_DIR: at('other', '.git'), GIT_WORK_TREE: at('other') };
    assert.equal(await askGit(at('r', '.env'), { environment }), 'ignored');
  });

  it('uses the user’s global ignore file', async () => {
    makeRepository(at('r'), '');
    writeFileSync(at('everywhere'), '.env\n');
    writeFileSync(at('config'), `[core]\n\texcludesFile = ${at('everywhere')}\n`);
    const environment = { ...process.env, GIT_CONFIG_GLOBAL: at('config') };
    assert.equal(await askGit(at('r', '.env'), { environment }), 'ignored');
  });

  it('reports that git is missing or does not answer', async () => {
    makeRepository(at('r'), '');
    assert.equal(await askGit(at('r', '.env'), { environment: { PATH: at('r') } }), 'gitMissing');
    writeFileSync(at('r', '.git', 'config'), '[garbage');
    assert.equal(await askGit(at('r', '.env')), 'unknown');
  });

  it('stops when the caller cancels', async () => {
    makeRepository(at('r'), '');
    const controller = new AbortController();
    const answer = askGit(at('r', '.env'), { signal: controller.signal });
    controller.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });
});
