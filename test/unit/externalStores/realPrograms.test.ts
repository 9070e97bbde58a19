import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { putIntoStore, type StoreOrder } from '../../../src/externalStores/putIntoStore.ts';
import type { StoreError } from '../../../src/externalStores/storeError.ts';
import { debianProgram } from '../../support/debianProgram.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { findCommand } from '../../support/realEditor/chromium.ts';
import { startGithubHost } from './githubHost.ts';
import { type AwaitedProgram, watchProcesses } from './processWatch.ts';

const SECRET = 'c4n4ry-"q$ `x` \\ ü+/=';
const credential = { clientId: 'c0ffee', clientName: 'Gateway', secret: SECRET };

describe('real programs of external stores', () => {
  const folder = temporaryFolder();
  const put = (order: StoreOrder, env: NodeJS.ProcessEnv) =>
    putIntoStore(order, credential, { env, platform: process.platform }, new AbortController().signal);
  /** The environment in which a program is on the PATH. */
  const withProgram = (program: string): NodeJS.ProcessEnv => ({
    ...process.env,
    PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}`,
    HOME: folder.path,
  });

  /** Stores the secret and checks every process at the same time. */
  async function putUnseen(
    order: StoreOrder,
    env: NodeJS.ProcessEnv,
    awaited: AwaitedProgram,
  ): Promise<void> {
    const told = put(order, env).catch((error: StoreError) =>
      assert.fail(`${error.message} ${error.output}`),
    );
    assert.deepEqual(await watchProcesses(told, 'c4n4ry', awaited), []);
  }

  /** A file that is made once the programs have been checked, and shell code that waits for it. */
  function gate() {
    const file = path.join(folder.path, 'seen');
    return {
      open: () => fs.writeFileSync(file, ''),
      wait: `while [ ! -e '${file}' ]; do sleep 0.02; done`,
    };
  }

  it('stores a secret of a repository with gh so that the host can decrypt it', async function () {
    const gh = debianProgram('gh');
    if (!gh || process.platform !== 'linux') this.skip();
    const seen = Promise.withResolvers<void>();
    const host = await startGithubHost(seen.promise);
    try {
      const certificate = path.join(folder.path, 'authority.pem');
      fs.writeFileSync(certificate, host.certificate);
      const env = {
        ...withProgram(gh),
        GH_HOST: host.host,
        GH_ENTERPRISE_TOKEN: 'token',
        SSL_CERT_FILE: certificate,
        GH_PROMPT_DISABLED: '1',
        GH_NO_UPDATE_NOTIFIER: '1',
        NO_PROXY: '*',
        no_proxy: '*',
      };
      const place = { name: 'ADH_CLIENT_SECRET', repository: 'o/r' };
      const awaited = { program: 'secret\0set', seen: seen.resolve };
      await putUnseen({ id: 'githubActions', place }, env, awaited);
      assert.deepEqual([...host.secrets], [['ADH_CLIENT_SECRET', SECRET]]);
    } finally {
      await host.close();
    }
  });

  it('stores a secret with pass so that gpg can decrypt it', async function () {
    const pass = debianProgram('pass');
    const hasGpg = spawnSync('gpg', ['--version']).status === 0;
    if (!pass || !hasGpg || process.platform !== 'linux') this.skip();
    const gnupg = fs.mkdtempSync('/tmp/gpg-');
    const env: NodeJS.ProcessEnv = {
      ...withProgram(pass),
      GNUPGHOME: gnupg,
      PASSWORD_STORE_DIR: path.join(folder.path, 'store'),
    };
    const run = (program: string, ...args: readonly string[]) =>
      execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      run(
        'gpg',
        '--batch',
        '--passphrase',
        '',
        '--quick-generate-key',
        'tester',
        'default',
        'default',
        'never',
      );
      run(pass, 'init', 'tester');
      const { open, wait } = gate();
      const held = path.join(folder.path, 'held');
      fs.mkdirSync(held);
      for (const name of ['gpg', 'gpg2']) {
        const real = findCommand(name);
        if (!real) continue;
        fs.writeFileSync(path.join(held, name), `#!/bin/sh\n${wait}\nexec '${real}' "$@"\n`, { mode: 0o755 });
      }
      await putUnseen(
        { id: 'pass', place: { name: 'connect/gateway' } },
        { ...env, PATH: `${held}${path.delimiter}${env.PATH}` },
        { program: 'connect/gateway', seen: open },
      );
      assert.equal(run(pass, 'show', 'connect/gateway'), SECRET);
      // A second time, which replaces it without a question.
      await put({ id: 'pass', place: { name: 'connect/gateway' } }, env);
    } finally {
      spawnSync('gpgconf', ['--homedir', gnupg, '--kill', 'all']);
      fs.rmSync(gnupg, { recursive: true, force: true });
    }
  });

  it('gives the user’s own command its arguments, and the value on its standard input', async function () {
    if (process.platform !== 'linux') this.skip();
    const target = path.join(folder.path, 'out.txt');
    const { open, wait } = gate();
    const order = {
      id: 'custom',
      place: { program: 'sh', arguments: `-c "${wait}; cat > '${target}'"` },
    } as const;
    await putUnseen(order, process.env, { program: target, seen: open });
    assert.equal(fs.readFileSync(target, 'utf8'), SECRET);
  });
});
