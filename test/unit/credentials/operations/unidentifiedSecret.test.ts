import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type AdoptionOrder, adoptSecret } from '../../../../src/credentials/adoption/adoptSecret.ts';
import { holdersOf } from '../../../../src/credentials/hosts/elsewhere.ts';
import { deleteOldNow } from '../../../../src/credentials/operations/endGracePeriod.ts';
import { holdersHere } from '../../../../src/credentials/operations/holdersHere.ts';
import type { Afterwards, Operation } from '../../../../src/credentials/operations/operation.ts';
import { undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../../src/credentials/operations/startRotation.ts';
import type { KeptSecret } from '../../../../src/credentials/records/keptSecrets.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { codeOf, operationsStage } from '../../../support/crash/operationsStage.ts';
import { works } from '../../../support/crash/scene.ts';
import { type ApiCaller, administratorCaller, createdClient } from '../../localTenant/apiCaller.ts';

const HOUR_MS = 3_600_000;
const open = () => new AbortController().signal;

/** A client with two secrets, of which one is in a file, and the user isn't sure which one that is. */
describe('a saved secret of which it is not known which one it is', () => {
  const stage = operationsStage();
  const { folder, parts } = stage;
  let call: ApiCaller;
  let clientId: string;
  let used: { readonly id: number; readonly value: string };
  let other: { readonly id: number; readonly value: string };
  let kept: KeptSecret;
  let file: string;

  before(async () => {
    call = await administratorCaller(stage.tenant);
  });
  beforeEach(async () => {
    const created = await createdClient(call, { Name: 'Gateway', SecretDescription: 'used' });
    clientId = created.Client.Id;
    used = { id: created.Id, value: created.Secret };
    const added = await call('POST', `/ClientCredentialClients/${clientId}/Secrets`, {
      Description: 'other',
      Expires: false,
    });
    other = { id: added.body.Id, value: added.body.Secret };
    await stage.tenant.changesCount();
    file = path.join(folder.path, '.env');
    fs.writeFileSync(file, `ADH_CLIENT_SECRET=${used.value}\n`);
    kept = await adopt(used.value, { kind: 'notSure' }, true);
  });

  const reference = () => ({
    resource: stage.tenant.resource,
    tenantId: stage.tenant.tenantId,
    client: { type: 'clientCredentials', id: clientId, name: 'Gateway' } as const,
  });
  const secret = (secretId: number) => ({ tenantId: stage.tenant.tenantId, clientId, secretId });

  async function adopt(
    value: string,
    identity: AdoptionOrder['identity'],
    isInFile = false,
  ): Promise<KeptSecret> {
    const location = { file, folder: folder.path, clientSecretKey: ['ADH_CLIENT_SECRET'] };
    const adopted = await adoptSecret(
      {
        ...reference(),
        value: new SecretText(value),
        identity,
        locations: isInFile ? [location] : [],
        notSureDescription: 'not sure',
        replacesSaved: false,
      },
      { ...parts(), newNumber: () => randomInt(1, 2 ** 47) },
    );
    return adopted.kept;
  }
  const rotate = (oldSecretId: number, afterwards: Afterwards) =>
    startRotation(
      { id: randomUUID(), ...reference(), oldSecretId, description: `new ${randomUUID()}`, afterwards },
      parts(),
      open(),
    );
  const ids = async () =>
    (await stage.service.secrets('clientCredentials', clientId)).map(({ id }) => id).toSorted();
  const inFile = () => /=(.*)/.exec(fs.readFileSync(file, 'utf8'))?.[1] ?? '';
  const isWorking = (value: string) => works(stage.tenant, clientId, value);

  it('is rotated in its locations, and no secret of the service is deleted', async () => {
    const { ended, operation } = await rotate(kept.secretId, { kind: 'keep' });
    assert.ok(ended);
    assert.notEqual(inFile(), used.value);
    assert.ok(await isWorking(inFile()));
    for (const { value } of [used, other]) assert.ok(await isWorking(value));
    assert.deepEqual(await ids(), [used.id, other.id, operation.newSecretId].toSorted());
    const [binding] = await parts().bindings.ofClient(stage.tenant.tenantId, clientId);
    assert.equal(binding?.secretId, operation.newSecretId, 'from now on it is known which one it is');
    assert.ok((await parts().keptSecrets.value(kept))?.equals(new SecretText(used.value)), 'it stays saved');
  });

  for (const graceMs of [0, HOUR_MS]) {
    it(`is not rotated with a deletion after ${graceMs} ms: nothing is sent`, async () => {
      const before = await ids();
      const afterwards = { kind: 'delete', graceMs } as const;
      assert.equal(await codeOf(rotate(kept.secretId, afterwards)), 'notIdentified');
      assert.deepEqual(await ids(), before);
      assert.equal(inFile(), used.value);
      assert.deepEqual(await parts().journal.open(), []);
    });
  }

  it('keeps any other secret of the client from being deleted by a rotation, as it may be that one', async () => {
    const before = await ids();
    for (const { id } of [used, other]) {
      const afterwards = { kind: 'delete', graceMs: 0 } as const;
      assert.equal(await codeOf(rotate(id, afterwards)), 'notIdentified');
    }
    assert.deepEqual(await ids(), before);
    const { ended } = await rotate(other.id, { kind: 'keep' });
    assert.ok(ended);
    assert.equal(inFile(), used.value);
  });

  it('is none whose value is saved and another one: that one can be deleted', async () => {
    const secrets = await stage.service.secrets('clientCredentials', clientId);
    const found = secrets.find(({ id }) => id === other.id);
    assert.ok(found);
    await adopt(other.value, { kind: 'known', secret: found });
    await rotate(other.id, { kind: 'delete', graceMs: 0 });
    await stage.tenant.changesCount();
    assert.equal(await isWorking(other.value), false);
    assert.ok(await isWorking(used.value));
    assert.equal(inFile(), used.value);
  });

  it('that is adopted while a rotation waits keeps the old secret from being deleted', async () => {
    for (const binding of await parts().bindings.ofClient(stage.tenant.tenantId, clientId))
      await parts().bindings.forget(binding);
    await parts().keptSecrets.forget(kept);
    const { operation } = await rotate(used.id, { kind: 'delete', graceMs: HOUR_MS });
    kept = await adopt(used.value, { kind: 'notSure' }, true);
    assert.equal(await codeOf(deleteOldNow(operation, parts(), open())), 'stillBound');
    assert.ok(await isWorking(used.value));
    // Once the user says which one it is, the rotation updates the file and goes on.
    const secrets = await stage.service.secrets('clientCredentials', clientId);
    const found = secrets.find(({ id }) => id === used.id);
    assert.ok(found);
    await adopt(used.value, { kind: 'known', secret: found });
    const [waiting] = await parts().journal.open();
    assert.ok(waiting);
    await deleteOldNow(waiting, parts(), open());
    await stage.tenant.changesCount();
    assert.equal(await isWorking(used.value), false);
    assert.ok(await isWorking(inFile()));
  });

  /** Rotates up to the moment before the new secret is verified in its places. */
  async function stopAfterWriting(): Promise<Operation> {
    let calls = 0;
    const stopping = {
      ...parts(),
      verify: async (credential: Parameters<ReturnType<typeof parts>['verify']>[0]) => {
        calls += 1;
        if (calls > 1) throw new Error('stop here');
        return parts().verify(credential);
      },
    };
    const order = {
      id: randomUUID(),
      ...reference(),
      oldSecretId: kept.secretId,
      description: `new ${randomUUID()}`,
      afterwards: { kind: 'keep' } as const,
    };
    await assert.rejects(startRotation(order, stopping, open()), /stop here/);
    const [operation] = await parts().journal.open();
    return operation ?? assert.fail('nothing was interrupted');
  }

  it('is restored when its rotation is undone, if it still works', async () => {
    const operation = await stopAfterWriting();
    assert.notEqual(inFile(), used.value);
    await undoOperation(operation, parts(), open());
    assert.equal(inFile(), used.value);
    assert.deepEqual(await ids(), [used.id, other.id].toSorted());
    const [binding] = await parts().bindings.ofClient(stage.tenant.tenantId, clientId);
    assert.equal(binding?.secretId, kept.secretId);
  });

  it('is not restored when it was deleted in the meantime', async () => {
    const operation = await stopAfterWriting();
    await stage.service.deleteSecret('clientCredentials', clientId, used.id);
    await stage.tenant.changesCount();
    const written = inFile();
    assert.equal(await codeOf(undoOperation(operation, parts(), open())), 'cannotUndo');
    assert.equal(inFile(), written);
  });

  it('may be held by another host, whatever the number of the secret', () => {
    const elsewhere = [
      { hostId: 'h', bindings: [], kept: [kept], operations: [], isUnclear: false },
      { hostId: 'i', bindings: [], kept: [{ ...kept, secretId: 99 }], operations: [], isUnclear: false },
    ];
    assert.deepEqual(
      holdersOf(elsewhere, used.id).map(({ hostId }) => hostId),
      ['h'],
    );
  });

  it('is held by its location for certain, and perhaps the other ones are', async () => {
    const own = await holdersHere(secret(kept.secretId), parts());
    assert.deepEqual([own.certain.length, own.possible.length], [1, 0]);
    const perhaps = await holdersHere(secret(used.id), parts());
    assert.deepEqual([perhaps.certain.length, perhaps.possible.length], [0, 1]);
  });
});
