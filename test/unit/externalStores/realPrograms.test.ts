import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { putIntoStore, type StoreOrder } from '../../../src/externalStores/putIntoStore.ts';
import type { StoreError } from '../../../src/externalStores/storeError.ts';
import { debianProgram } from '../../support/debianProgram.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { startGithubHost } from './githubHost.ts';
import { watchProcesses } from './processWatch.ts';

const SECRET = 'c4n4ry-"q$ `x` \\ ü+/=';
const credential = { clientId: 'c0ffee', clientName: 'Gateway', secret: SECRET };

describe('real programs of external stores', function () {
  this.timeout(90_000);
  const folder = temporaryFolder();
  const put = (order: StoreOrder, env: NodeJS.ProcessEnv) =>
    putIntoStore(order, credential, { env, platform: process.platform }, new AbortController().signal);
  /** The environment in which a program is on the PATH. */
  const withProgram = (program: string): NodeJS.ProcessEnv => ({
    ...process.env,
    PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}`,
    HOME: folder.path,
  });

  /** Puts the secret, and looks at every process meanwhile. */
  async function putUnseen(order: StoreOrder, env: NodeJS.ProcessEnv, program: string): Promise<void> {
    const told = put(order, env).catch((error: StoreError) =>
      assert.fail(`${error.message} ${error.output}`),
    );
    const watched = await watchProcesses(told, 'c4n4ry', program);
    assert.deepEqual(watched.exposed, []);
    assert.ok(watched.seen, `${program} was not seen in ${watched.rounds} rounds`);
  }

  it('gh stores a secret of a repository, which its host can open', async function () {
    const gh = debianProgram('gh');
    if (!gh || process.platform !== 'linux') this.skip();
    const host = await startGithubHost();
    try {
      const certificate = path.join(folder.path, 'authority.pem');
      fs.writeFileSync(certificate, host.certificate);
      const env = {
        ...withProgram(gh),
        ...{ GH_HOST: host.host, GH_ENTERPRISE_TOKEN: 'token', SSL_CERT_FILE: certificate },
        ...{ GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', NO_PROXY: '*', no_proxy: '*' },
      };
      const place = { name: 'ADH_CLIENT_SECRET', repository: 'o/r' };
      await putUnseen({ id: 'githubActions', place }, env, 'secret\0set');
      assert.deepEqual([...host.secrets], [['ADH_CLIENT_SECRET', SECRET]]);
    } finally {
      await host.close();
    }
  });

  it('pass stores a secret, which gpg can open', async function () {
    const pass = debianProgram('pass');
    const hasGpg = spawnSync('gpg', ['--version']).status === 0;
    if (!pass || !hasGpg || process.platform !== 'linux') this.skip();
    const gnupg = fs.mkdtempSync('/tmp/gpg-');
    const env = {
      ...withProgram(pass),
      ...{ GNUPGHOME: gnupg, PASSWORD_STORE_DIR: path.join(folder.path, 'store') },
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
      await putUnseen({ id: 'pass', place: { name: 'connect/gateway' } }, env, 'connect/gateway');
      assert.equal(run(pass, 'show', 'connect/gateway'), SECRET);
      // once more over it, without a question
      await put({ id: 'pass', place: { name: 'connect/gateway' } }, env);
    } finally {
      spawnSync('gpgconf', ['--homedir', gnupg, '--kill', 'all']);
      fs.rmSync(gnupg, { recursive: true, force: true });
    }
  });

  it('a command of the user’s own gets its arguments, and the value on its standard input', async function () {
    if (process.platform !== 'linux') this.skip();
    const target = path.join(folder.path, 'out.txt');
    const order = {
      id: 'custom',
      place: { program: 'sh', arguments: `-c "sleep 0.3; cat > '${target}'"` },
    } as const;
    await putUnseen(order, process.env, target);
    assert.equal(fs.readFileSync(target, 'utf8'), SECRET);
  });
});
