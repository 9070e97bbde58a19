import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import dotenv from 'dotenv';
import fc from 'fast-check';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { setDotenv, writableValue } from './setDotenv.ts';

describe('values in an .env file', () => {
  const folder = temporaryFolder();

  it('are the same for `set -a; . ./.env`, Node and the dotenv package', () => {
    const values = fc.sample(
      writableValue.filter(value => !value.includes('\0')),
      { numRuns: 60, seed: 7 },
    );
    const nasty = ['#x', 'a b', 'a=b', '~', '!x', '*', 'a\nb', 'é€😀', ';ls', '`x`', "it's", ''];
    const wanted = Object.fromEntries([...nasty, ...values].map((value, index) => [`K${index}`, value]));
    const file = path.join(folder.path, '.env');
    writeFileSync(file, setDotenv('', wanted));
    const print = 'set -a; . "$1"; exec "$2" -e "process.stdout.write(JSON.stringify(process.env))"';
    const output = execFileSync('bash', ['--norc', '-c', print, 'bash', file, process.execPath], {
      encoding: 'utf8',
      env: {},
    });
    const read = JSON.parse(output) as Record<string, string>;
    for (const [name, value] of Object.entries(wanted)) assert.equal(read[name], value);
    assert.deepEqual({ ...parseEnv(readFileSync(file, 'utf8')) }, wanted);
    assert.deepEqual({ ...dotenv.parse(readFileSync(file)) }, wanted);
  });

  it('are the same for dotenvx and docker compose (python-dotenv)', function () {
    const values = [
      ...['8Jf+/k2Lq9Zs7w==', '$HOME', '$(id)', '#x', 'a b', ' a ', 'a=b', 'a\nb', 'é€😀', '`x`', "it's", ''],
      ...['say "hi"', '\\n', 'a\\b', '%x%', '~', '!x', "a'b c", 'https://h.example/?a=b&c=d#e'],
    ];
    const wanted = Object.fromEntries(
      values
        .filter(value => dotenvFormat.set('', [{ keyPath: ['A'], value }]).ok)
        .map((value, at) => [`K${at}`, value]),
    );
    assert.ok(Object.keys(wanted).length > 15);
    const file = path.join(folder.path, '.env');
    writeFileSync(file, setDotenv('', wanted));
    const dotenvx = path.resolve('node_modules/.bin/dotenvx');
    const read = execFileSync(dotenvx, ['get', '--all', '-f', file], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    const found = JSON.parse(read);
    for (const [name, value] of Object.entries(wanted)) assert.equal(found[name], value, name);
    const script = 'import sys, json, dotenv\nprint(json.dumps(dotenv.dotenv_values(sys.argv[1])))';
    const python = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
    if (python.status !== 0) this.skip();
    assert.deepEqual(JSON.parse(python.stdout), wanted);
  });
});
