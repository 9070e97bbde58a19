import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { serviceAsClient } from '../../../../src/credentials/connections/selfService.ts';
import { deleteOldNow, keepOld } from '../../../../src/credentials/operations/endGracePeriod.ts';
import type { Operation } from '../../../../src/credentials/operations/operation.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../../src/credentials/operations/startRotation.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { machine } from '../../../support/crash/machine.ts';
import { codeOf, operationsStage, rotationOrder } from '../../../support/crash/operationsStage.ts';
import { type Scene, setScene, works } from '../../../support/crash/scene.ts';
import { sessionSurroundings } from '../../../support/credentials/sessions.ts';
import { eventually } from '../../../support/waiting/eventually.ts';

const HOUR_MS = 3_600_000;
const open = () => new AbortController().signal;

describe('rotation', () => {
  const stage = operationsStage();
  const { folder, parts, assertPlacesWork } = stage;
  const newScene = () => stage.newScene('rotate');
  const secretsOf = ({ work }: Scene) => stage.service.secrets('clientCredentials', work.client.id);
  const order = rotationOrder;

  it('writes one new value to all places, and deletes the old secret at once', async () => {
    const scene = await newScene();
    const { ended } = await startRotation(order(scene, 0), parts(), open());
    assert.ok(ended);
    await assertPlacesWork(scene);
    assert.equal(new Set(scene.held()).size, 1);
    assert.notEqual(scene.held()[0], scene.clientSecret);
    assert.equal(await works(stage.tenant, scene.work.client.id, scene.clientSecret), false);
    // Nothing else in the file has changed.
    const settings = fs.readFileSync(path.join(folder.path, 'project/appsettings.json'), 'utf8');
    assert.match(settings, /^{\n {2}\/\/ kept\n/);
    const kept = await parts().keptSecrets.all();
    assert.equal(kept.length, 1);
  });

  it('does not prevent a program that reloads its file from getting tokens', async () => {
    const scene = await newScene();
    const program = path.resolve(import.meta.dirname, '../../../support/crash/reloadingProgram.mjs');
    const child = spawn(process.execPath, [program, path.join(folder.path, 'project/.env')]);
    const lines: string[] = [];
    createInterface(child.stdout).on('line', line => lines.push(line));
    /** Waits until the program has got tokens with so many secrets, and several with the last one. */
    const untilUsed = (secrets: number) =>
      eventually(() => assert.ok(lines.filter(line => line === 'uses another secret').length >= secrets));
    await untilUsed(1);
    for (let round = 0; round < 3; round += 1) {
      const secrets = await secretsOf(scene);
      const oldSecretId = secrets.at(-1)?.id ?? 0;
      await startRotation({ ...order(scene, HOUR_MS), oldSecretId }, parts(), open());
      const [waiting] = await parts().journal.unattended();
      assert.ok(waiting);
      await untilUsed(round + 2);
      await deleteOldNow(waiting, parts(), open());
    }
    child.kill('SIGTERM');
    await once(child, 'close');
    const counts = JSON.parse(lines.at(-1) ?? '{}');
    assert.deepEqual(counts.failures, []);
    assert.equal(counts.secrets, 4, 'the program has used each of the secrets');
    assert.ok(counts.tokens > 50, `${counts.tokens} tokens`);
  });

  it('waits for the grace period before it deletes the old secret', async () => {
    const scene = await newScene();
    const now = () => new Date('2026-11-24T12:00:00Z');
    const { operation, ended } = await startRotation(order(scene, HOUR_MS), { ...parts(), now }, open());
    assert.deepEqual(
      [ended, operation.step, operation.deleteAt],
      [false, 'waiting', '2026-11-24T13:00:00.000Z'],
    );
    assert.ok(await works(stage.tenant, scene.work.client.id, scene.clientSecret));
    // After a restart.
    const [waiting] = await parts().journal.unattended();
    assert.ok(waiting);
    await deleteOldNow(waiting, parts(), open());
    assert.equal(await works(stage.tenant, scene.work.client.id, scene.clientSecret), false);
    await assertPlacesWork(scene);
    assert.deepEqual(await parts().journal.open(), []);
  });

  it('keeps the old secret when the user decides so later', async () => {
    const scene = await newScene();
    const { operation } = await startRotation(order(scene, HOUR_MS), parts(), open());
    assert.equal((await keepOld(operation, parts())).elsewhere, undefined);
    assert.deepEqual(await parts().journal.open(), []);
    // Another window still asks.
    for (const late of [deleteOldNow(operation, parts(), open()), keepOld(operation, parts())])
      assert.equal((await late).elsewhere, true);
    assert.equal((await secretsOf(scene)).length, 2);
  });

  it('rewrites a file to which the old secret was restored, before deleting the secret', async () => {
    const scene = await newScene();
    const env = path.join(folder.path, 'project/.env');
    const before = fs.readFileSync(env);
    const { operation } = await startRotation(order(scene, HOUR_MS), parts(), open());
    fs.writeFileSync(env, before);
    await deleteOldNow(operation, parts(), open());
    await assertPlacesWork(scene);
    assert.notEqual(fs.readFileSync(env, 'utf8'), before.toString());
  });

  it('writes a file that got the old secret in the meantime', async () => {
    const scene = await newScene();
    const { operation } = await startRotation(order(scene, HOUR_MS), parts(), open());
    const { bindings } = parts();
    const copy = path.join(folder.path, 'project/.env.copy');
    fs.writeFileSync(copy, `ADH_CLIENT_SECRET='${scene.clientSecret}'\n`);
    const old = operation.places.find(each => each.kind === 'bound' && each.binding.kind === 'file');
    assert.ok(old?.kind === 'bound' && old.binding.kind === 'file');
    await bindings.note({ ...old.binding, file: copy, clientSecretKey: ['ADH_CLIENT_SECRET'] });
    await deleteOldNow(operation, parts(), open());
    assert.ok(!fs.readFileSync(copy, 'utf8').includes(scene.clientSecret));
    await assertPlacesWork(scene);
  });

  it('does not change a value that someone else wrote to a file', async () => {
    const scene = await newScene();
    const env = path.join(folder.path, 'project/.env');
    fs.writeFileSync(env, 'ADH_CLIENT_SECRET=another-one\n');
    await startRotation(order(scene, 0), parts(), open());
    assert.equal(fs.readFileSync(env, 'utf8'), 'ADH_CLIENT_SECRET=another-one\n');
  });

  it('is stopped between two steps, and finished or undone later', async () => {
    for (const later of [finishOperation, undoOperation]) {
      const scene = await setScene(path.join(folder.path, later.name), 'rotate', stage);
      const own = machine({ ...stage, root: scene.root });
      const abort = new AbortController();
      const stopping = {
        ...own,
        report: ({ places }: Operation) => {
          if (places.some(({ state }) => state === 'written')) abort.abort();
        },
      };
      assert.equal(await codeOf(startRotation(order(scene, 0), stopping, abort.signal)), 'cancelled');
      await assertPlacesWork(scene);
      const [interrupted] = await own.journal.unattended();
      assert.ok(interrupted);
      await later(interrupted, own, open());
      await assertPlacesWork(scene);
      assert.equal((await secretsOf(scene)).length, 1);
    }
  });

  it('is done by the client itself, with no administrator anywhere', async () => {
    const scene = await newScene();
    const { resource, tenantId, client } = scene.work;
    const own = serviceAsClient(
      { resource, tenantId, clientId: client.id, secret: new SecretText(scene.clientSecret) },
      sessionSurroundings(stage.dispatcher),
    );
    const itself = machine({ root: folder.path, service: own, dispatcher: stage.dispatcher });
    const { ended } = await startRotation(order(scene, 0), itself, open());
    assert.ok(ended);
    await assertPlacesWork(scene);
    assert.equal(await works(stage.tenant, client.id, scene.clientSecret), false);
  });

  it('is done by one of two windows that start it', async () => {
    const scene = await newScene();
    const windows = [machine, machine].map(make => make({ ...stage, root: folder.path }));
    const results = await Promise.allSettled(
      windows.map(window => startRotation(order(scene, 0), window, open())),
    );
    const refused = results.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []));
    assert.equal(refused.length, 1);
    assert.ok(['busyElsewhere', 'changedMeanwhile'].includes(refused[0]), refused[0]);
    await assertPlacesWork(scene);
    assert.equal((await secretsOf(scene)).length, 1);
  });
});
