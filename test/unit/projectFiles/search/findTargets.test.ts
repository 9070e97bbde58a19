import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { targetsIn } from './targetsIn.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'c' };
const PLACEHOLDERS = '{"ClientId":"PLACEHOLDER_ID","ClientSecret":"PLACEHOLDER_SECRET"}';

describe('findTargets', () => {
  const folder = temporaryFolder();
  const put = (files: Readonly<Record<string, string | Buffer>>) => {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder.path, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  };
  const find = async (globs: readonly string[] = []) =>
    (await targetsIn(folder.path, VALUES, globs)).map(
      ({ relativePath, reason }) => `${relativePath} ${reason}`,
    );

  it('offers a new .env in an empty folder', async () => {
    assert.deepEqual(await find(), ['.env newFile']);
  });

  it('finds keys in every format, and does not parse files without any', async () => {
    put({
      'config.yaml': 'adh:\n  clientId: <id>\n  clientSecret:\n',
      'config.toml': '[adh]\nclient_id = "<id>"\n',
      'config.ini': '[Credentials]\nClientId = <id>\nClientSecret = <secret>\n',
      'config.properties': 'adh.client-id=<id>\nadh.client-secret=\n',
      'settings.placeholder.toml': 'client_id = "PLACEHOLDER"\n',
      'other.yaml': 'name: x\n',
      // Parsing it would fail and take long.
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

  it('ranks files made from templates first, then those that want, have and may get credentials', async () => {
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

  it('offers an existing file instead of its template', async () => {
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
      const [target] = await targetsIn(folder.path, VALUES);
      assert.equal(target?.relativePath, '.env');
      assert.equal(target.template, path.join(folder.path, `.env.${ending}`));
      assert.equal(target.exists, false);
    });
  }

  for (const [template, made] of [
    ['.envrc.example', '.envrc'],
    ['.envrc.sample', '.envrc'],
    ['example.envrc', '.envrc'],
    ['env.example', '.env'],
    ['env.local.template', '.env.local'],
    ['dotenv.sample', '.env'],
    ['.dev.vars.example', '.dev.vars'],
    ['.flaskenv.dist', '.flaskenv'],
  ] as const)
    it(`makes ${made} from ${template}`, async () => {
      put({ [template]: 'export ADH_CLIENT_ID=\n' });
      const [target] = await targetsIn(folder.path, VALUES);
      assert.equal(target?.template, path.join(folder.path, template));
      assert.equal(target.relativePath, made);
    });

  it('makes nothing of files that only begin so', async () => {
    put({ 'environment.example': 'ADH_CLIENT_ID=\n', 'envoy.sample': 'ADH_CLIENT_ID=\n' });
    assert.deepEqual(await find(), ['.env newFile']);
  });

  it('searches six levels, and skips folders of downloaded or generated files', async () => {
    const text = 'ADH_CLIENT_ID=\n';
    put(
      Object.fromEntries(
        [
          'a/b/c/d/e/f',
          'a/b/c/d/e/f/g',
          'node_modules/x',
          '.git',
          '.hidden',
          'bin',
          'obj',
          'dist',
          'out',
        ].map(name => [`${name}/.env`, text]),
      ),
    );
    assert.deepEqual(await find(), ['a/b/c/d/e/f/.env wantsCredentials', '.env newFile']);
  });

  it('skips files that it cannot read', async () => {
    put({
      'broken.json': '{"ClientId":',
      'binary.json': Buffer.from([0xff, 0xfe, 0x00]),
      'deep.json': '['.repeat(100_000),
      'large.json': `{"ClientId":"","x":"${'x'.repeat(6_000_000)}"}`,
    });
    mkdirSync(path.join(folder.path, 'folder.json'));
    assert.deepEqual(await find(), ['.env newFile']);
  });

  it('skips what the settings exclude and folders that git ignores, but not files that git ignores', async () => {
    const text = 'ADH_CLIENT_ID=\n';
    put({
      '.gitignore': '.env\n/made/\n*.cache/\n!kept.cache/\n',
      '.env': text,
      'made/.env': text,
      'sub/made/.env': text,
      'x.cache/.env': text,
      'kept.cache/.env': text,
      'sub/.gitignore': 'inner\n',
      'sub/inner/.env': text,
      'inner/.env': text,
      'legacy/old/.env': text,
      'other/secret.env': text,
    });
    assert.deepEqual(
      (await find(['**/legacy', '**/*secret.env', '[broken'])).map(found => found.split(' ')[0]),
      ['.env', 'inner/.env', 'kept.cache/.env', 'sub/made/.env'],
    );
  });

  it('offers no file whose secret is resolved at run time', async () => {
    put({
      'compose.yaml': `services:\n  app:\n    environment:\n      ADH_CLIENT_ID: \${ADH_CLIENT_ID}\n      ADH_CLIENT_SECRET: \${ADH_CLIENT_SECRET}\n`,
      '.env': 'ADH_CLIENT_ID=x\nADH_CLIENT_SECRET=op://vault/item/secret\n',
      'pod.yaml':
        'containers:\n- env:\n  - name: CLIENT_ID\n    value: x\n  - name: CLIENT_SECRET\n    valueFrom: {secretKeyRef: {name: a}}\n',
      'shell.yaml': 'services: {app: {environment: [ADH_CLIENT_ID, ADH_CLIENT_SECRET]}}\n',
    });
    assert.deepEqual(await find(), []);
  });

  it('offers Kubernetes Secrets, both their text and their base64', async () => {
    put({
      'secret.yaml': 'apiVersion: v1\nkind: Secret\ndata:\n  CLIENT_ID: ""\n  CLIENT_SECRET: ""\n',
      'secret2.yaml': 'apiVersion: v1\nkind: Secret\nstringData:\n  CLIENT_ID: ""\n  CLIENT_SECRET: ""\n',
    });
    assert.deepEqual(
      (await find()).filter(found => found.startsWith('secret')),
      ['secret.yaml wantsCredentials', 'secret2.yaml wantsCredentials'],
    );
  });

  it('writes the settings of Azure Functions below Values', async () => {
    put({
      'local.settings.json': '{ "IsEncrypted": false, "Values": { "FUNCTIONS_WORKER_RUNTIME": "node" } }',
    });
    const [target] = await targetsIn(folder.path, VALUES);
    assert.equal(target?.relativePath, 'local.settings.json');
    assert.deepEqual(
      target.places.map(({ keyPath }) => keyPath.join('.')),
      ['Values.ADH_RESOURCE', 'Values.ADH_TENANT_ID', 'Values.ADH_CLIENT_ID', 'Values.ADH_CLIENT_SECRET'],
    );
  });

  it('offers a variable in each launch configuration, and the file that one reads its environment from', async () => {
    put({
      '.vscode/launch.json': `{
        // ours
        "configurations": [
          { "name": "Run", "type": "node", "env": { "ADH_CLIENT_ID": "<id>" } },
          { "name": "With file", "envFile": "\${workspaceFolder}/config/dev.env" },
          { "name": "Outside", "envFile": "\${workspaceFolder}/../up.env" },
        ]
      }`,
    });
    const targets = await targetsIn(folder.path, VALUES);
    assert.deepEqual(
      targets.map(({ relativePath, reason, secretAs }) => `${relativePath} ${reason} ${secretAs}`),
      [
        'config/dev.env envFile value',
        '.env newFile value',
        '.vscode/launch.json · Outside launchConfiguration variable',
        '.vscode/launch.json · Run launchConfiguration variable',
      ],
    );
    assert.deepEqual(
      targets.at(-1)?.places.map(({ keyPath, state }) => `${keyPath.join('.')} ${state}`),
      ['configurations.0.env.ADH_CLIENT_ID placeholder', 'configurations.0.env.ADH_CLIENT_SECRET new'],
    );
  });

  it('offers the environment in the shape that the debugger reads, and none for what has none', async () => {
    const section = { linux: 'linux', darwin: 'osx', win32: 'windows' }[process.platform as 'linux'];
    const configurations = [
      { name: 'Cpp', type: 'cppdbg', environment: [{ name: 'ADH_CLIENT_ID', value: '<id>' }], env: {} },
      { name: 'Vs', type: 'cppvsdbg' },
      { name: 'Own', type: 'node', env: {}, [section]: { env: { A: '1' } } },
      { name: 'Attach', type: 'node', request: 'attach', env: {} },
      { name: 'Extension', type: 'extensionHost', env: {} },
    ];
    put({ '.vscode/launch.json': JSON.stringify({ configurations }) });
    const found = (await targetsIn(folder.path, VALUES)).filter(({ secretAs }) => secretAs === 'variable');
    const keysOf = (name: string) =>
      found
        .find(({ relativePath }) => relativePath.endsWith(name))
        ?.places.map(each => each.keyPath.join('.'));
    assert.equal(found.length, 3);
    const inList = ['ADH_CLIENT_ID', 'ADH_CLIENT_SECRET'].map(key => `configurations.0.environment.${key}`);
    assert.deepEqual(keysOf('Cpp'), inList);
    assert.ok(keysOf('Vs')?.includes('configurations.1.environment.ADH_CLIENT_SECRET'));
    assert.ok(keysOf('Own')?.includes(`configurations.2.${section}.env.ADH_CLIENT_SECRET`));
  });

  it('says of a launch configuration that it uses a terminal or a log', async () => {
    const section = { linux: 'linux', darwin: 'osx', win32: 'windows' }[process.platform as 'linux'];
    const configurations = [
      { name: 'A', type: 'node' },
      { name: 'B', type: 'node', console: 'integratedTerminal' },
      { name: 'C', type: 'java' },
      { name: 'D', type: 'java', console: 'internalConsole' },
      { name: 'E', type: 'node', trace: true },
      { name: 'F', type: 'node', [section]: { console: 'externalTerminal' } },
      { name: 'G', type: 'node', console: 'externalTerminal', [section]: { console: 'internalConsole' } },
      { name: 'H', type: 'node', console: 'integratedTerminal', envFile: `\${workspaceFolder}/h.env` },
    ];
    put({ '.vscode/launch.json': JSON.stringify({ configurations }) });
    const exposed = (await targetsIn(folder.path, VALUES)).filter(({ isExposed }) => isExposed);
    assert.deepEqual(
      exposed.map(({ relativePath }) => relativePath.at(-1)),
      ['v', 'B', 'C', 'E', 'F'],
    );
  });

  it('offers the user secrets of a .NET project, with the keys of its settings', async () => {
    put({
      'App/App.csproj':
        '<Project><PropertyGroup><UserSecretsId>app-1</UserSecretsId></PropertyGroup></Project>',
      'App/appsettings.json': '{ "Connect": { "TenantId": "t", "ClientId": "" } }',
      'Evil/Evil.csproj':
        '<Project><PropertyGroup><UserSecretsId>../../x</UserSecretsId></PropertyGroup></Project>',
      'Plain/Directory.Build.props':
        '<Project><PropertyGroup><UserSecretsId>all</UserSecretsId></PropertyGroup></Project>',
    });
    const secrets = (await targetsIn(folder.path, VALUES)).filter(({ reason }) => reason === 'userSecrets');
    assert.deepEqual(
      secrets.map(({ path: file, relativePath, places }) => [
        path.relative(folder.path, file),
        relativePath,
        places.map(({ keyPath }) => keyPath.join(' / ')).join(', '),
      ]),
      [
        [
          '.home/.microsoft/usersecrets/app-1/secrets.json',
          'App/App.csproj',
          'Connect:TenantId, Connect:ClientId, Connect:ClientSecret',
        ],
        [
          '.home/.microsoft/usersecrets/all/secrets.json',
          'Plain/Directory.Build.props',
          'Resource, ApiVersion, TenantId, ClientId, ClientSecret',
        ],
      ],
    );
  });
});
