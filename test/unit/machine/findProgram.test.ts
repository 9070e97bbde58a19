import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { findProgram, programCandidates } from '../../../src/machine/findProgram.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';

describe('programCandidates', () => {
  const ROWS: readonly (readonly [
    title: string,
    program: string,
    env: Readonly<Record<string, string>>,
    platform: NodeJS.Platform,
    files: readonly string[],
  ])[] = [
    ['takes the PATH in its order', 'git', { PATH: '/a:/b' }, 'linux', ['/a/git', '/b/git']],
    [
      'ignores what depends on the current folder',
      'git',
      { PATH: '.::bin:./x:../y:/a:' },
      'linux',
      ['/a/git'],
    ],
    ['needs no PATH', 'git', {}, 'linux', []],
    ['finds no relative path', './git', { PATH: '/a' }, 'linux', []],
    ['finds no empty name', '', { PATH: '/a' }, 'linux', []],
    ['takes an absolute path', '/x/git', { PATH: '/a' }, 'linux', ['/x/git']],
    [
      'takes the endings of Windows that need no shell',
      'git',
      { Path: 'C:\\a;D:\\b', PATHEXT: '.COM;.EXE;.BAT;.CMD;.JS' },
      'win32',
      ['C:\\a\\git.com', 'C:\\a\\git.exe', 'D:\\b\\git.com', 'D:\\b\\git.exe'],
    ],
    [
      'keeps the order of PATHEXT',
      'git',
      { PATH: 'C:\\a', PathExt: '.exe; .com' },
      'win32',
      ['C:\\a\\git.exe', 'C:\\a\\git.com'],
    ],
    [
      'has endings where PATHEXT is missing or has none that is safe',
      'git',
      { PATH: 'C:\\a', PATHEXT: '.CMD' },
      'win32',
      ['C:\\a\\git.com', 'C:\\a\\git.exe'],
    ],
    [
      'ignores what depends on the current folder or drive of Windows',
      'git',
      { PATH: '.;;bin;.\\x;..\\y;\\z;C:bin;C:;/q;"";"C:\\Program Files\\Git\\cmd"' },
      'win32',
      ['C:\\Program Files\\Git\\cmd\\git.com', 'C:\\Program Files\\Git\\cmd\\git.exe'],
    ],
    [
      'takes a share of the network',
      'git.exe',
      { PATH: '\\\\server\\tools' },
      'win32',
      ['\\\\server\\tools\\git.exe'],
    ],
    [
      'finds no batch file by its ending',
      'git.cmd',
      { PATH: 'C:\\a' },
      'win32',
      ['C:\\a\\git.cmd.com', 'C:\\a\\git.cmd.exe'],
    ],
    ['finds nothing relative to a drive', 'C:git', { PATH: 'C:\\a' }, 'win32', []],
    ['finds nothing relative to the current drive', '\\tools\\git', { PATH: 'C:\\a' }, 'win32', []],
    ['takes an absolute path of Windows', 'C:\\x\\git.exe', {}, 'win32', ['C:\\x\\git.exe']],
  ];
  for (const [title, program, env, platform, files] of ROWS)
    it(title, () => assert.deepEqual(programCandidates(program, { env, platform }), files));
});

describe('findProgram', () => {
  const folder = temporaryFolder();

  it('returns the first that runs', async () => {
    const [one, other] = ['one', 'other'].map(name => path.join(folder.path, name));
    assert.ok(one && other);
    for (const each of [one, other]) fs.mkdirSync(each);
    fs.writeFileSync(path.join(one, 'tool'), 'text', { mode: 0o644 });
    fs.writeFileSync(path.join(other, 'tool'), '#!/bin/sh\n', { mode: 0o755 });
    const env = { PATH: [one, other].join(path.delimiter) };
    assert.equal(await findProgram('tool', { env, platform: 'linux' }), path.join(other, 'tool'));
    assert.equal(await findProgram('missing', { env, platform: 'linux' }), undefined);
  });
});
