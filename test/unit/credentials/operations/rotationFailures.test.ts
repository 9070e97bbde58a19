import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { deleteOldNow } from '../../../../src/credentials/operations/endGracePeriod.ts';
import {
  finishWithoutUnreachable,
  giveUpOperation,
} from '../../../../src/credentials/operations/giveUpOperation.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../../src/credentials/operations/startRotation.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { machine } from '../../../support/crash/machine.ts';
import { codeOf, operationsStage, rotationOrder } from '../../../support/crash/operationsStage.ts';
import { type Scene, setScene, works } from '../../../support/crash/scene.ts';

const open = () => new AbortController().signal;

describe('a rotation that fails', () => {
  const stage = operationsStage();
  const { folder, parts, assertPlacesWork } = stage;
  const newScene = () => stage.newScene('rotate');
  const secretsOf = ({ work }: Scene) => stage.service.secrets('clientCredentials', work.client.id);
  const order = rotationOrder;

  it('deletes nothing while a folder cannot be reached', async () => {
    const scene = await newScene();
    const project = path.join(folder.path, 'project');
    fs.renameSync(project, `${project}.away`);
    assert.equal(await codeOf(startRotation(order(scene, 0), parts(), open())), 'placeUnreachable');
    assert.ok(await works(stage.tenant, scene.work.client.id, scene.clientSecret));
    fs.renameSync(`${project}.away`, project);
    const [interrupted] = await parts().journal.unattended();
    assert.ok(interrupted);
    await finishOperation(interrupted, parts(), open());
    await assertPlacesWork(scene);
    assert.equal((await secretsOf(scene)).length, 1);
  });

  it('is finished without a folder that no longer exists, or is given up', async () => {
    for (const giveUp of [false, true]) {
      const root = path.join(folder.path, String(giveUp));
      const scene = await setScene(root, 'rotate', stage);
      const own = machine({ ...stage, root });
      fs.rmSync(path.join(root, 'project'), { recursive: true });
      assert.equal(await codeOf(startRotation(order(scene, 0), own, open())), 'placeUnreachable');
      const [interrupted] = await own.journal.unattended();
      assert.ok(interrupted);
      const kept = (await own.keptSecrets.all()).length;
      if (giveUp) await giveUpOperation(interrupted, own);
      else await finishWithoutUnreachable(interrupted, own, open());
      assert.deepEqual(await own.journal.open(), []);
      await assertPlacesWork(scene, 1);
      const left = giveUp ? kept : kept - 1;
      assert.equal((await own.keptSecrets.all()).length, left);
      assert.equal((await secretsOf(scene)).length, left);
      const bound = await own.bindings.ofClient(scene.work.tenantId, scene.work.client.id);
      assert.equal(bound.length, giveUp ? 3 : 1);
    }
  });

  it('is not started while a record is damaged that may be about the client', async () => {
    const scene = await newScene();
    const before = scene.held();
    const file = path.join(folder.path, 'bindings', 'damaged.json');
    const other = { kind: 'cloud', tenantId: scene.work.tenantId, clientId: 'another client' };
    for (const [text, of] of [
      ['{"kind":"file","fi', 'bindings'],
      ['null', 'bindings'],
      ['', 'journal'],
    ] as const) {
      const damaged = path.join(folder.path, of, 'damaged.json');
      fs.writeFileSync(damaged, text);
      const refused = startRotation(order(scene, 0), parts(), open());
      await assert.rejects(refused, { code: 'recordDamaged', place: damaged });
      assert.equal((await secretsOf(scene)).length, 1);
      assert.deepEqual(scene.held(), before);
      assert.deepEqual(await parts().journal.open(), []);
      assert.equal(fs.readFileSync(damaged, 'utf8'), text);
      fs.rmSync(damaged);
    }
    fs.writeFileSync(file, JSON.stringify(other));
    assert.ok((await startRotation(order(scene, 0), parts(), open())).ended);
    await assertPlacesWork(scene);
  });

  it('does not delete the old secret while a record is damaged that may name one of its places', async () => {
    const scene = await newScene();
    const waiting = await startRotation(order(scene, 1000), parts(), open());
    const damaged = path.join(folder.path, 'bindings', 'damaged.json');
    fs.writeFileSync(damaged, '{');
    await assert.rejects(deleteOldNow(waiting.operation, parts(), open()), { code: 'recordDamaged' });
    assert.equal((await secretsOf(scene)).length, 2);
    assert.equal((await parts().journal.get(waiting.operation.id))?.step, 'waiting');
    fs.rmSync(damaged);
    await deleteOldNow(waiting.operation, parts(), open());
    assert.equal((await secretsOf(scene)).length, 1);
  });

  it('changes no file while the service does not accept the new secret yet', async () => {
    const scene = await newScene();
    const waits: number[] = [];
    const late = {
      ...parts(),
      sleep: async (ms: number) => void waits.push(ms),
      verify: (credential: Parameters<ReturnType<typeof parts>['verify']>[0]) =>
        parts().verify({ ...credential, secret: new SecretText('not known yet') }),
    };
    assert.equal(await codeOf(startRotation(order(scene, 0), late, open())), 'notEffectiveYet');
    assert.ok(waits.length > 3);
    assert.deepEqual(new Set(scene.held()), new Set([scene.clientSecret]));
    const [interrupted] = await parts().journal.unattended();
    assert.ok(interrupted);
    await undoOperation(interrupted, parts(), open());
    assert.equal((await secretsOf(scene)).length, 1);
    await assertPlacesWork(scene);
  });

  it('is not started for a disabled client, an eleventh secret, or a deleted secret', async () => {
    const scene = await newScene();
    const { id } = scene.work.client;
    assert.equal(
      await codeOf(startRotation({ ...order(scene, 0), oldSecretId: 99 }, parts(), open())),
      'changedMeanwhile',
    );
    await stage.service.updateClient('clientCredentials', id, { enabled: false });
    assert.equal(await codeOf(startRotation(order(scene, 0), parts(), open())), 'clientDisabled');
    await stage.service.updateClient('clientCredentials', id, { enabled: true });
    for (let count = 1; count < 10; count += 1)
      await stage.service.addSecret('clientCredentials', id, { description: `number ${count}` });
    assert.equal(await codeOf(startRotation(order(scene, 0), parts(), open())), 'secretLimitReached');
    // Another secret is deleted to make room only when nothing else prevents the rotation.
    const removedSecretId = (await secretsOf(scene)).at(-1)?.id ?? 0;
    const making = { ...order(scene, 0), removedSecretId };
    await stage.service.updateClient('clientCredentials', id, { enabled: false });
    assert.equal(await codeOf(startRotation(making, parts(), open())), 'clientDisabled');
    assert.equal((await secretsOf(scene)).length, 10);
    await stage.service.updateClient('clientCredentials', id, { enabled: true });
    assert.ok((await startRotation(making, parts(), open())).ended);
    assert.ok(!(await secretsOf(scene)).some(secret => secret.id === removedSecretId));
    assert.deepEqual(await parts().journal.open(), []);
  });

  it('deletes a secret whose value could not be saved', async () => {
    const scene = await newScene();
    const keptSecrets = Object.create(parts().keptSecrets, {
      keep: { value: () => Promise.reject(new CredentialsError('keyringRefused')) },
    });
    assert.equal(
      await codeOf(startRotation(order(scene, 0), { ...parts(), keptSecrets }, open())),
      'keyringRefused',
    );
    assert.equal((await secretsOf(scene)).length, 1);
    assert.deepEqual(await parts().journal.open(), []);
  });

  it('does not count as written while an editor could not save the file', async () => {
    const scene = await newScene();
    const buffers = new Map<string, string>();
    let isReadOnly = true;
    const disk = parts().files;
    // Like an editor: text that could not be saved remains in its window.
    const files: typeof disk = {
      holds: disk.holds.bind(disk),
      readKey: async key => {
        const text = buffers.get(key.file);
        return text === undefined ? disk.readKey(key) : new SecretText(text);
      },
      setKey: async (key, value) => {
        buffers.set(key.file, value.reveal());
        if (isReadOnly) throw new Error('read-only');
        await disk.setKey(key, value);
      },
    };
    await assert.rejects(startRotation(order(scene, 0), { ...parts(), files }, open()), /read-only/);
    const [operation] = await parts().journal.unattended();
    assert.ok(operation);
    await assert.rejects(finishOperation(operation, { ...parts(), files }, open()), /read-only/);
    await assertPlacesWork(scene);
    isReadOnly = false;
    await finishOperation(operation, { ...parts(), files }, open());
    await assertPlacesWork(scene);
    assert.equal((await secretsOf(scene)).length, 1);
  });
});
