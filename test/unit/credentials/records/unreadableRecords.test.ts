import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { signInKey } from '../../../../src/credentials/connections/connection.ts';
import { SignInRecords } from '../../../../src/credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../../src/credentials/connections/signOuts.ts';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { MachineLock } from '../../../../src/credentials/locks/machineLock.ts';
import { decodeOperation } from '../../../../src/credentials/operations/operation.ts';
import { OperationJournal } from '../../../../src/credentials/operations/operationJournal.ts';
import { type Binding, Bindings, decodeBinding } from '../../../../src/credentials/records/bindings.ts';
import { decodeKeptSecret, KeptSecrets } from '../../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { MemorySecretStore } from '../../../support/credentials/memorySecretStore.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { CLIENT, TENANT } from './recordSamples.ts';

const MANY = 300;
const OTHER_CLIENT = '00000000-0000-0000-0000-0000000000bb';
const source = (name: string) => JSON.stringify(pathToFileURL(path.resolve('src/credentials', name)).href);

const isUnreadable = (code: string) => (error: unknown) =>
  error instanceof CredentialsError &&
  error.code === 'recordUnreadable' &&
  (error.cause as NodeJS.ErrnoException).code === code;

/**
 * A process that reads all bindings with so few free descriptors, and prints how many there are. The limit of the process
 * is used up with files first, so that the number is exact.
 */
const READING = `
import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Bindings, decodeBinding } from ${source('records/bindings.ts')};
import { RecordFolder } from ${source('records/recordFolder.ts')};
const [folder, free] = process.argv.slice(1);
const bindings = new Bindings(new RecordFolder(folder, decodeBinding, randomUUID));
// Whatever the program loads late is loaded before the descriptors are gone.
await fs.promises.readdir(folder);
const taken = [];
try {
  for (;;) taken.push(fs.openSync('/dev/null'));
} catch (error) {
  if (error.code !== 'EMFILE') throw error;
}
for (const descriptor of taken.splice(0, Number(free))) fs.closeSync(descriptor);
const result = await bindings.all().then(all => all.length, error => error.code + ' ' + error.cause.code);
for (const descriptor of taken) fs.closeSync(descriptor);
console.log(result);
`;

