import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { FilesProgram } from './filesProgram.ts';
import { INSERT_CASES, OLD, SECRET, VALUES } from './insertCases.ts';

const INSERTED = { ...VALUES, clientSecret: SECRET };

describe('npm run files: targets, preview and insert', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'client-credentials-home-'));
  const folder = temporaryFolder();
  let program: FilesProgram;
  before(() => {
    program = new FilesProgram(home);
  });
  after(async () => {
    await program.end();
    rmSync(home, { recursive: true, force: true });
  });

  const at = (name: string) => path.join(folder.path, name);
  const put = (name: string, text: string | Buffer) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  const ask = (request: object) => program.ask({ folder: folder.path, ...request });

  for (const { title, file, text, written = file, reason, states, after: expected } of INSERT_CASES) {
    it(title, async () => {
      put(file, text);
      const { targets } = await ask({ do: 'targets', values: VALUES });
      assert.equal(targets[0].file, at(written));
      assert.equal(targets[0].reason, reason);
      assert.equal(targets[0].keys.map(({ state }: { state: string }) => state).join(' '), states);

      const shown = await ask({ do: 'preview', target: 0, values: INSERTED });
      const plain = (whole: string) => whole.replace(/^\uFEFF/, '');
      assert.equal(shown.before, plain(text.replaceAll(OLD, '••••••••')));
      // A secret that alone changes is marked, so that the two sides differ.
      assert.equal(shown.after.replace(' (new)', ''), plain(expected.replaceAll(SECRET, '••••••••')));
      assert.notEqual(shown.after, shown.before);
      assert.equal(readFileSync(at(file), 'utf8'), text, 'the preview writes nothing');

      const { keys } = targets[0];
      const answer = await ask({ do: 'insert', target: 0, values: INSERTED });
      assert.deepEqual(answer, { written: at(written), keys });
      assert.equal(readFileSync(at(written), 'utf8'), expected);
      if (written !== file) assert.equal(readFileSync(at(file), 'utf8'), text, 'the template stays');
      assert.deepEqual(readdirSync(path.dirname(at(file))), [
        ...new Set([path.basename(file), path.basename(written)].toSorted()),
      ]);
    });
  }

  it('offers a new .env in an empty folder, and writes it for its owner only', async () => {
    const { targets } = await ask({ do: 'targets', values: VALUES });
    assert.deepEqual(targets, [
      {
        file: at('.env'),
        reason: 'newFile',
        keys: [
          { field: 'resource', keyPath: ['ADH_RESOURCE'], state: 'new' },
          { field: 'tenantId', keyPath: ['ADH_TENANT_ID'], state: 'new' },
          { field: 'clientId', keyPath: ['ADH_CLIENT_ID'], state: 'new' },
          { field: 'clientSecret', keyPath: ['ADH_CLIENT_SECRET'], state: 'new' },
        ],
      },
    ]);
    await ask({ do: 'insert', target: 0, values: INSERTED });
    if (process.platform !== 'win32') assert.equal(statSync(at('.env')).mode & 0o777, 0o600);
  });

  it('lists the best target first and numbers the targets from 0', async () => {
    put('a.json', `{"ClientId":"x","ClientSecret":"${OLD}"}`);
    put('b.json', '{"ClientId":"<id>","ClientSecret":""}');
    put('c.placeholder.json', '{"ClientId":"PLACEHOLDER","ClientSecret":"PLACEHOLDER"}');
    const { targets } = await ask({ do: 'targets', values: VALUES });
    const names = targets.map(({ file }: { file: string }) => path.basename(file));
    assert.deepEqual(names, ['c.json', 'b.json', 'a.json', '.env']);
    const { written } = await ask({ do: 'insert', target: 1, values: INSERTED });
    assert.equal(written, at('b.json'));
    assert.deepEqual(readdirSync(folder.path), ['a.json', 'b.json', 'c.placeholder.json']);
    assert.match(readFileSync(at('a.json'), 'utf8'), /o1d/);
  });

  it('writes a variable to a launch configuration, and no secret', async () => {
    put('.vscode/launch.json', '{"configurations":[{"name":"Run","type":"node","env":{"PORT":"1"}}]}');
    const { targets } = await ask({ do: 'targets', values: VALUES });
    const number = targets.findIndex(({ reason }: { reason: string }) => reason === 'launchConfiguration');
    const { after: shown } = await ask({ do: 'preview', target: number, values: INSERTED });
    await ask({ do: 'insert', target: number, values: INSERTED });
    const text = readFileSync(at('.vscode/launch.json'), 'utf8');
    assert.equal(text, shown);
    const { env } = JSON.parse(text).configurations[0];
    assert.equal(env.ADH_CLIENT_SECRET, `\${clientCredentials:${VALUES.clientId}:clientSecret}`);
    assert.equal(env.PORT, '1');
  });

  it('writes a list of names and values for the C++ debugger', async () => {
    put('.vscode/launch.json', '{"configurations":[{"name":"Run","type":"cppdbg","environment":[]}]}');
    const { targets } = await ask({ do: 'targets', values: VALUES });
    const number = targets.findIndex(({ reason }: { reason: string }) => reason === 'launchConfiguration');
    const { after: shown } = await ask({ do: 'preview', target: number, values: INSERTED });
    await ask({ do: 'insert', target: number, values: INSERTED });
    const text = readFileSync(at('.vscode/launch.json'), 'utf8');
    assert.equal(text, shown);
    const { environment } = JSON.parse(text).configurations[0];
    assert.deepEqual(environment.at(-1), {
      name: 'ADH_CLIENT_SECRET',
      value: `\${clientCredentials:${VALUES.clientId}:clientSecret}`,
    });
  });

  it('writes the user secrets of a .NET project', async () => {
    put('App.csproj', '<Project><PropertyGroup><UserSecretsId>app</UserSecretsId></PropertyGroup></Project>');
    const { targets } = await ask({ do: 'targets', values: VALUES });
    assert.equal(targets[0].reason, 'userSecrets');
    const { written } = await ask({ do: 'insert', target: 0, values: INSERTED });
    assert.ok(written.startsWith(home) && written.endsWith('secrets.json'), written);
    assert.equal(JSON.parse(readFileSync(written, 'utf8')).ClientSecret, SECRET);
  });

  it('adds no line to .gitignore', async () => {
    mkdirSync(at('.git'));
    put('.gitignore', 'dist\n');
    await ask({ do: 'insert', target: 0, values: INSERTED });
    assert.equal(readFileSync(at('.gitignore'), 'utf8'), 'dist\n');
  });

  it('takes the client type and the namespace along', async () => {
    const values = { ...INSERTED, clientType: 'clientCredentials', namespaceId: 'plant' };
    assert.equal((await ask({ do: 'insert', target: 0, values })).written, at('.env'));
  });

  it('previews without a secret', async () => {
    const shown = await ask({ do: 'preview', target: 0, values: VALUES });
    assert.equal(shown.before, '');
    assert.match(shown.after, /^ADH_CLIENT_SECRET=••••••••$/m);
  });
});
