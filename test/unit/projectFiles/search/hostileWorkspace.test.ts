import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { diskAccess, type FileAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { cheapGlobs, isCheapGlob } from '../../../../src/projectFiles/search/cheapGlob.ts';
import { findTargets } from '../../../../src/projectFiles/search/findTargets.ts';
import { ProjectIndex } from '../../../../src/projectFiles/search/projectIndex.ts';
import {
  type FolderCredentials,
  readCredentials,
} from '../../../../src/projectFiles/search/readCredentials.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { caseCount } from '../../../support/runner/sampling.ts';

const WANTED = 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n';
const GIB = 1024 ** 3;

describe('a hostile workspace', () => {
  const folder = temporaryFolder();
  const at = (...names: string[]) => path.join(folder.path, 'work', ...names);
  const put = (name: string, text: string | Buffer = WANTED) => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  };
  /** The number of bytes read, and the largest number of files open at the same time. */
  const counts = { bytes: 0, open: 0, mostOpen: 0 };
  const reads = new Map<string, number>();
  const access: FileAccess = {
    ...diskAccess,
    async read(file) {
      reads.set(file, (reads.get(file) ?? 0) + 1);
      counts.open += 1;
      counts.mostOpen = Math.max(counts.mostOpen, counts.open);
      try {
        const bytes = await diskAccess.read(file);
        counts.bytes += bytes?.length ?? 0;
        return bytes;
      } finally {
        counts.open -= 1;
      }
    },
  };

  async function look(globs: readonly string[] = []): Promise<FolderCredentials> {
    const index = new ProjectIndex(at(), () => globs, access);
    const found = await readCredentials(at(), {
      access,
      files: await index.files(),
      known: { values: [], clientIds: new Set<string>() },
      userSecrets: { home: folder.path, platform: 'linux' },
    });
    return { ...found, cut: found.cut || index.cut };
  }
  const told = ({ files }: FolderCredentials) =>
    Object.fromEntries(files.map(file => [file.relativePath, file.unread?.code ?? file.credentials.length]));

  beforeEach(() => {
    fs.mkdirSync(at());
    Object.assign(counts, { bytes: 0, open: 0, mostOpen: 0 });
  });

  it('may have pipes, devices and sockets: each is reported, and none is waited for', async () => {
    execFileSync('mkfifo', [at('.env')]);
    fs.symlinkSync('/dev/zero', at('appsettings.json'));
    fs.symlinkSync('/dev/stdin', at('local.settings.json'));
    fs.mkdirSync(at('folder'));
    fs.symlinkSync(at('folder'), at('.env.local'));
    const server = net.createServer().listen(at('appsettings.Socket.json'));
    execFileSync('mkfifo', [at('.gitignore')]);
    put('good/.env');
    const found = await look();
    server.close();
    assert.deepEqual(told(found), {
      '.env': 'notAFile',
      '.env.local': 'notAFile',
      'appsettings.json': 'notAFile',
      'appsettings.Socket.json': 'ioFailed',
      'local.settings.json': 'notAFile',
      'good/.env': 1,
    });
  });

  it('may have a file of 1 GiB: it is reported and not read', async () => {
    put('appsettings.json', '');
    fs.truncateSync(at('appsettings.json'), GIB);
    put('large.yaml', '');
    fs.truncateSync(at('large.yaml'), GIB);
    assert.deepEqual(told(await look()), { 'appsettings.json': 'tooLarge' });
    assert.equal(counts.bytes, 0);
  });

  it('may have files that would take too long to read: each is reported', async () => {
    const deep = 100_000;
    put('deep.json', `{"client_id":${'['.repeat(deep)}`);
    put('mismatched.json', `{"client_id":${'[1},'.repeat(deep)}`);
    put('deep.yaml', `client_id: ${'['.repeat(deep)}`);
    put('indented.yaml', `client_id: ${'- '.repeat(deep)}`);
    put('wide.yaml', `client_id: [${'a,'.repeat(deep)}]`);
    put('comments.yaml', `client_id: a${'\n'.repeat(deep)}${'  #\n'.repeat(deep)}`);
    put('deep.toml', `client_id = ${'['.repeat(deep)}`);
    put('dotted.toml', `[client_id.${'a.'.repeat(deep)}a]\n`);
    put('escapes.toml', `client_id = "${'\\"'.repeat(4 * deep)}"`);
    const found = told(await look());
    assert.deepEqual(new Set(Object.values(found)), new Set(['tooComplex']));
    assert.equal(Object.keys(found).length, 9);
  });

  it('may have many projects and configurations that share a file, which is read once', async () => {
    const many = 500;
    put('appsettings.json', '{"ClientId":"","ClientSecret":""}');
    for (let count = 0; count < many; count += 1)
      put(`${count}.csproj`, `<Project><UserSecretsId>id-${count}</UserSecretsId></Project>`);
    put('env/.env.shared', WANTED);
    const configuration = { name: 'a', envFile: `${at('env')}/.env.shared` };
    put(
      '.vscode/launch.json',
      JSON.stringify({ configurations: Array.from({ length: many }, () => configuration) }),
    );
    const files = await new ProjectIndex(at(), () => [], access).files();
    reads.clear();
    const values = { resource: '', apiVersion: '', tenantId: '', clientId: '' };
    const targets = await findTargets(at(), values, {
      access,
      files,
      userSecrets: { home: folder.path, platform: 'linux' },
    });
    assert.equal(targets.filter(({ reason }) => reason === 'userSecrets').length, many);
    // As a file of its own, and for the projects or the configurations.
    assert.deepEqual([reads.get(at('appsettings.json')), reads.get(at('env', '.env.shared'))], [2, 2]);
    assert.ok(counts.mostOpen <= 40, `${counts.mostOpen} at once`);
  });

  it('may have binary files with keys in them', async () => {
    const binary = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0x80]), Buffer.from(WANTED)]);
    put('.env', binary);
    put('data.yaml', binary);
    put('data.json', Buffer.from('{"ADH_CLIENT_ID":"\u0000"}'));
    const found = told(await look());
    assert.deepEqual([found['.env'], found['data.yaml']], ['notUtf8', 'notUtf8']);
  });

  const manyLines = caseCount(1_000_000, 100_000);
  it(`may have a file of ${manyLines} lines, and one with a credential in every line`, async () => {
    put('.env', 'A=1\n'.repeat(manyLines) + WANTED);
    put(
      '.env.local',
      Array.from(
        { length: caseCount(20_000, 5000) },
        (_, at) => `A${at}_CLIENT_ID=\nA${at}_CLIENT_SECRET=\n`,
      ).join(''),
    );
    const found = await look();
    assert.equal(told(found)['.env'], 1);
    const many = found.files.find(({ relativePath }) => relativePath === '.env.local');
    assert.deepEqual([many?.credentials.length, many?.cut], [50, true]);
  });

  const manyFiles = caseCount(20_000, 4000);
  it(`may have ${manyFiles} files: some are shown, more are reported, and few are open at a time`, async () => {
    for (let count = 0; count < manyFiles; count += 1)
      put(`f${count % 100}/${count}.env.yaml`, 'adh:\n  client_id:\n');
    const found = await look();
    assert.equal(found.files.length, 500);
    assert.equal(found.cut, true);
    assert.ok(counts.mostOpen <= 32, `${counts.mostOpen} at once`);
  });

  it('may be deep and have links in circles and to the outside', async () => {
    const deep = Array.from({ length: 100 }, () => 'd').join('/');
    put(`${deep}/.env`);
    put('d/.env');
    fs.symlinkSync(at(), at('loop'));
    fs.symlinkSync('self', at('self'));
    fs.symlinkSync(at('.env'), at('.env'));
    fs.writeFileSync(path.join(folder.path, 'outside.env'), 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=not-ours\n');
    fs.symlinkSync('/etc', at('etc'));
    const found = await look();
    assert.deepEqual(told(found), { '.env': 'ioFailed', 'd/.env': 1 });
    assert.equal(found.cut, true);
  });

  it('may have unusual names', async () => {
    const names = [
      'new\nline',
      '\u001b[31m',
      '\u202egnp',
      '[x](command:y)',
      '$(error)',
      '%s',
      ' ',
      '"',
      '`id`',
      '-rf',
    ];
    for (const name of names) put(`${name}/.env`);
    assert.deepEqual(
      Object.keys(told(await look())).toSorted(),
      names.map(name => `${name}/.env`).toSorted(),
    );
  });

  for (const pattern of [
    '*a*a*a*a*a*a*a*a*b',
    '**/*a*a*a*a*a*b/**',
    `${'*a*a/'.repeat(6)}b`,
    '+(+(+(a)))b',
    '@(a|aa)*(a|aa)*(a|aa)b',
    `${'{a,a}'.repeat(30)}b`,
    `${'{a,'.repeat(30)}a${'}'.repeat(30)}b`,
    '**/a/**/a/**/a/**/a/**/a/**/b',
    `${'[a-z]*'.repeat(20)}b`,
    `${'[a-z]+'.repeat(20)}0`,
    '{a,aa}+b',
    '[[:alpha:]]+[!b]+[!c]+[!d]+0',
  ]) {
    it(`may have a pattern that takes too long to match: ${pattern.slice(0, 30)}`, async () => {
      assert.equal(isCheapGlob(pattern), false);
      put('.gitignore', `${pattern}\n`);
      put(`${'a'.repeat(200)}/${'a'.repeat(200)}/a/a/.env`);
      const found = await look([pattern, `**/${pattern}`]);
      assert.equal(found.files.length, 1);
    });
  }

  it('may have too many characters in its patterns: those that fit are used', () => {
    const long = 'a[a]'.repeat(50);
    const used = cheapGlobs(['kept', ...Array.from({ length: 2000 }, () => long), 'x'.repeat(1000)]);
    assert.equal(used[0], 'kept');
    assert.ok(used.join('').length <= 50_000);
    assert.equal(isCheapGlob('x'.repeat(251)), false);
  });

  it('may have too many patterns', async () => {
    put('.gitignore', 'name-that-is-not-there/\n'.repeat(200_000));
    for (let count = 0; count < 500; count += 1) put(`f${count}/.env`);
    assert.equal((await look()).files.length, 500);
  });

  it('can still exclude files', async () => {
    put('.gitignore', 'gone/\n*.tmp.d/\npackages/*/made-*/\n**/deep/**/gone2\n!kept/\n');
    for (const name of ['gone', 'x.tmp.d', 'packages/a/made-b', 'deep/er/gone2', 'kept']) put(`${name}/.env`);
    put('excluded/a.min.env.yaml', WANTED);
    const found = await look(['**/.hg', 'excluded/**', '**/{one,two}/*.{a,b}', '**/*.min.*']);
    assert.deepEqual(Object.keys(told(found)), ['kept/.env']);
  });
});
