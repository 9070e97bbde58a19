import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { DeliverableCredential } from '../../../../src/credentials/delivery/deliverCredential.ts';
import { deleteOldNow } from '../../../../src/credentials/operations/endGracePeriod.ts';
import type { Operation } from '../../../../src/credentials/operations/operation.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../../src/credentials/operations/startRotation.ts';
import { codeOf, operationsStage, rotationOrder } from '../../../support/crash/operationsStage.ts';
import { type Scene, works } from '../../../support/crash/scene.ts';

const HOUR_MS = 3_600_000;
const open = () => new AbortController().signal;

describe('a rotation that waits or was interrupted', () => {
  const stage = operationsStage();
  const { folder, parts } = stage;
  let scene: Scene;

  beforeEach(async () => {
    scene = await stage.newScene('rotate');
  });

  const env = () => path.join(folder.path, 'project/.env');
  const numbers = () => stage.secretIds(scene);
  const order = (graceMs: number, oldSecretId?: number) => rotationOrder(scene, graceMs, oldSecretId);

  /** Rotates up to the first place, and cancels there. */
  async function interrupted(graceMs = 0): Promise<Operation> {
    const abort = new AbortController();
    const report = ({ places }: Operation) => {
      if (places.some(({ state }) => state === 'written')) abort.abort();
    };
    const started = startRotation(order(graceMs), { ...parts(), report }, abort.signal);
    assert.equal(await codeOf(started), 'cancelled');
    const [operation] = await parts().journal.unattended();
    assert.ok(operation);
    return operation;
  }

  async function waiting(): Promise<Operation> {
    const { operation } = await startRotation(order(HOUR_MS), parts(), open());
    assert.equal(operation.step, 'waiting');
    return operation;
  }

  /** Adds a secret as *Add Secret* does, and writes it to a file. */
  async function insertAnother(file: string): Promise<DeliverableCredential> {
    const { client, resource, tenantId } = scene.work;
    const { id, secret } = await stage.service.addSecret(client.type, client.id, { description: 'another' });
    const { keptSecrets, deliver, now } = parts();
    const known = { resource, tenantId, clientId: client.id, clientName: client.name, secretId: id };
    await keptSecrets.keep({ ...known, description: 'another', keptAt: now().toISOString() }, secret);
    const project = path.dirname(file);
    const target = {
      path: file,
      relativePath: path.basename(file),
      folder: project,
      secretAs: 'value' as const,
      exists: true,
      reason: 'newFile' as const,
      places: [],
    };
    const credential = { ...known, secret };
    await deliver(credential, { addToGitIgnore: false, destination: { kind: 'projectFile', target } });
    return credential;
  }

  async function assertPlacesWork(): Promise<void> {
    const held = scene.held();
    assert.equal(held.length, 3);
    for (const value of held)
      assert.ok(await works(stage.tenant, scene.work.client.id, value), 'a place holds a dead secret');
  }

  it('is not undone after the old secret was deleted', async () => {
    const operation = await waiting();
    const { client, oldSecretId = 0 } = scene.work;
    await stage.service.deleteSecret(client.type, client.id, oldSecretId);
    assert.equal(await codeOf(undoOperation(operation, parts(), open())), 'cannotUndo');
    await assertPlacesWork();
    assert.equal((await parts().journal.get(operation.id))?.step, 'waiting');
  });

  it('is not undone after the old secret has expired', async () => {
    const operation = await waiting();
    const { client, oldSecretId = 0 } = scene.work;
    await stage.service.updateSecret(client.type, client.id, oldSecretId, {
      description: 'the first',
      expiresAt: new Date(Date.now() - HOUR_MS),
    });
    assert.equal(await codeOf(undoOperation(operation, parts(), open())), 'cannotUndo');
    await assertPlacesWork();
  });

  it('is not undone while a file that got the new secret cannot be reached', async () => {
    const operation = await waiting();
    const project = path.join(folder.path, 'project');
    fs.renameSync(project, `${project}.away`);
    assert.equal(await codeOf(undoOperation(operation, parts(), open())), 'placeUnreachable');
    fs.renameSync(`${project}.away`, project);
    await assertPlacesWork();
    const [now] = await parts().journal.unattended();
    assert.ok(now);
    await undoOperation(now, parts(), open());
    await assertPlacesWork();
    assert.deepEqual(await numbers(), [scene.work.oldSecretId]);
  });

  it('is undone completely after a crash at the last step', async () => {
    const operation = await waiting();
    const { journal } = parts();
    const crashing = {
      ...parts(),
      journal: new Proxy(journal, {
        get: (target, name) => {
          if (name === 'end') return () => Promise.reject(new Error('power failure'));
          return Reflect.get(target, name, target).bind(target);
        },
      }),
    };
    await assert.rejects(undoOperation(operation, crashing, open()), /power failure/);
    const [now] = await journal.unattended();
    assert.equal(now?.step, 'undoing');
    await undoOperation(now, parts(), open());
    assert.deepEqual(await journal.open(), []);
    await assertPlacesWork();
    assert.deepEqual(await numbers(), [scene.work.oldSecretId]);
  });

  for (const [name, later] of Object.entries({ finishOperation, undoOperation })) {
    it(`does not change a file that got another secret (${name})`, async () => {
      const operation = await interrupted();
      // A file that has been written, and one that has not.
      const file = later === undoOperation ? env() : path.join(folder.path, 'project/appsettings.json');
      const another = await insertAnother(file);
      await later(operation, parts(), open());
      assert.ok(fs.readFileSync(file, 'utf8').includes(another.secret.reveal()));
      const bound = await parts().bindings.ofClient(another.tenantId, another.clientId);
      const noted = bound.find(binding => binding.kind === 'file' && binding.file === file);
      assert.equal(noted?.secretId, another.secretId, 'what the file holds is not known any more');
      await assertPlacesWork();
    });
  }

  it('is not started when another of the same secret waits', async () => {
    const first = await waiting();
    const another = await insertAnother(env());
    const second = order(HOUR_MS, another.secretId);
    await startRotation(second, parts(), open());
    assert.equal((await parts().journal.open()).length, 2);
    assert.equal(
      await codeOf(startRotation(order(0, another.secretId), parts(), open())),
      'rotationUnderWay',
    );
    assert.equal(
      await codeOf(startRotation(order(0, first.oldSecretId ?? 0), parts(), open())),
      'rotationUnderWay',
    );
  });

  it('checks the places again before it deletes, also after a crash while deleting', async () => {
    const before = fs.readFileSync(env());
    const dying = Object.create(stage.service, {
      deleteSecret: { value: () => Promise.reject(new Error('power failure')) },
      addSecret: { value: stage.service.addSecret.bind(stage.service) },
      secrets: { value: stage.service.secrets.bind(stage.service) },
      client: { value: stage.service.client.bind(stage.service) },
    });
    const crash = startRotation(order(0), { ...parts(), service: dying }, open());
    await assert.rejects(crash, /power failure/);
    const [operation] = await parts().journal.unattended();
    assert.equal(operation?.step, 'deleting');
    fs.writeFileSync(env(), before);
    await finishOperation(operation, parts(), open());
    await assertPlacesWork();
    assert.equal((await numbers()).length, 1);
  });

  it('writes a file that was missing during the rotation and came back with the old secret', async () => {
    const before = fs.readFileSync(env());
    fs.rmSync(env());
    const operation = await waiting();
    fs.writeFileSync(env(), before);
    await deleteOldNow(operation, parts(), open());
    await assertPlacesWork();
  });

  it('continues to wait when the old secret could not be deleted', async () => {
    const operation = await waiting();
    const before = await parts().journal.get(operation.id);
    assert.equal(before?.step, 'waiting');
    const offline = { ...parts(), verify: () => Promise.reject(new Error('offline')) };
    await assert.rejects(deleteOldNow(operation, offline, open()), /offline/);
    assert.deepEqual(await parts().journal.get(operation.id), before);
  });

  it('finds all places, whatever the case of the ids', async () => {
    const { client, tenantId } = scene.work;
    const upper = { tenantId: tenantId.toUpperCase(), client: { ...client, id: client.id.toUpperCase() } };
    await startRotation({ ...order(HOUR_MS), ...upper }, parts(), open());
    assert.equal(await codeOf(startRotation(order(0), parts(), open())), 'rotationUnderWay');
    const [operation] = await parts().journal.unattended();
    assert.ok(operation);
    await deleteOldNow(operation, parts(), open());
    await assertPlacesWork();
  });

  it('is finished when the service has another address', async () => {
    const operation = await interrupted();
    await parts().journal.put({ ...operation, resource: 'http://127.0.0.1:1' });
    await finishOperation(operation, parts(), open());
    await assertPlacesWork();
    assert.equal((await numbers()).length, 1);
  });

  it('ends and reports when the client was deleted before anything was created', async () => {
    const { newSecretId, ...operation } = await interrupted();
    await parts().journal.put({ ...operation, step: 'asking' });
    const { client } = scene.work;
    await stage.service.deleteClient(client.type, client.id);
    const [asking] = await parts().journal.unattended();
    assert.ok(asking);
    assert.equal(await codeOf(finishOperation(asking, parts(), open())), 'clientGone');
    assert.deepEqual(await parts().journal.open(), []);
  });

  for (const step of ['asking', 'kept', 'waiting', 'deleting', 'undoing'] as const) {
    it(`ends when the client was deleted (${step})`, async () => {
      const operation = { ...(await waiting()), step };
      const { newSecretId, ...unknown } = operation;
      await parts().journal.put(step === 'asking' ? unknown : operation);
      const { client } = scene.work;
      await stage.service.deleteClient(client.type, client.id);
      const way = step === 'deleting' ? finishOperation : undoOperation;
      await way(operation, parts(), open());
      assert.deepEqual(await parts().journal.open(), []);
    });
  }
});
