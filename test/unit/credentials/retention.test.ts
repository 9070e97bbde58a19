import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { finishOperation } from '../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../src/credentials/operations/startRotation.ts';
import { type RetentionRule, removeSpentSecrets } from '../../../src/credentials/retention.ts';
import { operationsStage, rotationOrder } from '../../support/crash/operationsStage.ts';
import type { Scene } from '../../support/crash/scene.ts';

const AFTER_DELIVERY: RetentionRule = { kind: 'afterDelivery' };
const DAY_MS = 86_400_000;

describe('removing saved secrets by the retention rule', () => {
  const stage = operationsStage();
  const { parts, assertPlacesWork } = stage;
  const savedIds = async () => (await parts().keptSecrets.all()).map(({ secretId }) => secretId);
  const removedIds = async (rule: RetentionRule, changes: object = {}) =>
    (await removeSpentSecrets(rule, { ...parts(), ...changes })).map(({ secretId }) => secretId);
  const value = ({ work }: Scene) => {
    const { tenantId, client, oldSecretId: secretId = 0 } = work;
    return parts().keptSecrets.value({ tenantId, clientId: client.id, secretId });
  };

  it('removes nothing by default', async () => {
    const scene = await stage.newScene('rotate');
    assert.deepEqual(await removedIds({ kind: 'keep' }), []);
    assert.ok(await value(scene));
  });

  it('removes value and record once a location has it', async () => {
    const scene = await stage.newScene('rotate');
    const removed = await removedIds(AFTER_DELIVERY);
    assert.deepEqual(removed, [scene.work.oldSecretId]);
    assert.equal(await value(scene), undefined);
    assert.deepEqual(await savedIds(), []);
    await assertPlacesWork(scene);
    assert.deepEqual(await removedIds(AFTER_DELIVERY), []);
  });

  it('keeps a value that no location has', async () => {
    // Its only location is secret storage.
    const scene = await stage.newScene('addSecret');
    assert.deepEqual(await removedIds(AFTER_DELIVERY), []);
    assert.ok(await value(scene));
  });

  it('keeps a value that its files have lost', async () => {
    const scene = await stage.newScene('rotate');
    for (const name of ['.env', 'appsettings.json']) fs.rmSync(path.join(stage.folder.path, 'project', name));
    const { tenantId, client } = scene.work;
    const { bindings } = parts();
    for (const bound of await bindings.ofClient(tenantId, client.id))
      if (bound.kind === 'store') await bindings.forget(bound);
    assert.deepEqual(await removedIds(AFTER_DELIVERY), []);
    assert.ok(await value(scene));
  });

  it('keeps a value for which a file has a variable', async () => {
    const scene = await stage.newScene('rotate');
    const { tenantId, client } = scene.work;
    const { bindings } = parts();
    const [first] = await bindings.ofClient(tenantId, client.id);
    assert.ok(first?.kind === 'file');
    await bindings.note({ ...first, file: path.join(stage.folder.path, 'launch.json'), proof: undefined });
    assert.deepEqual(await removedIds(AFTER_DELIVERY), []);
    assert.ok(await value(scene));
  });

  it('keeps what an unfinished operation needs, and removes it when that has ended', async () => {
    const scene = await stage.newScene('rotate');
    const { signal } = new AbortController();
    await startRotation(rotationOrder(scene, 60_000), parts(), signal);
    const before = await savedIds();
    assert.equal(before.length, 2);
    assert.deepEqual(await removedIds(AFTER_DELIVERY), []);
    const [waiting] = await parts().journal.open();
    assert.ok(waiting);
    await parts().journal.put({ ...waiting, step: 'written', afterwards: { kind: 'delete', graceMs: 0 } });
    await finishOperation(waiting, parts(), signal);
    assert.equal((await removedIds(AFTER_DELIVERY)).length, 1);
    assert.deepEqual(await savedIds(), []);
    await assertPlacesWork(scene);
  });

  it('leaves a client that another process works on', async () => {
    const scene = await stage.newScene('rotate');
    await parts().journal.exclusively(scene.work, async () => {
      assert.deepEqual(await removedIds(AFTER_DELIVERY), []);
    });
    assert.equal((await removedIds(AFTER_DELIVERY)).length, 1);
  });

  it('removes expired values after so many days, wherever they are', async () => {
    const scene = await stage.newScene('addSecret');
    const { keptSecrets } = parts();
    const [kept] = await keptSecrets.all();
    const secret = await value(scene);
    assert.ok(kept && secret);
    const expiresAt = new Date('2027-01-01T00:00:00Z');
    await keptSecrets.keep({ ...kept, expiresAt: expiresAt.toISOString() }, secret);
    const rule: RetentionRule = { kind: 'afterExpiration', days: 30 };
    const on = (days: number, ms = 0) => ({ now: () => new Date(expiresAt.getTime() + days * DAY_MS + ms) });
    assert.deepEqual(await removedIds(rule, on(0)), []);
    assert.deepEqual(await removedIds(rule, on(30, -1)), []);
    assert.deepEqual(await removedIds(rule, on(30)), [kept.secretId]);
    assert.equal(await value(scene), undefined);
  });

  it('keeps a value that never expires', async () => {
    const scene = await stage.newScene('addSecret');
    const late = { now: () => new Date('2127-01-01T00:00:00Z') };
    assert.deepEqual(await removedIds({ kind: 'afterExpiration', days: 0 }, late), []);
    assert.ok(await value(scene));
  });
});
