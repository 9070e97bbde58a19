import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { KEYRING } from '../../../../src/credentials/delivery/destination.ts';
import { issueCredential } from '../../../../src/credentials/issuing/issueCredential.ts';
import { type IssueOrder, planIssue } from '../../../../src/credentials/issuing/issueOrder.ts';
import type { Operation } from '../../../../src/credentials/operations/operation.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { codeOf, operationsStage } from '../../../support/crash/operationsStage.ts';
import type { Scene } from '../../../support/crash/scene.ts';

const open = () => new AbortController().signal;
/** Suggested by the wizard, and the same each time. */
const description = 'this machine · this workspace';

describe('a new secret whose answer got lost', () => {
  const stage = operationsStage();
  const { folder, parts } = stage;
  let scene: Scene;

  beforeEach(async () => {
    scene = await stage.newScene('addSecret');
  });

  const inYears = (years: number) => new Date(Date.UTC(2030 + years, 0, 1));
  const numbers = () => stage.secretIds(scene);
  const addUnseen = async (draft: { description: string; expiresAt?: Date }) =>
    (await stage.service.addSecret('clientCredentials', scene.work.client.id, draft)).id;
  const order = (expiresAt?: Date): IssueOrder => ({
    id: randomUUID(),
    kind: 'addSecret',
    description,
    expiresAt,
    resource: scene.work.resource,
    tenantId: scene.work.tenantId,
    client: scene.work.client,
    destination: { destination: KEYRING, addToGitIgnore: false },
  });
  const work = () => ({ ...parts(), service: stage.service });

  /** Leaves an operation in the journal whose answer got lost. Returns it with the secret whose value is lost. */
  async function lost(expiresAt?: Date): Promise<{ readonly operation: Operation; readonly orphan: number }> {
    const planned = await planIssue(order(expiresAt), work());
    await parts().journal.put(planned);
    const orphan = await addUnseen({ description, expiresAt });
    const operation = await parts().journal.get(planned.id);
    assert.ok(operation);
    return { operation, orphan };
  }

  /** Adds a secret as the command does. */
  async function add(): Promise<number> {
    const { credential } = await issueCredential(order(), work(), open());
    return credential.secretId;
  }

  const fails = (promise: Promise<unknown>, wanted: string, secretId?: number) =>
    assert.rejects(promise, (error: CredentialsError) => {
      assert.ok(error instanceof CredentialsError, String(error));
      assert.deepEqual([error.code, error.orphan?.secretId], [wanted, secretId]);
      return true;
    });

  it('is distinguished from the one that was added on the second try', async () => {
    const { operation, orphan } = await lost();
    const second = await add();
    const now = await parts().journal.get(operation.id);
    assert.ok(now);
    await fails(finishOperation(now, parts(), open()), 'answerLost', orphan);
    await undoOperation(now, parts(), open());
    const left = await numbers();
    assert.ok(left.includes(second), 'the second one, which is used, has been deleted');
    assert.ok(!left.includes(orphan), 'its value is lost');
    assert.deepEqual(await parts().journal.open(), []);
  });

  it('is distinguished by its expiration date from another with the same description', async () => {
    const { operation, orphan } = await lost(inYears(1));
    const others = await addUnseen({ description, expiresAt: inYears(2) });
    await fails(finishOperation(operation, parts(), open()), 'answerLost', orphan);
    await undoOperation(operation, parts(), open());
    assert.ok((await numbers()).includes(others));
    assert.ok(!(await numbers()).includes(orphan));
  });

  it('is not deleted when it may be someone else’s', async () => {
    const { operation } = await lost();
    await addUnseen({ description });
    const before = await numbers();
    await fails(finishOperation(operation, parts(), open()), 'outcomeUnknown');
    await fails(undoOperation(operation, parts(), open()), 'outcomeUnknown');
    assert.deepEqual(await numbers(), before);
    assert.equal((await parts().journal.get(operation.id))?.step, 'asking');
  });

  it('is recorded with its expiration date after a crash before its record was written', async () => {
    const { operation } = await lost(inYears(1));
    const { tenantId, client } = scene.work;
    const issued = await stage.service.addSecret(client.type, client.id, { description: 'kept' });
    const reference = { tenantId, clientId: client.id, secretId: issued.id };
    const { keptSecrets, now } = parts();
    const kept = { ...reference, resource: stage.tenant.resource, clientName: client.name, description };
    await keptSecrets.keep({ ...kept, keptAt: now().toISOString() }, issued.secret);
    fs.rmSync(path.join(folder.path, 'kept'), { recursive: true });
    await parts().journal.put({ ...operation, step: 'kept', newSecretId: issued.id });
    await finishOperation(operation, parts(), open());
    assert.equal((await parts().keptSecrets.record(reference))?.expiresAt, inYears(1).toISOString());
  });

  it('does not delete a client that is in use', async () => {
    const { client } = scene.work;
    const [first = 0] = await numbers();
    const planned = await planIssue(order(), work());
    const operation: Operation = {
      ...planned,
      kind: 'createClient',
      step: 'kept',
      known: [],
      newSecretId: first,
    };
    await parts().journal.put(operation);
    await add();
    await fails(undoOperation(operation, parts(), open()), 'stillBound');
    assert.ok(await stage.service.client(client.type, client.id));
    assert.equal((await parts().journal.get(operation.id))?.step, 'kept');
  });

  it('ends and reports when its client was deleted', async () => {
    const { operation } = await lost();
    const { client } = scene.work;
    await stage.service.deleteClient(client.type, client.id);
    assert.equal(await codeOf(finishOperation(operation, parts(), open())), 'clientGone');
    assert.deepEqual(await parts().journal.open(), []);
  });
});
