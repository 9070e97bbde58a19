import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { remoteAddresses } from '../../../../src/projectFiles/git/gitRemotes.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

describe('remoteAddresses', () => {
  const folder = temporaryFolder();
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder.path, ...args], { env: environment, stdio: 'pipe' });
  const read = (...below: readonly string[]) =>
    remoteAddresses(path.join(folder.path, ...below), environment);

  it('reads the remotes of a repository, from a folder in it too, with origin first', async () => {
    git('init', '--quiet');
    git('remote', 'add', 'fork', 'git@github.com:me/rig.git');
    git('remote', 'add', 'origin', 'https://github.com/plant/rig.git');
    fs.mkdirSync(path.join(folder.path, 'src'));
    const expected = ['https://github.com/plant/rig.git', 'git@github.com:me/rig.git'];
    assert.deepEqual(await read(), expected);
    assert.deepEqual(await read('src'), expected);
  });

  it('reads included files, rewritten addresses and worktrees, as Git does', async () => {
    git('init', '--quiet');
    const included = path.join(folder.path, 'included');
    fs.writeFileSync(included, '[remote "origin"]\n\turl = gh:plant/rig\n\tfetch = x\n');
    git('config', 'include.path', included);
    git('config', 'url.https://ghe.example/.insteadOf', 'gh:');
    const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.org'];
    git(...identity, 'commit', '--quiet', '--allow-empty', '--message', 'x');
    git('worktree', 'add', '--quiet', path.join(folder.path, 'tree'), '-b', 'other');
    for (const below of [[], ['tree']])
      assert.deepEqual(await read(...below), ['https://ghe.example/plant/rig']);
  });

  it('runs nothing that the configuration names', async () => {
    git('init', '--quiet');
    const ran = path.join(folder.path, 'ran');
    for (const key of [
      'core.fsmonitor',
      'core.sshCommand',
      'core.pager',
      'credential.helper',
      'alias.remote',
    ])
      git('config', key, `!touch '${ran}'`);
    git('config', 'remote.origin.url', `ext::touch '${ran}'`);
    git('config', 'remote.origin.vcs', 'x');
    await read();
    assert.equal(fs.existsSync(ran), false);
  });

  it('has none outside of a repository, and without Git', async () => {
    assert.deepEqual(await read(), []);
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'git@github.com:plant/rig.git');
    assert.deepEqual(await remoteAddresses(folder.path, { ...environment, PATH: folder.path }), []);
  });
});
