import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  type DeliveredToFile,
  deliverCredential,
} from '../../../../src/credentials/delivery/deliverCredential.ts';
import { undoDelivery } from '../../../../src/credentials/delivery/undoDelivery.ts';
import { type Binding, Bindings, decodeBinding } from '../../../../src/credentials/records/bindings.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import type { ProjectFileErrorCode } from '../../../../src/projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../../../src/projectFiles/projectTarget.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { fileWriter } from '../../../support/crash/machine.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const TENANT = '00000000-0000-0000-0000-0000000000aa';
const [RIG, PUMP] = ['00000000-0000-0000-0000-0000000000bb', '00000000-0000-0000-0000-0000000000cc'] as const;

describe('undoing a delivery', () => {
  const folder = temporaryFolder();
  const own = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);
  const bindings = () =>
    new Bindings(new RecordFolder<Binding>(path.join(own.path, 'bindings'), decodeBinding, randomUUID, () => {}));
  const target = (name: string): ProjectTarget => ({
    path: at(name),
    relativePath: name,
    folder: folder.path,
    secretAs: 'value',
    exists: fs.existsSync(at(name)),
    reason: 'wantsCredentials',
    places: [],
  });
  const parts = () => ({
    bindings: bindings(),
    files: fileWriter(own.path),
    mayWrite: async () => 'write' as const,
    stores: { deliver: assert.fail, update: assert.fail },
    newSalt: () => randomBytes(16).toString('hex'),
    now: () => new Date(),
  });
  async function deliver(name: string, clientId: string, secret: string): Promise<DeliveredToFile> {
    const credential = {
      resource: 'https://service.example',
      tenantId: TENANT,
      clientId,
      clientName: 'Rig',
      secretId: 1,
      secret: new SecretText(secret),
    };
    const destination = { kind: 'projectFile', target: target(name) } as const;
    const delivered = await deliverCredential(credential, { destination, addToGitIgnore: false }, parts());
    assert.ok(delivered?.kind === 'file');
    return delivered;
  }
  const refused = (code: ProjectFileErrorCode, name: string) => ({
    name: 'ProjectFileError',
    code,
    path: at(name),
  });
  const boundTo = async () => (await bindings().all()).map(({ clientId }) => clientId);

  it('restores the former bytes, mode included, and removes the record', async () => {
    const before = Buffer.from('\uFEFF# ours\r\nADH_CLIENT_ID=<id>\r\nADH_CLIENT_SECRET=\r\n', 'utf8');
    fs.writeFileSync(at('.env'), before, { mode: 0o640 });
    const delivered = await deliver('.env', RIG, 'new-value');
    assert.match(fs.readFileSync(at('.env'), 'utf8'), /ADH_CLIENT_SECRET=new-value/);
    assert.deepEqual(await boundTo(), [RIG]);
    await undoDelivery(delivered, parts());
    assert.deepEqual(fs.readFileSync(at('.env')), before);
    assert.equal(fs.statSync(at('.env')).mode & 0o777, 0o640);
    assert.deepEqual(await boundTo(), []);
  });

  it('restores the credentials of another client, and the record of them', async () => {
    fs.writeFileSync(at('.env'), 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n');
    await deliver('.env', PUMP, 'pumps-value');
    const before = fs.readFileSync(at('.env'));
    const [former] = await bindings().all();
    const delivered = await deliver('.env', RIG, 'rigs-value');
    assert.deepEqual(await boundTo(), [RIG]);
    await undoDelivery(delivered, parts());
    assert.deepEqual(fs.readFileSync(at('.env')), before);
    assert.deepEqual(await bindings().all(), [former]);
  });

  it('removes a file that the delivery has made', async () => {
    const delivered = await deliver('.env', RIG, 'new-value');
    assert.ok(fs.existsSync(at('.env')));
    await undoDelivery(delivered, parts());
    assert.deepEqual(fs.readdirSync(folder.path), []);
    assert.deepEqual(await boundTo(), []);
  });

  for (const [title, existed] of [
    ['a file', true],
    ['a file that the delivery has made', false],
  ] as const)
    it(`changes nothing if ${title} was changed since`, async () => {
      if (existed) fs.writeFileSync(at('.env'), 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n');
      const delivered = await deliver('.env', RIG, 'new-value');
      fs.appendFileSync(at('.env'), 'OTHER=1\n');
      const changed = fs.readFileSync(at('.env'));
      await assert.rejects(undoDelivery(delivered, parts()), refused('changedMeanwhile', '.env'));
      assert.deepEqual(fs.readFileSync(at('.env')), changed);
      assert.deepEqual(await boundTo(), [RIG]);
    });

  it('makes no file again that was deleted since', async () => {
    fs.writeFileSync(at('.env'), 'ADH_CLIENT_SECRET=\n');
    const delivered = await deliver('.env', RIG, 'new-value');
    fs.rmSync(at('.env'));
    await assert.rejects(undoDelivery(delivered, parts()), refused('changedMeanwhile', '.env'));
    assert.deepEqual(fs.readdirSync(folder.path), []);
  });

  it('writes through no link that leads out of the folder now', async () => {
    fs.writeFileSync(at('.env'), 'ADH_CLIENT_SECRET=\n');
    const delivered = await deliver('.env', RIG, 'new-value');
    const written = fs.readFileSync(at('.env'));
    const outside = path.join(own.path, 'outside');
    fs.writeFileSync(outside, written);
    fs.rmSync(at('.env'));
    fs.symlinkSync(outside, at('.env'));
    await assert.rejects(undoDelivery(delivered, parts()), refused('outsideWorkspace', '.env'));
    assert.deepEqual(fs.readFileSync(outside), written);
  });

  it('leaves a record that was made since', async () => {
    fs.writeFileSync(at('.env'), 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n');
    const delivered = await deliver('.env', RIG, 'same-value');
    await bindings().note({ ...delivered.binding, secretId: 2, writtenAt: '2027-01-01T00:00:00.000Z' });
    await undoDelivery(delivered, parts());
    assert.deepEqual(
      (await bindings().all()).map(({ secretId }) => secretId),
      [2],
    );
  });
});
