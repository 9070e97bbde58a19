import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { putIntoStore, type StoreOrder } from '../../../src/externalStores/putIntoStore.ts';
import { StoreError } from '../../../src/externalStores/storeError.ts';
import type { StoreId } from '../../../src/externalStores/storePreset.ts';
import { STORE_PRESETS } from '../../../src/externalStores/storePresets.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { eventually } from '../../support/waiting/eventually.ts';
import { kubeconfig, startCluster } from './kubernetesCluster.ts';
import { watchProcesses } from './processWatch.ts';

const SECRET = 'c4n4ry-"q$ `x` \\ ü+/=';
const credential = { clientId: 'c0ffee', clientName: 'Gateway', secret: SECRET };

describe('external stores', () => {
  const folder = temporaryFolder();
  const never = new AbortController().signal;

  /** Adds a program of this name to a PATH of its own; it runs the given script on Node. */
  function program(name: string, script: string): NodeJS.ProcessEnv {
    const file = path.join(folder.path, name);
    fs.writeFileSync(file, `#!${process.execPath}\n${script}`, { mode: 0o755 });
    return { ...process.env, PATH: `${folder.path}${path.delimiter}${process.env.PATH}` };
  }

  /** A script that writes its arguments and its standard input to a file. */
  const recorder = () =>
    `const fs = require('fs');
     // Opened by its name, as real programs do, instead of read from the open standard input.
     const from = process.argv.some(each => each.includes('/dev/stdin')) ? '/dev/stdin' : 0;
     fs.writeFileSync(${JSON.stringify(path.join(folder.path, 'given.json'))},
       JSON.stringify({ args: process.argv.slice(2), input: fs.readFileSync(from, 'utf8') }));`;
  const readGiven = () => JSON.parse(fs.readFileSync(path.join(folder.path, 'given.json'), 'utf8'));

  const put = (order: StoreOrder, env: NodeJS.ProcessEnv, signal = never, endWithinMs?: number) =>
    putIntoStore(order, credential, { env, platform: process.platform, endWithinMs }, signal);

  async function failure(promise: Promise<void>): Promise<StoreError> {
    const error = await promise.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof StoreError, String(error));
    return error;
  }

  const PLACE = {
    name: 'NAME',
    repository: 'o/r',
    path: 'secret/x',
    key: 'KEY',
    vault: 'V',
    namespace: 'ns',
    arguments: 'put "two words"',
  };
  const ARGUMENTS: Readonly<Partial<Record<StoreId, readonly string[]>>> = {
    githubActions: ['secret', 'set', 'NAME', '--repo', 'o/r'],
    vault: ['kv', 'patch', 'secret/x', 'KEY=-'],
    vaultNew: ['kv', 'put', 'secret/x', 'KEY=-'],
    pass: ['insert', '--multiline', '--force', 'NAME'],
    custom: ['put', 'two words'],
  };

  it('has a row for each store whose arguments are expected', () => {
    const rows = STORE_PRESETS.map(({ id }) => id);
    for (const id of Object.keys(ARGUMENTS)) assert.ok(rows.includes(id as StoreId), id);
    assert.equal(new Set(rows).size, rows.length);
  });

  for (const { id, program: name } of STORE_PRESETS) {
    it(`gives ${id} the value on its standard input, and in no argument`, async () => {
      const env = program(name || 'own', recorder());
      await put({ id, place: { ...PLACE, program: 'own' } }, env);
      const { args, input } = readGiven();
      assert.ok(!JSON.stringify(args).includes('c4n4ry'));
      if (ARGUMENTS[id]) assert.deepEqual(args, ARGUMENTS[id]);
      if (id !== 'kubernetes' && id !== 'onePassword') assert.equal(input, SECRET);
      else assert.ok(JSON.stringify(JSON.parse(input)).includes(JSON.stringify(SECRET)));
    });
  }

  it('makes the real kubectl apply a Secret without the value in an annotation', async function () {
    if (spawnSync('kubectl', ['version', '--client']).status !== 0) this.skip();
    const cluster = await startCluster();
    try {
      const config = path.join(folder.path, 'kubeconfig');
      fs.writeFileSync(config, JSON.stringify(kubeconfig(cluster.address)));
      const env = { ...process.env, KUBECONFIG: config, HOME: folder.path };
      await put({ id: 'kubernetes', place: PLACE }, env);
      const [applied] = cluster.applied;
      assert.match(applied?.path ?? '', /^\/api\/v1\/namespaces\/ns\/secrets\/NAME\?.*force=true/);
      assert.equal(applied?.body.stringData.KEY, SECRET);
      assert.equal(applied?.body.metadata.annotations, undefined);
    } finally {
      await cluster.close();
    }
  });

  it('keeps the value out of the arguments and variables of every process', async function () {
    if (!fs.existsSync('/proc/self/cmdline')) this.skip();
    const seen = path.join(folder.path, 'seen');
    // It runs until it has been checked.
    const script = `process.stdin.resume();
      setInterval(() => require('fs').existsSync(${JSON.stringify(seen)}) && process.exit(0), 10);`;
    const putting = put({ id: 'custom', place: { program: 'slow' } }, program('slow', script));
    const exposed = await watchProcesses(putting, 'c4n4ry', {
      program: path.join(folder.path, 'slow'),
      seen: () => fs.writeFileSync(seen, ''),
    });
    assert.deepEqual(exposed, []);
  });

  it('returns the output of the program without the value in any of its forms', async () => {
    const env = program(
      'gh',
      `const secret = require('fs').readFileSync(0, 'utf8');
       console.log('no such repository: ' + secret);
       console.error(Buffer.from(secret).toString('base64'), JSON.stringify(secret), encodeURIComponent(secret));
       process.exit(4);`,
    );
    const { code, exitCode, output } = await failure(put({ id: 'githubActions', place: PLACE }, env));
    assert.deepEqual([code, exitCode], ['refused', 4]);
    assert.match(output, /^no such repository: ••••••/);
    assert.doesNotMatch(output, /c4n4ry|YzRuNHJ5/);
  });

  it('accepts a program that reads nothing and reports one that does not exist', async () => {
    const refused = await failure(put({ id: 'pass', place: PLACE }, program('pass', 'process.exit(1);')));
    assert.equal(refused.code, 'refused');
    const missing = await failure(put({ id: 'vault', place: PLACE }, { PATH: folder.path }));
    assert.deepEqual([missing.code, missing.program], ['programMissing', 'vault']);
    // Never from the current folder.
    const relative = await failure(put({ id: 'custom', place: { program: './own' } }, program('own', '')));
    assert.equal(relative.code, 'programMissing');
  });

  it('stops the program when the user cancels, even one that ignores SIGTERM', async () => {
    const pidFile = path.join(folder.path, 'pid');
    const env = program(
      'stubborn',
      `process.on('SIGTERM', () => {}); require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
       setInterval(() => {}, 1000);`,
    );
    const abort = new AbortController();
    const putting = failure(put({ id: 'custom', place: { program: 'stubborn' } }, env, abort.signal, 50));
    const pid = await eventually(() => {
      const read = Number(fs.readFileSync(pidFile, 'utf8'));
      assert.ok(read > 0);
      return read;
    });
    abort.abort();
    assert.equal((await putting).code, 'cancelled');
    assert.throws(() => process.kill(pid, 0));
  });
});
