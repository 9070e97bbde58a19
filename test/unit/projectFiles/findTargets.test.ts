import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diskAccess } from '../../../src/projectFiles/fileAccess.ts';
import { findTargets } from '../../../src/projectFiles/findTargets.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'c' };
const PLACEHOLDERS = '{"ClientId":"PLACEHOLDER_ID","ClientSecret":"PLACEHOLDER_SECRET"}';

describe('the search for targets', () => {
  const folder = temporaryFolder();
  const put = (files: Readonly<Record<string, string | Buffer>>) => {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder.path, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  };
  const find = async () =>
    (await findTargets(folder.path, VALUES, diskAccess)).map(
      ({ relativePath, reason }) => `${relativePath} ${reason}`,
    );

  it('offers a new .env in an empty folder', async () => {
    assert.deepEqual(await find(), ['.env newFile']);
  });

  it('finds keys in every format, and parses nothing that cannot have any', async () => {
    put({
      'config.yaml': 'adh:\n  clientId: <id>\n  clientSecret:\n',
      'config.toml': '[adh]\nclient_id = "<id>"\n',
      'config.ini': '[Credentials]\nClientId = <id>\nClientSecret = <secret>\n',
      'config.properties': 'adh.client-id=<id>\nadh.client-secret=\n',
      'settings.placeholder.toml': 'client_id = "PLACEHOLDER"\n',
      'other.yaml': 'name: x\n',
      // would be an error, and take its time, were it parsed
      'pnpm-lock.yaml': `${'a: [\n'.repeat(1000)}`,
    });
    assert.deepEqual((await find()).slice(0, 5), [
      'settings.toml fromTemplate',
      'config.ini wantsCredentials',
      'config.properties wantsCredentials',
      'config.toml wantsCredentials',
      'config.yaml wantsCredentials',
    ]);
  });

  it('ranks what is made from a template first, then what wants, has, and may get credentials', async () => {
    put({
      'appsettings.placeholder.json': PLACEHOLDERS,
      'config.json': PLACEHOLDERS,
      'sub/.env': 'ADH_CLIENT_ID=x\nADH_CLIENT_SECRET=y\n',
      'sub/appsettings.json': '{}',
      'other.json': '{"name":"x"}',
    });
    assert.deepEqual(await find(), [
      'appsettings.json fromTemplate',
      'config.json wantsCredentials',
      'sub/.env hasCredentials',
      'sub/appsettings.json configuration',
      '.env newFile',
    ]);
  });

  it('fills a file that is there, never its template', async () => {
    put({
      'appsettings.placeholder.json': PLACEHOLDERS,
      'appsettings.json': PLACEHOLDERS,
      '.env': '',
      '.env.example': 'ADH_CLIENT_ID=\n',
    });
    assert.deepEqual(await find(), ['appsettings.json wantsCredentials', '.env configuration']);
  });

  for (const ending of ['example', 'sample', 'template', 'dist']) {
    it(`makes .env from .env.${ending}`, async () => {
      put({ [`.env.${ending}`]: '# ours\nADH_CLIENT_ID=\n' });
      const [target] = await findTargets(folder.path, VALUES, diskAccess);
      assert.equal(target?.relativePath, '.env');
      assert.equal(target.template, path.join(folder.path, `.env.${ending}`));
      assert.equal(target.exists, false);
    });
  }

  it('looks three levels deep, and not where things are fetched or made', async () => {
    const text = 'ADH_CLIENT_ID=\n';
    put(
      Object.fromEntries(
        ['a/b/c', 'a/b/c/d', 'node_modules/x', '.git', '.hidden', 'bin', 'obj', 'dist', 'out'].map(name => [
          `${name}/.env`,
          text,
        ]),
      ),
    );
    assert.deepEqual(await find(), ['a/b/c/.env wantsCredentials', '.env newFile']);
  });

  it('passes over what it cannot read', async () => {
    put({
      'broken.json': '{"ClientId":',
      'binary.json': Buffer.from([0xff, 0xfe, 0x00]),
      'deep.json': '['.repeat(100_000),
      'large.json': `{"ClientId":"","x":"${'x'.repeat(6_000_000)}"}`,
    });
    mkdirSync(path.join(folder.path, 'folder.json'));
    assert.deepEqual(await find(), ['.env newFile']);
  });
});
