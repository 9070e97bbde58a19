import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { diskAccess, type FileAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { ProjectFileError } from '../../../../src/projectFiles/projectFileError.ts';
import { findTargets } from '../../../../src/projectFiles/search/findTargets.ts';
import { ProjectIndex } from '../../../../src/projectFiles/search/projectIndex.ts';
import { readCredentials } from '../../../../src/projectFiles/search/readCredentials.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'c' };
const MIB = 1024 ** 2;

/** A file, its text, and the row for it: why it isn't read, and where. */
const UNREAD: readonly (readonly [file: string, text: string | Buffer, row: string])[] = [
  ['appsettings.json', '{\n  "ClientId": "a",\n  "ClientSecret": \n}\n', 'notParsable 4:1'],
  ['appsettings.Development.json', '{\n  "Logging": \n}\n', 'notParsable 3:1'],
  ['values.jsonc', '{\n  // c\n  "clientId": "a"\n  "clientSecret": "b"\n}\n', 'notParsable 4:3'],
  ['text.json', '"clientSecret: x"\n', 'notAnObject 1:1'],
  ['config.json5', "{\n  clientId: 'a',\n  clientSecret: 'b'\n", 'notParsable 1:1'],
  ['config.yml', 'default:\n  client_id: "a"\n  client_secret: "b\n', 'notParsable 4:1'],
  ['k8s.yaml', 'a: 1\n---\nenv: [\n- ADH_CLIENT_SECRET=x\n', 'notParsable 4:1'],
  ['text.yaml', 'client_secret=x\n', 'notAnObject 1:1'],
  ['config.toml', '[adh]\nclient_id = a\nclient_secret = "b"\n', 'notParsable 2:13'],
  ['App.config', '<configuration>\n<add key="ClientId" value="a"/>\n</wrong>', 'notParsable 3:9'],
  ['prod.tfvars', 'cds_client_id = "a"\ncds_client_secret = f(x)\n', 'notParsable 2:21'],
  ['a.properties', 'a=1\nclient.secret=x\nhome=C:\\users\n', 'notParsable 3:8'],
  ['play.conf', 'auth {\n  client-id = "a"\n  client-secret = "b"\n}\n', 'notParsable 1:1'],
  ['config.js', 'module.exports = {\n  clientSecret: "a",\n];\n', 'notParsable 3:1'],
  ['config.ts', 'export default {\n  clientSecret: "a",\n', 'notParsable 1:16'],
  ['notes.ipynb', '{"cells":[{"cell_type":"code","source":["client_secret = \'a\'"]}', 'notParsable 1:64'],
  ['latin.ini', Buffer.from('[Ä]\nClientSecret = \xfc\n', 'latin1'), 'notUtf8 1:2'],
  ['binary.env', Buffer.from('A=1\nADH_CLIENT_SECRET=\xff\xfe', 'latin1'), 'notUtf8 2:19'],
  ['db.sops.yaml', 'client_secret: a\nsops:\n  mac: b\n', 'encrypted'],
];

/** Files that have nothing for us, whatever is wrong with them. */
const UNRELATED: Readonly<Record<string, string | Buffer>> = {
  'chart.yaml': '{{- if .Values.x }}\na: [\n',
  'other.json': '{"name": ',
  'app-key.yaml': 'appKey: [\n# a client id\n',
  'github.yaml': 'github_client_id: [\n',
  'nginx.conf': 'server {\n  proxy_set_header X-Client-Id $id;\n}\n',
  'template.example.yaml': 'a: [\n',
  'image.example.json': Buffer.from([0xff, 0xfe, 0, 1]),
};

describe('a file that can’t be read or filled', () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, 'work', name);
  const put = (name: string, text: string | Buffer) => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  };
  beforeEach(() => fs.mkdirSync(at('')));

  const parts = async (access: FileAccess = diskAccess) => ({
    access,
    files: await new ProjectIndex(at(''), () => [], access).files(),
    known: { values: [VALUES] },
    userSecrets: { home: folder.path, platform: process.platform },
  });
  const told = ({ code, position }: ProjectFileError) =>
    position ? `${code} ${position.line}:${position.column}` : code;
  const rows = async (access?: FileAccess) => {
    const { files } = await readCredentials(at(''), await parts(access));
    return Object.fromEntries(
      files.map(({ relativePath, unread, leavesFolder }) => [
        relativePath,
        unread ? told(unread) : leavesFolder ? 'leaves the folder' : 'read',
      ]),
    );
  };
  /** The targets, those that are refused with the reason. */
  const targets = async () =>
    (await findTargets(at(''), VALUES, await parts())).map(({ relativePath, refusal, places }) =>
      refusal
        ? `${relativePath}: ${told(refusal)}`
        : `${relativePath}: ${places.map(({ keyPath }) => keyPath.at(-1)).join(' ')}`,
    );

  for (const [file, text, row] of UNREAD)
    it(`is a row with the reason and the line: ${file}`, async () => {
      put(file, text);
      assert.deepEqual(await rows(), { [file]: row });
      assert.ok(!(await targets()).some(target => target.startsWith(file)), 'it is no target');
    });

  it('is no row if nothing says that it has credentials of this service', async () => {
    for (const [name, text] of Object.entries(UNRELATED)) put(name, text);
    assert.deepEqual(await rows(), {});
  });

  it('is a row of the template that has the error, until the user hides it', async () => {
    put('config.example.yml', 'client_id: "a\n');
    const asked = await parts();
    const read = await readCredentials(at(''), asked);
    assert.deepEqual(
      read.files.map(({ relativePath, unread }) => [relativePath, unread?.path]),
      [['config.yml', at('config.example.yml')]],
    );
    const notOurs = { hasFile: (file: string) => file === at('config.yml'), groupsOf: () => [] };
    assert.deepEqual((await readCredentials(at(''), { ...asked, notOurs })).files, []);
  });

  it('is a row by its name alone when it can’t be opened, is too large, or is no file', async function () {
    if (process.platform === 'win32') this.skip();
    for (const name of ['secrets.json', 'data.json', 'config.ini', 'fine.env']) put(name, 'ClientSecret=\n');
    execFileSync('mkfifo', [at('credentials.yaml')]);
    fs.truncateSync(at('config.ini'), 6 * MIB);
    put('large.json', '{"ClientSecret":""}'.padEnd(2 * MIB));
    put('settings.json', '{"ClientSecret":""}'.padEnd(2 * MIB));
    fs.symlinkSync(at('nowhere'), at('settings.toml'));
    const denied = new Set([at('secrets.json'), at('data.json')]);
    const access: FileAccess = {
      ...diskAccess,
      read: async file => {
        if (denied.has(file)) throw new ProjectFileError('ioFailed', file, { detail: 'EACCES' });
        return diskAccess.read(file);
      },
    };
    assert.deepEqual(await rows(access), {
      'config.ini': 'tooLarge',
      'credentials.yaml': 'notAFile',
      'fine.env': 'read',
      'secrets.json': 'ioFailed',
      'settings.json': 'read',
    });
  });

  it('is a row with its keys when a link leads out of the folder', async function () {
    if (process.platform === 'win32') this.skip();
    fs.writeFileSync(path.join(folder.path, 'outside'), 'ADH_CLIENT_SECRET=\n');
    fs.symlinkSync(path.join(folder.path, 'outside'), at('.env'));
    put('own.env', 'ADH_CLIENT_SECRET=\n');
    fs.symlinkSync(at('own.env'), at('.env.local'));
    assert.deepEqual(await rows(), { '.env': 'leaves the folder', '.env.local': 'read', 'own.env': 'read' });
  });

  const SHARED = 'dev: &c\n  clientId: <id>\n  clientSecret: <secret>\nprod: *c\n';
  /** A file, and its targets. */
  const REFUSED: readonly (readonly [title: string, file: string, text: string, ...targets: string[]])[] = [
    [
      'an anchor and an alias',
      'config.yaml',
      SHARED,
      'config.yaml · dev: shared 2:13',
      'config.yaml · prod: shared 2:13',
    ],
    [
      'a merge key',
      'config.yaml',
      'dev: &c\n  clientId: <id>\n  clientSecret: <secret>\nprod:\n  <<: *c\n  port: 1\n',
      'config.yaml · dev: shared 2:13',
      'config.yaml · prod: shared 2:13',
    ],
    [
      'a shared tenant, which stays beside own keys',
      'config.yaml',
      'base: &b\n  tenantId: <tenant>\n  resource: <address>\ndev:\n  <<: *b\n  clientId: <id>\n  clientSecret: <secret>\n',
      'config.yaml: clientId clientSecret',
    ],
    [
      'one group of two',
      'config.yaml',
      `${SHARED}test:\n  clientId: <id>\n  clientSecret: <secret>\n`,
      'config.yaml · test: clientId clientSecret',
      'config.yaml · dev: shared 2:13',
      'config.yaml · prod: shared 2:13',
    ],
    [
      'a section in another file',
      'App.config',
      '<configuration>\n<appSettings file="a.config">\n<add key="ClientId" value=""/>\n<add key="ClientSecret" value=""/>\n</appSettings></configuration>',
      'App.config: inAnotherFile 3:27',
    ],
    [
      'something else in the place of the secret',
      'a.json',
      '{\n  "ClientId": "",\n  "ClientSecret": {"a": 1}\n}',
      'a.json: notAnObject',
    ],
  ];
  for (const [title, file, text, ...expected] of REFUSED)
    it(`is refused in the choice, behind all others: ${title}`, async () => {
      put(file, text);
      const found = await targets();
      const refused = expected.filter(each => / (?:shared|inAnotherFile|notAnObject)/.test(each));
      const offered = expected.filter(each => !refused.includes(each));
      assert.deepEqual(found, [
        ...offered,
        '.env: ADH_RESOURCE ADH_TENANT_ID ADH_CLIENT_ID ADH_CLIENT_SECRET',
        ...refused,
      ]);
    });
});
