import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { StoreId } from '../../../src/externalStores/storePlace.ts';
import { callOn } from '../../../src/externalStores/storePreset.ts';
import { isUsableOn, STORE_PRESETS } from '../../../src/externalStores/storePresets.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { eventually } from '../../support/waiting/eventually.ts';
import { watchProcesses } from './processWatch.ts';
import { failure, installProgram, SECRET, StoreStage } from './storeStage.ts';

describe('external stores', () => {
  const folder = temporaryFolder();
  const program = (name: string, script: string) => installProgram(folder.path, name, script);
  const custom = (env: NodeJS.ProcessEnv, endWithinMs?: number) =>
    new StoreStage('custom', () => env, { endWithinMs });

  const PLACE = {
    name: 'NAME',
    repository: 'github.com/o/r',
    path: 'secret/x',
    key: 'KEY',
    vault: 'V',
    namespace: 'ns',
    commandLine: 'put "two words"',
    address: 'https://vault.example',
    context: 'here',
    item: 'id1',
    arn: 'arn:aws:secretsmanager:eu-west-1:1:secret:NAME-x',
  };
  const CLUSTER = ['--context=here', '--namespace=ns'];
  const VAULT = ['-address=https://vault.example', '-namespace=ns', 'secret/x', 'KEY=-'];
  const AWS = ['--secret-string', 'file:///dev/stdin', '--output', 'json'];
  const AZURE = [
    ...['keyvault', 'secret', 'set', '--vault-name', 'V', '--name', 'NAME', '--file', '/dev/stdin'],
    ...['--encoding', 'utf-8', '--output', 'none', '-x'],
  ];
  const GITHUB = ['secret', 'set', 'NAME', '--repo', 'github.com/o/r'];
  const CUSTOM = ['put', 'two words'];
  /** The arguments of a first write and of an update. */
  const ARGUMENTS: Readonly<Record<StoreId, readonly [readonly string[], readonly string[]]>> = {
    githubActions: [GITHUB, GITHUB],
    vault: [
      ['kv', 'put', '-x', ...VAULT],
      ['kv', 'patch', ...VAULT],
    ],
    azureKeyVault: [AZURE, AZURE],
    awsSecretsManager: [
      ['secretsmanager', 'create-secret', '--name', 'NAME', ...AWS],
      ['secretsmanager', 'put-secret-value', '--secret-id', PLACE.arn, '--region', 'eu-west-1', ...AWS],
    ],
    onePassword: [
      ['item', 'create', '--vault', 'V', '--format', 'json', '-'],
      ['item', 'edit', 'id1', '--vault', 'V', '--format', 'json'],
    ],
    kubernetes: [
      ['create', '--validate=false', '--filename=-', ...CLUSTER],
      ['patch', 'secret', 'NAME', '--type=merge', '--patch-file=/dev/stdin', ...CLUSTER],
    ],
    pass: [
      ['insert', '--multiline', 'NAME'],
      ['insert', '--multiline', '--force', 'NAME'],
    ],
    custom: [CUSTOM, CUSTOM],
  };

  it('has a row for each store, and each knows how to create and how to update', () => {
    const rows = STORE_PRESETS.map(({ id }) => id);
    assert.deepEqual(rows.toSorted(), Object.keys(ARGUMENTS).toSorted());
    for (const { id, create, update } of STORE_PRESETS) {
      const seen = { state: 'present', place: PLACE, args: ['-x'] } as const;
      const args = [create, update].map(call => call.args(PLACE, seen));
      assert.deepEqual(args, ARGUMENTS[id], id);
    }
  });

  it('gives the value to no program in an argument', async () => {
    const secret = new SecretText(SECRET);
    const content = new SecretText(JSON.stringify({ data: {}, fields: [], KEY: SECRET, value: SECRET }));
    const seen = { state: 'present', place: PLACE, value: secret, content } as const;
    for (const { id, create, update } of STORE_PRESETS) {
      const calls = [create, update, callOn(create, 'win32'), callOn(update, 'win32')];
      for (const call of calls.filter(each => each !== undefined)) {
        assert.doesNotMatch(JSON.stringify(call.args(PLACE, seen)), /c4n4ry|YzRuNHJ5/, id);
        const text = (await call.input?.({ clientId: 'x', secret }, seen)) ?? secret;
        assert.match(text.reveal(), /c4n4ry|YzRuNHJ5/, id);
      }
    }
  });

  it('offers no store on Windows whose program opens its standard input as a file', () => {
    const usable = STORE_PRESETS.filter(preset => isUsableOn(preset, 'win32')).map(({ id }) => id);
    const expected = ['githubActions', 'vault', 'onePassword', 'kubernetes', 'pass', 'custom'];
    assert.deepEqual(usable, expected);
  });

  it('keeps the value out of the arguments and variables of every process', async function () {
    if (!fs.existsSync('/proc/self/cmdline')) this.skip();
    const seen = path.join(folder.path, 'seen');
    // It runs until it has been checked.
    const script = `process.stdin.resume();
      setInterval(() => require('fs').existsSync(${JSON.stringify(seen)}) && process.exit(0), 10);`;
    const putting = custom(program('slow', script)).create({ program: 'slow' });
    const exposed = await watchProcesses(putting, 'c4n4ry', {
      program: path.join(folder.path, 'slow'),
      seen: () => fs.writeFileSync(seen, ''),
    });
    assert.deepEqual(exposed, []);
  });

  it('returns the output of the program without the value in any of its forms', async () => {
    const env = program(
      'own',
      `const secret = require('fs').readFileSync(0, 'utf8');
       console.log('no such repository: ' + secret);
       const bytes = Buffer.from(secret);
       console.error(bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex'));
       console.error(JSON.stringify(secret), encodeURIComponent(secret), 'Authorization: Bearer abcdefghijkl');
       process.exit(4);`,
    );
    const { exitCode, output, mayHaveWritten } = await failure(
      custom(env).create({ program: 'own' }),
      'refused',
    );
    assert.deepEqual([exitCode, mayHaveWritten], [4, true]);
    // A part of it may be known as a secret of its own, from another test.
    assert.match(output, /^no such repository: (?:••••••|\[secret\])/);
    assert.doesNotMatch(output, /c4n4ry|YzRuNHJ5|63346e347279|abcdefghijkl/);
  });

  it('never shows what a store has, not even when its program fails', async () => {
    const env = program('gh', `console.log('0thers'); console.error('HTTP 500'); process.exit(1);`);
    const github = new StoreStage('githubActions', () => env);
    const { output } = await failure(github.create({ name: 'X', repository: 'o/r' }), 'refused');
    assert.equal(output, 'HTTP 500');
  });

  it('removes parts of what it has read from the output of a program that quotes them', async () => {
    const env = program(
      'pass',
      `if (process.argv[2] === 'show') console.log('c4n4ry\\nuser: 0thers-password');
       else { console.error('in line “user: 0thers-password”'); process.exit(1); }`,
    );
    fs.writeFileSync(path.join(folder.path, 'rig.gpg'), '');
    const pass = new StoreStage('pass', () => ({ ...env, PASSWORD_STORE_DIR: folder.path }));
    const { output } = await failure(pass.update({ name: 'rig' }), 'refused');
    assert.equal(output, 'in line “••••••”');
  });

  it('runs the program of a store in no folder of a project', async () => {
    const cwd = path.join(folder.path, 'cwd');
    const env = program('gh', `require('fs').writeFileSync(${JSON.stringify(cwd)}, process.cwd());`);
    await new StoreStage('githubActions', () => env).create({ name: 'X', repository: 'o/r' });
    assert.equal(fs.readFileSync(cwd, 'utf8'), fs.realpathSync(folder.path));
  });

  it('accepts a program that reads nothing and reports one that does not exist', async () => {
    await failure(custom(program('own', 'process.exit(1);')).create({ program: 'own' }), 'refused');
    const vault = new StoreStage('vault', () => ({ PATH: folder.path }));
    const missing = await failure(vault.create({ path: 'secret/x', key: 'k' }), 'programMissing');
    assert.equal(missing.program, 'vault');
    // Never from the current folder.
    await failure(custom(program('own', '')).create({ program: './own' }), 'programMissing');
  });

  it('keeps the value out of the log that a user may have switched on for the program of Azure', async () => {
    const file = path.join(folder.path, 'log-setting');
    const env = program(
      'az',
      `if (process.argv.includes('show')) { console.error('SecretNotFound'); process.exit(3); }
       require('fs').writeFileSync(${JSON.stringify(file)}, String(process.env.AZURE_LOGGING_ENABLE_LOG_FILE));`,
    );
    const stage = new StoreStage('azureKeyVault', () => ({ ...env, AZURE_LOGGING_ENABLE_LOG_FILE: 'yes' }));
    await stage.create({ vault: 'vault', name: 'name' });
    assert.equal(fs.readFileSync(file, 'utf8'), 'no');
  });

  it('stops the program when the user cancels, even one that ignores SIGTERM', async () => {
    const pidFile = path.join(folder.path, 'pid');
    const env = program(
      'stubborn',
      `process.on('SIGTERM', () => {}); require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
       setInterval(() => {}, 1000);`,
    );
    const abort = new AbortController();
    const stubborn = custom(env, 50).create({ program: 'stubborn' }, SECRET, abort.signal);
    const putting = failure(stubborn, 'cancelled');
    const pid = await eventually(() => {
      const read = Number(fs.readFileSync(pidFile, 'utf8'));
      assert.ok(read > 0);
      return read;
    });
    abort.abort();
    // Only the program knows how far it came.
    assert.equal((await putting).mayHaveWritten, true);
    assert.throws(() => process.kill(pid, 0));
  });
});
