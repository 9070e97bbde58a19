import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { FileBinding } from '../../../../../src/credentials/records/bindings.ts';
import { type RunSnippet, runSnippets } from '../../../../../src/editor/features/resultView/runSnippets.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';
import { type LocalTenant, startLocalTenant } from '../../../../support/tenant/localTenant.ts';

const RESOURCE = 'https://connect.example.com/';

const binding = (folder: string, file: string, more: Partial<FileBinding> = {}): FileBinding => ({
  kind: 'file',
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  folder,
  file: path.join(folder, file),
  proof: { salt: 's', hash: 'h' },
  clientIdKey: ['MY_ID'],
  clientSecretKey: ['MY_SECRET'],
  writtenAt: '',
  ...more,
});
const snippetsOf = (bindings: readonly FileBinding[], platform: NodeJS.Platform = 'linux') =>
  runSnippets({ resource: RESOURCE, bindings, platform });
const first = ({ text }: RunSnippet) => text.split('\n')[0];

describe('the commands that try a credential', () => {
  it('read the file of the project if Node.js can, with its own names', () => {
    const [node] = snippetsOf([binding('/w', 'deep/.env.local')]);
    assert.ok(node);
    assert.equal(first(node), 'node --env-file=deep/.env.local --input-type=module -e "');
    assert.match(node.text, /\{ MY_ID: id, MY_SECRET: secret \}/);
    assert.equal(node.folder, '/w');
    assert.match(node.text, /'https:\/\/connect\.example\.com\/identity\/connect\/token'/);
    const [spaced] = snippetsOf([binding('/w', 'my app/.env')]);
    assert.match(spaced?.text ?? '', /--env-file="my app\/\.env"/);
  });

  const others: Readonly<Record<string, FileBinding>> = {
    'a JSON file': binding('/w', 'appsettings.json'),
    'a script of direnv': binding('/w', '.envrc'),
    'a path that a shell changes': binding('/w', '$(x)/.env'),
    'a name that is no variable': binding('/w', '.env', { clientSecretKey: ['my-secret'] }),
    'a file without the client id': binding('/w', '.env', { clientIdKey: undefined }),
    'a file that has a reference instead of the value': binding('/w', '.env', { proof: undefined }),
  };
  for (const [what, other] of Object.entries(others)) {
    it(`run in the terminal that has the credential, for ${what}`, () => {
      const [node] = snippetsOf([other]);
      assert.ok(node);
      assert.equal(node.folder, undefined);
      assert.equal(first(node), 'node --input-type=module -e "');
      assert.match(node.text, /\{ ADH_CLIENT_ID: id, ADH_CLIENT_SECRET: secret \}/);
    });
  }

  it('have curl where there is a POSIX shell', () => {
    assert.deepEqual(
      snippetsOf([]).map(({ language }) => language),
      ['node', 'curl'],
    );
    assert.deepEqual(
      snippetsOf([], 'win32').map(({ language }) => language),
      ['node'],
    );
  });

  it('let no character of an address end their quotes', () => {
    const [node, curl] = runSnippets({ resource: `https://x/'"$(id)\`!\\`, bindings: [], platform: 'linux' });
    for (const each of [node, curl])
      assert.match(each?.text ?? '', /https:\/\/x\/%27%22%24\(id\)%60%21%5c\/identity/);
  });

  describe('in a shell, with a real service', () => {
    const folder = temporaryFolder();
    let tenant: LocalTenant;
    before(async () => {
      tenant = await startLocalTenant();
    });
    after(() => tenant.stop());

    const shell = (text: string, env: NodeJS.ProcessEnv = {}) => {
      const { PATH } = process.env;
      const ran = spawnSync('bash', ['--norc', '-c', text], {
        cwd: folder.path,
        encoding: 'utf8',
        env: { PATH: `${path.dirname(process.execPath)}:${PATH}`, ...env },
      });
      return `${ran.stdout}${ran.stderr}`;
    };
    const texts = (bindings: readonly FileBinding[]) =>
      runSnippets({ resource: tenant.resource, bindings, platform: 'linux' }).map(({ text }) => text);
    const variables = () => ({ ADH_CLIENT_ID: tenant.clientId, ADH_CLIENT_SECRET: tenant.clientSecret });

    it('get a token with the values of the file', () => {
      fs.writeFileSync(
        path.join(folder.path, '.env'),
        `MY_ID=${tenant.clientId}\nMY_SECRET="${tenant.clientSecret}"\n`,
      );
      const [node = ''] = texts([binding(folder.path, '.env')]);
      assert.match(shell(node), /^Token lifetime: \d+ s\n$/);
    });

    it('get a token with the variables of the terminal, and print no value', () => {
      const [node = '', curl = ''] = texts([]);
      assert.match(shell(node, variables()), /^Token lifetime: \d+ s\n$/);
      assert.equal(shell(curl, variables()), 'Status: 200\n');
    });

    it('say that the secret is refused', () => {
      const [node = '', curl = ''] = texts([]);
      const wrong = { ...variables(), ADH_CLIENT_SECRET: 'a+b/c=' };
      assert.match(shell(node, wrong), /^40\d invalid_client\n$/);
      assert.match(shell(curl, wrong), /^Status: 40\d\n$/);
    });
  });
});
