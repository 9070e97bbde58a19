import assert from 'node:assert/strict';
import path from 'node:path';
import { finishOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../../src/credentials/operations/startRotation.ts';
import { kindOfEffect } from '../../../support/crash/crashPoints.ts';
import { machine } from '../../../support/crash/machine.ts';
import { codeOf, operationsStage, rotationOrder } from '../../../support/crash/operationsStage.ts';
import { works } from '../../../support/crash/scene.ts';
import { countedDispatcher, type FaultRule, SERVICE_FAULTS } from '../../../support/crash/serviceFaults.ts';
import { doWork } from '../../../support/crash/work.ts';
import { serviceOf } from '../../../support/credentials/sessions.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../support/network/faultyProxy.ts';
import { sample } from '../../../support/runner/sampling.ts';

const open = () => new AbortController().signal;

describe('a rotation with faults of the service', () => {
  const stage = operationsStage();
  const { folder, parts, assertPlacesWork } = stage;
  let proxy: FaultyProxy;
  beforeEach(async () => {
    proxy = await startFaultyProxy(stage.tenant.resource);
  });
  afterEach(() => proxy.dispose());

  for (const [title, rule] of Object.entries(SERVICE_FAULTS)) {
    it(`loses nothing after ${title}, at any request`, async () => {
      const requests = (await rotateWithFault(0)).map((name, index) => ({ name, at: index + 1 }));
      assert.ok(requests.length > 8, `${requests.length} requests only`);
      const chosen = sample(requests, ({ name }) => (name.startsWith('GET ') ? 'GET' : kindOfEffect(name)));
      for (const { at } of chosen) await rotateWithFault(at, rule);
    });
  }

  it('remains in the journal when the answer is lost and looking for the secret is refused', async () => {
    const scene = await stage.newScene('rotate');
    const through = { ...stage.tenant, resource: proxy.resource };
    const faulty = machine({
      root: folder.path,
      service: serviceOf(through, stage.dispatcher),
      dispatcher: stage.dispatcher,
    });
    proxy.inject({ method: 'POST', path: /Secrets/, fault: { kind: 'dropAnswer' } });
    const refusing = {
      ...faulty,
      report: () => proxy.inject({ method: 'GET', path: /Secrets/, fault: { kind: 'answer', status: 403 } }),
    };
    const started = startRotation({ ...rotationOrder(scene, 0), resource: proxy.resource }, refusing, open());
    assert.equal(await codeOf(started), 'outcomeUnknown');
    assert.equal((await stage.secretIds(scene)).length, 2, 'the value of one of them is lost');
    const [interrupted] = await parts().journal.unattended();
    assert.ok(interrupted, 'it is not in the journal');
    await finishOperation({ ...interrupted, resource: scene.work.resource }, parts(), open());
    assert.equal((await stage.secretIds(scene)).length, 1);
    await assertPlacesWork(scene);
  });

  let scenes = 0;
  /** Rotates with a fault at the n-th request, then recovers as the next start does. Returns the requests. */
  async function rotateWithFault(at: number, rule?: FaultRule): Promise<readonly string[]> {
    scenes += 1;
    const root = path.join(folder.path, String(scenes));
    const scene = await stage.newScene('rotate', root);
    let requests: readonly string[] = [];
    const counting = countedDispatcher(stage.dispatcher, names => {
      requests = names;
      if (names.length === at && rule) proxy.inject({ path: /./, ...rule });
    });
    const through = { ...stage.tenant, resource: proxy.resource };
    const faulty = machine({ root, service: serviceOf(through, counting), dispatcher: counting });
    const work = { ...scene.work, resource: proxy.resource };
    const problem = await doWork(work, { ...faulty, sleep: async () => {} }, stage.service).catch(
      error => error,
    );
    proxy.clear();
    const label = `request ${at}: ${problem}`;
    const held = scene.held();
    for (const value of held) assert.ok(await works(stage.tenant, work.client.id, value), label);
    const own = machine({ ...stage, root });
    for (const operation of await own.journal.unattended()) await finishOperation(operation, own, open());
    await assertPlacesWork(scene);
    const secrets = await stage.secretIds(scene);
    for (const id of secrets) {
      const reference = { tenantId: work.tenantId, clientId: work.client.id, secretId: id };
      assert.ok(await own.keptSecrets.value(reference), `${label}: secret ${id} is lost`);
    }
    assert.ok(secrets.length <= 2, label);
    return requests;
  }
});
