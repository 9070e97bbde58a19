import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { StoreLocation } from '../../../src/externalStores/storePlace.ts';
import { debianProgram } from '../../support/debianProgram.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { findCommand } from '../../support/realEditor/chromium.ts';
import { startGithubHost } from './githubHost.ts';
import { type AwaitedProgram, watchProcesses } from './processWatch.ts';
import { failure, isFirst, ROTATED, SECRET, StoreStage } from './storeStage.ts';

/** The environment in which a program is on the PATH. */
const withProgram = (program: string, home: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}`,
  HOME: home,
});

/** Waits for a write, and checks every process at the same time. */
async function unseen(writing: Promise<StoreLocation>, awaited: AwaitedProgram): Promise<StoreLocation> {
  assert.deepEqual(await watchProcesses(writing, 'c4n4ry', awaited), []);
  return writing;
}

/** A file that is made once the programs have been checked, and shell code that waits for it. */
function gate(folder: string) {
  const file = path.join(folder, 'seen');
  return {
    open: () => fs.writeFileSync(file, ''),
    wait: `while [ ! -e '${file}' ]; do sleep 0.02; done`,
  };
}

describe('GitHub Actions, by the real gh', () => {
  const folder = temporaryFolder();
  const seen = Promise.withResolvers<void>();
  let host: Awaited<ReturnType<typeof startGithubHost>> | undefined;
  let env: NodeJS.ProcessEnv = {};
  const stage = new StoreStage('githubActions', () => env);
  beforeEach(async function () {
    const gh = debianProgram('gh');
    if (!gh || process.platform !== 'linux') this.skip();
    host = await startGithubHost(seen.promise);
    const certificate = path.join(folder.path, 'authority.pem');
    fs.writeFileSync(certificate, host.certificate);
    env = {
      ...withProgram(gh, folder.path),
      GH_CONFIG_DIR: path.join(folder.path, 'gh'),
      GH_HOST: host.host,
      GH_ENTERPRISE_TOKEN: 'token',
      SSL_CERT_FILE: certificate,
      NO_PROXY: '*',
      no_proxy: '*',
    };
  });
  afterEach(() => host?.close());

  it('stores a secret of a repository so that the host can decrypt it, and updates it', async () => {
    const place = { name: 'ADH_CLIENT_SECRET', repository: 'o/r' };
    const awaited = { program: 'secret\0set', seen: seen.resolve };
    const created = await unseen(stage.create(place), awaited);
    assert.equal(created.place.repository, `${host?.host}/o/r`);
    assert.deepEqual([...(host?.secrets ?? [])], [['ADH_CLIENT_SECRET', SECRET]]);
    await stage.update(created.place, ROTATED, isFirst);
    assert.deepEqual([...(host?.secrets ?? [])], [['ADH_CLIENT_SECRET', ROTATED]]);
  });

  it('replaces no secret unasked, however its name is written', async () => {
    seen.resolve();
    host?.secrets.set('ADH_CLIENT_SECRET', '0thers');
    for (const name of ['ADH_CLIENT_SECRET', 'adh_client_secret'])
      await failure(stage.create({ name, repository: 'o/r' }), 'exists');
    assert.deepEqual([...(host?.secrets ?? [])], [['ADH_CLIENT_SECRET', '0thers']]);
  });

  it('uses neither the repository of a folder nor another host than that of the first time', async () => {
    seen.resolve();
    const error = await failure(stage.update({ name: 'X', repository: '' }), 'unclear');
    assert.equal(error.field, 'repository');
    host?.secrets.set('X', SECRET);
    const place = { name: 'X', repository: `${host?.host}/o/r` };
    const { GH_HOST: _, ...later } = env;
    await new StoreStage('githubActions', () => ({ ...later, GH_REPO: 'other/other' })).update(place);
    assert.deepEqual([...(host?.secrets ?? [])], [['X', ROTATED]]);
  });

  it('says that the repository is not there, and that nothing was changed', async () => {
    seen.resolve();
    const error = await failure(stage.create({ name: 'X', repository: 'o/none' }), 'missing');
    assert.equal(error.mayHaveWritten, false);
  });
});

describe('pass, by the real pass and gpg', () => {
  const folder = temporaryFolder();
  let gnupg = '';
  let env: NodeJS.ProcessEnv = {};
  let pass = '';
  const stage = new StoreStage('pass', () => env);
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const show = (name = 'connect/gateway') => run(pass, 'show', name);
  const insert = (text: string, name = 'connect/gateway') =>
    execFileSync(pass, ['insert', '--multiline', '--force', name], { env, input: text, stdio: 'pipe' });
  const PLACE = { name: 'connect/gateway' };

  before(function () {
    pass = debianProgram('pass') ?? '';
    const hasGpg = spawnSync('gpg', ['--version']).status === 0;
    if (!pass || !hasGpg || process.platform !== 'linux') this.skip();
    gnupg = fs.mkdtempSync('/tmp/gpg-');
    env = { ...withProgram(pass, gnupg), GNUPGHOME: gnupg };
    const key = ['--quick-generate-key', 'tester', 'default', 'default', 'never'];
    run('gpg', '--batch', '--passphrase', '', ...key);
  });
  beforeEach(() => {
    env = { ...env, PASSWORD_STORE_DIR: path.join(folder.path, 'store') };
    run(pass, 'init', 'tester');
  });
  after(() => {
    if (!gnupg) return;
    spawnSync('gpgconf', ['--homedir', gnupg, '--kill', 'all']);
    fs.rmSync(gnupg, { recursive: true, force: true });
  });

  it('stores a secret so that gpg can decrypt it', async () => {
    const { open, wait } = gate(folder.path);
    const held = path.join(folder.path, 'held');
    fs.mkdirSync(held);
    for (const name of ['gpg', 'gpg2']) {
      const real = findCommand(name);
      if (!real) continue;
      fs.writeFileSync(path.join(held, name), `#!/bin/sh\n${wait}\nexec '${real}' "$@"\n`, { mode: 0o755 });
    }
    const holding = { ...env, PATH: `${held}${path.delimiter}${env.PATH}` };
    const creating = new StoreStage('pass', () => holding).create(PLACE);
    await unseen(creating, { program: 'connect/gateway', seen: open });
    assert.equal(show(), SECRET);
    // As after a crash.
    await stage.create(PLACE);
    assert.equal(show(), SECRET);
  });

  it('replaces the first line of an entry, and leaves the others', async () => {
    insert(`${SECRET}\nuser: 0thers\nurl: https://x.example\n\n  end`);
    await stage.update(PLACE, ROTATED, isFirst);
    assert.equal(show(), `${ROTATED}\nuser: 0thers\nurl: https://x.example\n\n  end`);
  });

  it('replaces the line that holds our value, wherever others have moved it', async () => {
    insert(`0thers\r\nclient_secret: ${SECRET}\r\nend\r\n`);
    await stage.update(PLACE, ROTATED, isFirst);
    assert.equal(show(), `0thers\r\nclient_secret: ${ROTATED}\r\nend\r\n`);
  });

  it('replaces nothing unasked', async () => {
    insert('0thers\nmore');
    await failure(stage.create(PLACE), 'exists');
    await failure(stage.create({ name: 'connect/gateway/' }), 'exists');
    await failure(stage.update(PLACE, ROTATED, isFirst), 'notOurs');
    assert.equal(show(), '0thers\nmore');
  });

  it('tells an entry from a folder of the same name', async () => {
    insert('0thers', 'connect/gateway/inner');
    await failure(stage.update(PLACE, ROTATED, isFirst), 'missing');
    await stage.create(PLACE);
    assert.deepEqual([show(), show('connect/gateway/inner')], [SECRET, '0thers']);
  });

  it('changes nothing when it can’t decrypt what is there', async () => {
    insert(`${SECRET}\nmore`);
    const empty = fs.mkdtempSync('/tmp/gpg-');
    try {
      const locked = new StoreStage('pass', () => ({ ...env, GNUPGHOME: empty }));
      assert.equal((await failure(locked.update(PLACE), 'signedOut')).mayHaveWritten, false);
    } finally {
      spawnSync('gpgconf', ['--homedir', empty, '--kill', 'all']);
      fs.rmSync(empty, { recursive: true, force: true });
    }
    assert.equal(show(), `${SECRET}\nmore`);
  });
});

describe('the user’s own command', () => {
  const folder = temporaryFolder();

  it('gets its arguments, and the value on its standard input', async function () {
    if (process.platform !== 'linux') this.skip();
    const target = path.join(folder.path, 'out.txt');
    const { open, wait } = gate(folder.path);
    const place = { program: 'sh', commandLine: `-c "${wait}; cat > '${target}'"` };
    const stage = new StoreStage('custom', () => process.env);
    await unseen(stage.create(place), { program: target, seen: open });
    assert.equal(fs.readFileSync(target, 'utf8'), SECRET);
  });
});
