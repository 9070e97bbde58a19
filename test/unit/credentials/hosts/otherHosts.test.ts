import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { savedWithoutRecord } from '../../../../src/credentials/hosts/savedWithoutRecord.ts';
import { deleteOldNow } from '../../../../src/credentials/operations/endGracePeriod.ts';
import { finishOperation, undoOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import { startRotation } from '../../../../src/credentials/operations/startRotation.ts';
import { Bindings, decodeBinding } from '../../../../src/credentials/records/bindings.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { FolderSecretStore } from '../../../support/crash/folderSecretStore.ts';
import { machine } from '../../../support/crash/machine.ts';
import { codeOf, operationsStage, rotationOrder } from '../../../support/crash/operationsStage.ts';
import { type Scene, setScene, works } from '../../../support/crash/scene.ts';

const open = () => new AbortController().signal;

describe('a rotation while other hosts share secret storage', () => {
  const stage = operationsStage();
  const at = (name: string) => path.join(stage.folder.path, name);
  const secrets = () => at('secrets');
  const host = (name: string) => machine({ ...stage, root: at(name), secrets: secrets(), hostName: name });
  const newScene = () =>
    setScene(at('laptop'), 'rotate', { ...stage, secrets: secrets(), hostName: 'laptop' });
  const referenceOf = ({ work }: Scene, secretId = work.oldSecretId ?? 0) => ({
    tenantId: work.tenantId,
    clientId: work.client.id,
    secretId,
  });
  const idOf = (name: string) => host(name).hosts.ownId();
  const secretIds = (scene: Scene) => stage.secretIds(scene);

  /** Has another host write the scene's secret to a file of its own. */
  async function deliverOn(name: string, scene: Scene): Promise<string> {
    const { work, clientSecret } = scene;
    const file = at(`${name}/project/.env`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const value = await host(name).keptSecrets.value(referenceOf(scene));
    assert.equal(value?.reveal(), clientSecret, 'the value is where all hosts find it');
    const { destination } = work.destination;
    assert.ok(destination.kind === 'projectFile');
    const target = { ...destination.target, path: file, folder: path.dirname(file) };
    const credential = {
      ...referenceOf(scene),
      resource: work.resource,
      clientName: work.client.name,
      secret: value,
    };
    await host(name).deliver(credential, {
      addToGitIgnore: false,
      destination: { kind: 'projectFile', target },
    });
    return file;
  }

  it('does not delete what a file on another host has, and names host and file', async () => {
    const scene = await newScene();
    const file = await deliverOn('WSL: Ubuntu', scene);
    const { operation, ended } = await startRotation(rotationOrder(scene, 0), host('laptop'), open());
    assert.equal(ended, false);
    assert.equal(operation.step, 'waiting');
    assert.equal((await secretIds(scene)).length, 2);
    assert.ok(await works(stage.tenant, scene.work.client.id, scene.clientSecret));

    const [elsewhere, ...more] = await host('laptop').hosts.others(referenceOf(scene));
    assert.deepEqual(more, []);
    assert.equal(elsewhere?.name, 'WSL: Ubuntu');
    const [binding] = elsewhere.bindings;
    assert.ok(binding?.kind === 'file');
    assert.equal(binding.file, file);
    assert.deepEqual(binding.clientSecretKey, ['ADH_CLIENT_SECRET']);

    const undecided = deleteOldNow(operation, host('laptop'), open());
    await assert.rejects(undecided, { code: 'heldElsewhere', place: 'WSL: Ubuntu' });
    assert.equal((await secretIds(scene)).length, 2);
    assert.equal((await host('laptop').journal.get(operation.id))?.step, 'waiting');

    const acceptedHosts = [await idOf('WSL: Ubuntu')];
    const conclusion = await deleteOldNow({ ...operation, acceptedHosts }, host('laptop'), open());
    assert.equal(conclusion.ended, true);
    assert.deepEqual(await secretIds(scene), [operation.newSecretId]);
  });

  it('deletes at once when the other host no longer holds it', async () => {
    const scene = await newScene();
    await deliverOn('WSL: Ubuntu', scene);
    const other = host('WSL: Ubuntu');
    for (const binding of await other.bindings.ofClient(scene.work.tenantId, scene.work.client.id))
      await other.bindings.forget(binding);
    const conclusion = await startRotation(rotationOrder(scene, 0), host('laptop'), open());
    assert.equal(conclusion.ended, true);
    assert.equal((await secretIds(scene)).length, 1);
  });

  it('deletes nothing after a crash, either, about which the user has not decided', async () => {
    const scene = await newScene();
    const { operation } = await startRotation(rotationOrder(scene, 1000), host('laptop'), open());
    await deliverOn('WSL: Ubuntu', scene);
    const laptop = host('laptop');
    // Killed between the decision and the request.
    await laptop.journal.put({ ...operation, step: 'deleting', afterwards: { kind: 'delete', graceMs: 0 } });
    const conclusion = await finishOperation(operation, laptop, open());
    assert.equal(conclusion.operation.step, 'waiting');
    assert.equal((await secretIds(scene)).length, 2);
  });

  it('asks about a host of which not everything can be read, or that is not known', async () => {
    const scene = await newScene();
    const { tenantId, client } = scene.work;
    const store = new FolderSecretStore(secrets());
    const unreadable: Readonly<Record<string, readonly [string, string]>> = {
      damaged: [`hosts/unknown/binding/abc/${tenantId}/${client.id}`, '{"kind":"file"'],
      'of a later version': [`hosts/unknown/cloud/abc/${tenantId}/${client.id}`, '{}'],
    };
    for (const [title, [key, text]] of Object.entries(unreadable)) {
      await store.store(key, text);
      const [elsewhere] = await host('laptop').hosts.others(referenceOf(scene));
      assert.equal(elsewhere?.isUnclear, true, title);
      assert.equal(elsewhere.name, undefined);
      await store.delete(key);
    }
    const [[key, text] = ['', '']] = Object.values(unreadable);
    await store.store(key, text);
    const { operation, ended } = await startRotation(rotationOrder(scene, 0), host('laptop'), open());
    assert.equal(ended, false);
    const decided = deleteOldNow({ ...operation, acceptedHosts: ['unknown'] }, host('laptop'), open());
    assert.equal((await decided).ended, true);
  });

  it('asks when it cannot be found out which hosts there are', async () => {
    const scene = await newScene();
    const others = async () => {
      const broken = Object.assign(new FolderSecretStore(secrets()), {
        keys: () => Promise.reject(new Error('not supported')),
      });
      const { HostIndex } = await import('../../../../src/credentials/hosts/hostIndex.ts');
      const warn = () => {};
      const ownId = async () => 'laptop';
      return new HostIndex({ store: broken, ownId, name: 'laptop', now: () => new Date(), warn }).others(
        referenceOf(scene),
      );
    };
    const blind = { ...host('laptop'), hosts: { others } };
    const { operation, ended } = await startRotation(rotationOrder(scene, 0), blind, open());
    assert.equal(ended, false);
    assert.equal(await codeOf(deleteOldNow(operation, blind, open())), 'heldElsewhere');
    const decided = await deleteOldNow({ ...operation, acceptedHosts: ['*'] }, blind, open());
    assert.equal(decided.ended, true);
  });

  it('is refused while one on another host has not ended, and names host and time', async () => {
    const scene = await newScene();
    const laptop = host('laptop');
    const { operation } = await startRotation(rotationOrder(scene, 60_000), laptop, open());
    const other = host('container');
    const again = rotationOrder(scene, 0);
    await assert.rejects(startRotation(again, other, open()), (error: unknown) => {
      assert.ok(error instanceof CredentialsError && error.code === 'rotationOnHost');
      assert.deepEqual(error.holder, { host: 'laptop', since: operation.startedAt });
      return true;
    });
    // The new secret can be rotated while the old one waits.
    const ofNew = { ...again, oldSecretId: operation.newSecretId ?? 0 };
    assert.equal((await startRotation(ofNew, other, open())).operation.kind, 'rotate');
    // The other host no longer exists.
    const acceptedHosts = [await idOf('laptop')];
    await startRotation({ ...rotationOrder(scene, 60_000), acceptedHosts }, other, open());
  });

  it('is refused while another host works on the client at this moment', async () => {
    const scene = await newScene();
    const { tenantId, client } = scene.work;
    await host('container').journal.exclusively({ tenantId, client }, async () => {
      const refused = startRotation(rotationOrder(scene, 0), host('laptop'), open());
      assert.equal(await codeOf(refused), 'busyOnHost');
    });
    assert.equal((await startRotation(rotationOrder(scene, 0), host('laptop'), open())).ended, true);
  });

  it('is not undone when another host has begun to use the new secret', async () => {
    const scene = await newScene();
    const { operation } = await startRotation(rotationOrder(scene, 60_000), host('laptop'), open());
    const record = await host('laptop').keptSecrets.record(referenceOf(scene, operation.newSecretId));
    assert.ok(record);
    await host('container').keptSecrets.adopt(record);
    assert.equal(await codeOf(undoOperation(operation, host('laptop'), open())), 'heldElsewhere');
    assert.equal((await secretIds(scene)).length, 2);
    await host('container').keptSecrets.forget(record);
  });

  it('does not delete a secret to make room that another host holds', async () => {
    const scene = await newScene();
    await deliverOn('container', scene);
    const { client } = scene.work;
    const more = await Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        stage.service.addSecret(client.type, client.id, { description: `number ${index}` }),
      ),
    );
    const order = {
      ...rotationOrder(scene, 0, more[0]?.id),
      removedSecretId: referenceOf(scene).secretId,
    };
    assert.equal(await codeOf(startRotation(order, host('laptop'), open())), 'heldElsewhere');
    assert.equal((await secretIds(scene)).length, 10);
  });
});

