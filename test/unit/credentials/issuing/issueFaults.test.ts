import assert from 'node:assert/strict';
import path from 'node:path';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { machine } from '../../../support/crash/machine.ts';
import { operationsStage } from '../../../support/crash/operationsStage.ts';
import { works } from '../../../support/crash/scene.ts';
import { countedDispatcher, type FaultRule, SERVICE_FAULTS } from '../../../support/crash/serviceFaults.ts';
import { doWork, type Work } from '../../../support/crash/work.ts';
import { serviceOf } from '../../../support/credentials/sessions.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../support/network/faultyProxy.ts';

describe('issuing with faults of the service', () => {
  const stage = operationsStage();
  const { signal } = new AbortController();
  let proxy: FaultyProxy;
  let scenes = 0;
  beforeEach(async () => {
    proxy = await startFaultyProxy(stage.tenant.resource);
  });
  afterEach(() => proxy.dispose());

  for (const kind of ['createClient', 'addSecret'] as const) {
    for (const [title, rule] of Object.entries(SERVICE_FAULTS)) {
      it(`loses nothing after ${title}, at any request of ${kind}`, async () => {
        const requests = await issueWithFault(kind, 0);
        assert.ok(requests.length > 1, `${requests.length} requests only`);
        for (let at = 1; at <= requests.length; at += 1) await issueWithFault(kind, at, rule);
      });
    }
  }

  /** Issues with a fault at the n-th request, then recovers as the next start does. Returns the requests. */
  async function issueWithFault(
    kind: Work['kind'],
    at: number,
    rule?: FaultRule,
  ): Promise<readonly string[]> {
    scenes += 1;
    const root = path.join(stage.folder.path, String(scenes));
    const { work, held } = await stage.newScene(kind, root);
    let requests: readonly string[] = [];
    const counting = countedDispatcher(stage.dispatcher, names => {
      requests = names;
      if (names.length === at && rule) proxy.inject({ path: /./, ...rule });
    });
    const service = serviceOf({ ...stage.tenant, resource: proxy.resource }, counting);
    const faulty = machine({ root, service, dispatcher: counting });
    const problem = await doWork({ ...work, resource: proxy.resource }, faulty, service).catch(
      error => error,
    );
    proxy.clear();
    const label = `request ${at} (${requests[at - 1]}): ${problem}`;
    if (at === 0) assert.equal(problem, undefined);
    const own = machine({ ...stage, root });
    for (const operation of await own.journal.unattended()) {
      await finishOperation(operation, own, signal).catch(async (error: unknown) => {
        assert.ok(
          error instanceof CredentialsError && error.code === 'answerLost',
          `${label}, then ${error}`,
        );
        await undoOperation(operation, own, signal);
      });
    }
    assert.deepEqual(await own.journal.open(), [], label);
    for (const value of held()) assert.ok(await works(stage.tenant, work.client.id, value), label);
    const secrets = await stage.service.secrets(work.client.type, work.client.id).catch(() => []);
    for (const { id } of secrets) {
      const reference = { tenantId: work.tenantId, clientId: work.client.id, secretId: id };
      assert.ok(await own.keptSecrets.value(reference), `${label}: secret ${id} is lost`);
    }
    return requests;
  }
});
