import assert from 'node:assert/strict';
import path from 'node:path';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import type { WriteGuard } from '../../../../src/credentials/delivery/writeGuard.ts';
import type { Operation } from '../../../../src/credentials/operations/operation.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../../src/credentials/operations/startRotation.ts';
import { machine } from '../../../support/crash/machine.ts';
import { codeOf, operationsStage, rotationOrder } from '../../../support/crash/operationsStage.ts';
import { type Scene, works } from '../../../support/crash/scene.ts';

const open = () => new AbortController().signal;

describe('a rotation of a secret in files that Git would commit', () => {
  const stage = operationsStage();
  const { folder } = stage;
  let scene: Scene;
  /** The files that the user was asked about, with the reason and the number of secrets that the client had then. */
  let asked: string[];
  /** What the user decides, by the name of the file. Default: to write it. */
  let decisions: Readonly<Record<string, 'skip' | 'cancel'>>;

  beforeEach(async () => {
    scene = await stage.newScene('rotate');
    asked = [];
    decisions = {};
  });

  const mayWrite: WriteGuard = async (file, purpose) => {
    const name = path.basename(file.path);
    asked.push(`${purpose} ${name}, ${(await stage.secretIds(scene)).length} secrets`);
    const decision = decisions[name] ?? 'write';
    if (decision === 'cancel') throw new CredentialsError('cancelled');
    return decision;
  };
  const parts = () => machine({ root: folder.path, mayWrite, ...stage });
  const rotate = () => startRotation(rotationOrder(scene, 0), parts(), open());
  const heldByFiles = () => scene.held().slice(0, 2);

  /** Rotates up to the first file, and stops there. */
  async function interrupted(): Promise<Operation> {
    const abort = new AbortController();
    const report = ({ places }: Operation) => {
      if (places.some(({ state }) => state === 'written')) abort.abort();
    };
    const started = startRotation(rotationOrder(scene, 0), { ...parts(), report }, abort.signal);
    assert.equal(await codeOf(started), 'cancelled');
    const [operation] = await parts().journal.unattended();
    asked = [];
    return operation ?? assert.fail('it is not in the journal');
  }

  it('asks about every file before it asks the service, and again before it writes each', async () => {
    await rotate();
    assert.deepEqual(asked, [
      'rotate .env, 1 secrets',
      'rotate appsettings.json, 1 secrets',
      'rotate .env, 2 secrets',
      'rotate appsettings.json, 2 secrets',
    ]);
  });

  it('changes nothing when the user cancels', async () => {
    decisions = { 'appsettings.json': 'cancel' };
    assert.equal(await codeOf(rotate()), 'cancelled');
    assert.deepEqual(await parts().journal.open(), []);
    assert.deepEqual(await stage.secretIds(scene), [scene.work.oldSecretId]);
    assert.deepEqual(new Set(scene.held()), new Set([scene.clientSecret]));
  });

  it('leaves a skipped file as it is, and keeps the old secret for it', async () => {
    decisions = { '.env': 'skip' };
    const { operation, ended } = await rotate();
    assert.ok(ended);
    assert.deepEqual(
      operation.places.map(({ state }) => state),
      ['skipped', 'written', 'written'],
    );
    assert.equal(operation.afterwards.kind, 'keep');
    const [env = '', settings = ''] = heldByFiles();
    assert.equal(env, scene.clientSecret);
    assert.notEqual(settings, scene.clientSecret);
    await stage.assertPlacesWork(scene);
    const bound = await parts().bindings.ofClient(scene.work.tenantId, scene.work.client.id);
    const envBinding = bound.find(each => each.kind === 'file' && each.file.endsWith('.env'));
    assert.equal(envBinding?.secretId, scene.work.oldSecretId, 'its record is still there');
  });

  it('leaves a file as it is that Git has begun to track since the question', async () => {
    const late: WriteGuard = async (file, purpose) => {
      const isLate = (await stage.secretIds(scene)).length > 1;
      if (isLate) decisions = { '.env': 'skip' };
      return mayWrite(file, purpose);
    };
    const { operation } = await startRotation(
      rotationOrder(scene, 0),
      { ...parts(), mayWrite: late },
      open(),
    );
    assert.deepEqual(
      operation.places.map(({ state }) => state),
      ['skipped', 'written', 'written'],
    );
    await stage.assertPlacesWork(scene);
  });

  it('asks again when it is finished later', async () => {
    const operation = await interrupted();
    decisions = { 'appsettings.json': 'cancel' };
    const before = scene.held();
    assert.equal(await codeOf(finishOperation(operation, parts(), open())), 'cancelled');
    assert.deepEqual(asked, ['rotate appsettings.json, 2 secrets'], 'the other file is written already');
    assert.deepEqual(scene.held(), before);
    decisions = { 'appsettings.json': 'skip' };
    const { ended } = await finishOperation(operation, parts(), open());
    assert.ok(ended);
    assert.equal(heldByFiles()[1], scene.clientSecret);
    await stage.assertPlacesWork(scene);
  });

  it('asks before it puts the old value back, and changes nothing when the user cancels', async () => {
    const operation = await interrupted();
    const before = scene.held();
    decisions = { '.env': 'cancel' };
    assert.equal(await codeOf(undoOperation(operation, parts(), open())), 'cancelled');
    assert.deepEqual(asked, ['undo .env, 2 secrets'], 'the other file has the old value');
    assert.equal((await parts().journal.get(operation.id))?.step, operation.step, 'nothing has begun');
    assert.deepEqual(scene.held(), before);
    await stage.assertPlacesWork(scene);
  });

  it('leaves the new value in a file that is skipped when it is undone', async () => {
    const operation = await interrupted();
    const [written = ''] = heldByFiles();
    decisions = { '.env': 'skip' };
    const { ended } = await undoOperation(operation, parts(), open());
    assert.ok(ended);
    assert.deepEqual(heldByFiles(), [written, scene.clientSecret]);
    assert.deepEqual(await stage.secretIds(scene), [scene.work.oldSecretId]);
    assert.equal(await works(stage.tenant, scene.work.client.id, written), false);
  });

  it('asks about a new file too, immediately before the secret is written', async () => {
    const added = await stage.newScene('addSecret', path.join(folder.path, 'other'));
    const { destination } = added.work;
    const credential = {
      resource: added.work.resource,
      tenantId: added.work.tenantId,
      clientId: added.work.client.id,
      clientName: added.work.client.name,
      ...(await stage.service.addSecret('clientCredentials', added.work.client.id, { description: 'one' })),
    };
    decisions = { '.env': 'skip' };
    assert.equal(await parts().deliver({ ...credential, secretId: credential.id }, destination), undefined);
    assert.deepEqual(added.held(), []);
  });
});