describe('the index of hosts', () => {
  const stage = operationsStage();
  const at = (name: string) => path.join(stage.folder.path, name);
  const host = (name: string) =>
    machine({ ...stage, root: at(name), secrets: at('secrets'), hostName: name });
  const newScene = () => setScene(at('laptop'), 'rotate', { ...stage, secrets: at('secrets') });

  it('has no value, and no hash of one', async () => {
    const scene = await newScene();
    await startRotation(rotationOrder(scene, 60_000), host('laptop'), new AbortController().signal);
    const store = new FolderSecretStore(at('secrets'));
    const keys = await store.keys();
    const values = await Promise.all(
      keys.filter(key => key.startsWith('kept/')).map(async key => (await store.get(key)) ?? ''),
    );
    assert.equal(values.length, 2);
    const told = keys.filter(key => key.startsWith('hosts/'));
    assert.ok(told.length > 5);
    for (const key of told) {
      const text = `${key} ${await store.get(key)}`;
      for (const value of values) assert.ok(!text.includes(value), key);
      assert.doesNotMatch(text, /hash|salt|proof/);
    }
    assert.deepEqual(
      keys.filter(key => key.startsWith('leases/')),
      [],
    );
  });

  it('is brought up to date with records that were written, or removed, while it could not be', async () => {
    const scene = await newScene();
    const { tenantId, client } = scene.work;
    const reference = { tenantId, clientId: client.id };
    const before = await host('container').hosts.others(reference);
    assert.equal(before[0]?.bindings.length, 3);
    // Without a mirror, as before there was one.
    const plain = new RecordFolder(at('laptop/bindings'), decodeBinding, randomUUID);
    const [first, second] = await new Bindings(plain).ofClient(tenantId, client.id);
    assert.ok(first && second?.kind === 'file');
    await new Bindings(plain).forget(first);
    await new Bindings(plain).note({ ...second, clientSecretKey: ['ANOTHER'] });
    const mirrored = new RecordFolder(
      at('laptop/bindings'),
      decodeBinding,
      randomUUID,
      () => {},
      host('laptop').hosts.mirror('binding'),
    );
    await mirrored.reflect();
    const [after] = await host('container').hosts.others(reference);
    assert.deepEqual(
      after?.bindings.map(each => (each.kind === 'file' ? each.clientSecretKey?.[0] : each.kind)).toSorted(),
      (await new Bindings(plain).ofClient(tenantId, client.id))
        .map(each => (each.kind === 'file' ? each.clientSecretKey?.[0] : each.kind))
        .toSorted(),
    );
    // What is damaged may still be true.
    const [name = ''] = fs.readdirSync(at('laptop/bindings'));
    fs.writeFileSync(at(`laptop/bindings/${name}`), '{');
    await mirrored.reflect();
    assert.equal((await host('container').hosts.others(reference))[0]?.bindings.length, 3);
  });

  it('follows a location that gets the secret of another client', async () => {
    const { hosts } = host('laptop');
    const records = new RecordFolder(
      at('laptop/bindings'),
      decodeBinding,
      randomUUID,
      () => {},
      hosts.mirror('binding'),
    );
    const binding = {
      kind: 'store',
      tenantId: 't',
      clientId: 'one',
      secretId: 1,
      order: { id: 'vault', place: { path: 'secret/x', key: 'K' } },
      writtenAt: '2026-11-24T00:00:00Z',
    } as const;
    await new Bindings(records).note(binding);
    await new Bindings(records).note({ ...binding, clientId: 'other' });
    const other = host('container').hosts;
    assert.equal((await other.others({ tenantId: 't', clientId: 'one' })).length, 0);
    assert.equal((await other.others({ tenantId: 'T', clientId: 'OTHER' })).length, 1);
    await other.forget(await hosts.ownId());
    assert.deepEqual(await other.everything(), []);
  });

  it('gives the windows of one host one id, and another one to a container that was built anew', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => host('container').hosts.ownId()));
    assert.equal(new Set(ids).size, 1);
    fs.rmSync(at('container'), { recursive: true });
    assert.notEqual(await host('container').hosts.ownId(), ids[0]);
  });

  it('keeps what a container knew that was built anew, so that its saved secrets can be used again', async () => {
    const scene = await newScene();
    const lost = await host('laptop').keptSecrets.all();
    fs.rmSync(at('laptop'), { recursive: true });
    const store = new FolderSecretStore(at('secrets'));
    const rebuilt = host('laptop');
    const find = () => savedWithoutRecord({ store, ...rebuilt });
    const [found, ...more] = await find();
    assert.deepEqual(more, []);
    assert.deepEqual(found?.record, lost[0]);
    assert.equal(found?.hosts.length, 1);
    // Also after the old container was forgotten.
    const [old] = await rebuilt.hosts.everything();
    await rebuilt.hosts.forget(old?.hostId ?? '');
    const [bare] = await find();
    assert.equal(bare?.record, undefined);
    assert.equal(bare?.secretId, scene.work.oldSecretId);
    const [record] = lost;
    assert.ok(record);
    await rebuilt.keptSecrets.adopt(record);
    assert.deepEqual(await find(), []);
    assert.deepEqual(await rebuilt.keptSecrets.all(), lost);
    assert.equal((await rebuilt.keptSecrets.value(record))?.reveal(), scene.clientSecret);
  });
});