describe('records that cannot be read', () => {
  const folder = temporaryFolder();
  const at = (...names: readonly string[]) => path.join(folder.path, ...names);

  const bindingOf = (clientId: string, index: number): Binding => ({
    kind: 'file',
    tenantId: TENANT,
    clientId,
    secretId: 1,
    file: at(`project/${index}.env`),
    folder: at('project'),
    clientSecretKey: ['SECRET'],
    writtenAt: '2026-11-24T00:00:00Z',
  });
  const bindings = () => new Bindings(new RecordFolder(at('bindings'), decodeBinding, randomUUID));
  const keptSecrets = () =>
    new KeptSecrets(new MemorySecretStore(), new RecordFolder(at('kept'), decodeKeptSecret, randomUUID));
  const journal = () =>
    new OperationJournal(
      new RecordFolder(at('journal'), decodeOperation, randomUUID),
      new MachineLock(at('locks')),
    );

  describe('for want of descriptors', () => {
    for (const free of [0, 1, 2, 3, 5, 8, 20, 40]) {
      it(`are all read, or none: ${free} free`, async () => {
        for (let index = 0; index < MANY; index += 1) await bindings().note(bindingOf(CLIENT, index));
        const child = spawnSync(
          'sh',
          [
            '-c',
            'ulimit -n 128 && exec "$@"',
            'sh',
            process.execPath,
            '--input-type=module',
            '--eval',
          ].concat(READING, at('bindings'), String(free)),
          { encoding: 'utf8' },
        );
        assert.equal(child.status, 0, child.stderr);
        assert.match(child.stdout, new RegExp(`^(${MANY}|recordUnreadable EMFILE)\n$`));
        // As many as are read at once.
        if (free >= 20) assert.equal(child.stdout, `${MANY}\n`);
        if (free === 0) assert.equal(child.stdout, 'recordUnreadable EMFILE\n');
      });
    }
  });

  it('reject when a file is in place of their folder, at every reader', async () => {
    for (const name of ['bindings', 'kept', 'journal', 'signOuts']) fs.writeFileSync(at(name), '');
    const reference = { tenantId: TENANT, clientId: CLIENT, secretId: 1 };
    const signOuts = new SignOuts(at('signOuts'), randomUUID);
    const readers: Readonly<Record<string, () => Promise<unknown>>> = {
      bindings: () => bindings().all(),
      'bindings of a client': () => bindings().ofClient(TENANT, CLIENT),
      'a binding': () => bindings().at(bindingOf(CLIENT, 1)),
      'whether a file is bound': () => bindings().hasFile('/w/.env'),
      'saved secrets': () => keptSecrets().all(),
      'saved secrets of a client': () => keptSecrets().ofClient(reference),
      'a saved secret': () => keptSecrets().record(reference),
      'open operations': () => journal().open(),
      'operations of a client': () => journal().ofClient(reference),
      'interrupted operations': () => journal().unattended(),
      'an operation': () => journal().get('x'),
      'the end of a sign-in': () => signOuts.has('key', 'id'),
    };
    for (const [title, read] of Object.entries(readers))
      await assert.rejects(read(), isUnreadable('ENOTDIR'), title);
    for (const name of ['bindings', 'kept', 'journal', 'signOuts']) {
      fs.rmSync(at(name));
      fs.symlinkSync(at('a drive that is not connected'), at(name));
    }
    // Those that read one record find it behind the link, or nothing.
    for (const title of ['bindings', 'saved secrets', 'open operations', 'bindings of a client'])
      await assert.rejects(readers[title]?.() ?? Promise.resolve(), isUnreadable('ENOENT'), title);
  });

  /** What may be in place of a record. */
  const damages: Readonly<Record<string, (file: string) => void>> = {
    'a link to itself': file => fs.symlinkSync(file, file),
    'a link that leads nowhere': file => fs.symlinkSync(`${file}.elsewhere`, file),
    'a pipe': file => execFileSync('mkfifo', [file]),
    'a device that never ends': file => fs.symlinkSync('/dev/zero', file),
    'a file that is too large': file => {
      fs.writeFileSync(file, '');
      fs.truncateSync(file, 65 * 1024 * 1024);
    },
    'zeros after a power failure': file => fs.writeFileSync(file, Buffer.alloc(512)),
    'a folder': file => fs.mkdirSync(file),
    'half a record': file => fs.writeFileSync(file, '{"kind":"fi'),
    'nothing at all': file => fs.writeFileSync(file, ''),
    'a record of a later version': file =>
      fs.writeFileSync(file, JSON.stringify({ ...bindingOf(CLIENT, 1), kind: 'cloud' })),
  };
  for (const [title, damage] of Object.entries(damages)) {
    it(`are reported, and missed by whoever needs all of a client: ${title}`, async () => {
      const reports: string[] = [];
      const open = () =>
        new Bindings(new RecordFolder(at('bindings'), decodeBinding, randomUUID, file => reports.push(file)));
      const read = open();
      await read.note(bindingOf(CLIENT, 1));
      await read.note(bindingOf(CLIENT, 2));
      const [name = ''] = fs.readdirSync(at('bindings'));
      const file = at('bindings', name);
      fs.rmSync(file);
      damage(file);
      assert.equal((await read.all()).length, 1);
      assert.equal((await read.readableOfClient(TENANT, CLIENT)).length, 1);
      await assert.rejects(read.ofClient(TENANT, CLIENT), { code: 'recordDamaged', place: file });
      assert.deepEqual(reports, [file]);
      assert.ok(fs.lstatSync(file), 'it is kept');
    });
  }

  it('are not missed by whoever needs those of another client, if they say whose they are', async () => {
    await bindings().note(bindingOf(OTHER_CLIENT, 1));
    fs.writeFileSync(at('bindings', 'x.json'), JSON.stringify({ ...bindingOf(CLIENT, 1), kind: 'cloud' }));
    assert.equal((await bindings().ofClient(TENANT, OTHER_CLIENT)).length, 1);
    fs.mkdirSync(at('journal'));
    const operation = { tenantId: TENANT, client: { id: CLIENT }, step: 'later' };
    fs.writeFileSync(at('journal', 'x.json'), JSON.stringify(operation));
    assert.deepEqual(await journal().ofClient({ tenantId: TENANT, clientId: OTHER_CLIENT }), []);
    await assert.rejects(journal().ofClient({ tenantId: TENANT, clientId: CLIENT }), {
      code: 'recordDamaged',
    });
  });

  it('of one key reject, too', async () => {
    await bindings().note(bindingOf(CLIENT, 1));
    const [name = ''] = fs.readdirSync(at('bindings'));
    fs.writeFileSync(at('bindings', name), '{');
    await assert.rejects(bindings().at(bindingOf(CLIENT, 1)), { code: 'recordDamaged' });
  });

  it('of the end of a sign-in do not let it go on, nor prevent signing out', async () => {
    const signOuts = new SignOuts(at('signOuts'), randomUUID);
    const warnings: string[] = [];
    const secrets = new MemorySecretStore();
    const warn = (text: string) => warnings.push(text);
    const records = new SignInRecords({ secrets, signOuts, warn });
    const connection = {
      name: 'A',
      kind: 'service',
      resource: 'https://service.example',
      tenantId: TENANT,
      signIn: { method: 'client', clientId: CLIENT },
    } as const;
    const key = signInKey(connection);
    secrets.values.set(key, '{"kind":"client"');
    assert.equal(await records.get(connection), undefined);
    assert.equal(warnings.length, 1);
    const record = { kind: 'client', id: 'id', account: 'Me', clientSecret: new SecretText('x') } as const;
    await records.put(connection, record);
    await signOuts.note(key, 'id');
    const [mark = ''] = fs.readdirSync(at('signOuts'));
    fs.writeFileSync(at('signOuts', mark), '{');
    await assert.rejects(records.get(connection), { code: 'recordDamaged' });
    await records.delete(connection);
    assert.equal(secrets.values.has(key), false);
  });
});
