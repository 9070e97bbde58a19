import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { serviceAsClient } from '../../../../src/credentials/connections/selfService.ts';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { adoptOldValue } from '../../../../src/credentials/rotation/adoptOldValue.ts';
import { rotationActor } from '../../../../src/credentials/rotation/rotationActor.ts';
import { DiskWriter } from '../../../../src/projectFiles/writing/diskWriter.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { ServiceError } from '../../../../src/service/serviceError.ts';
import { machine } from '../../../support/crash/machine.ts';
import { operationsStage } from '../../../support/crash/operationsStage.ts';
import type { Scene } from '../../../support/crash/scene.ts';
import { sessionSurroundings } from '../../../support/credentials/sessions.ts';

describe('the rotation actor', () => {
  const stage = operationsStage();
  const { folder, parts: here } = stage;
  let scene: Scene;

  beforeEach(async () => {
    scene = await stage.newScene('rotate');
  });

  const acted = () => ({ ...scene.work, step: 'asking' as const });
  const actor = (...connected: readonly (() => Promise<IdentityService>)[]) =>
    rotationActor(acted(), {
      connected: () => connected.map((open, index) => ({ open, resource: `https://service-${index}` })),
      asClient: client => serviceAsClient(client, sessionSurroundings(stage.dispatcher)),
      keptSecrets: here().keptSecrets,
    });
  const signedOut = () => Promise.reject(new CredentialsError('signedOut'));
  const member = async () => {
    // Signed in as another client, which can read its own secrets only.
    const other = await stage.newScene('addSecret', path.join(folder.path, 'other'));
    const [kept] = await machine({ ...stage, root: other.root }).keptSecrets.all();
    assert.ok(kept);
    const secret = await machine({ ...stage, root: other.root }).keptSecrets.value(kept);
    assert.ok(secret);
    return serviceAsClient({ ...kept, secret }, sessionSurroundings(stage.dispatcher));
  };

  it('is the connection when it is allowed to', async () => {
    assert.deepEqual(await actor(async () => stage.service), {
      service: stage.service,
      resource: 'https://service-0',
    });
  });

  it('is the first of several connections that is allowed to, whatever prevents the others', async () => {
    const other = await member();
    const down = () => Promise.reject(new ServiceError('unreachable', {}));
    for (const first of [signedOut, async () => other, down])
      assert.deepEqual(await actor(first, async () => stage.service), {
        service: stage.service,
        resource: 'https://service-1',
      });
  });

  it('is the connection, also when the client was deleted', async () => {
    await stage.service.deleteClient('clientCredentials', scene.work.client.id);
    assert.equal((await actor(async () => stage.service)).service, stage.service);
  });

  it('is the client itself when no one is signed in', async () => {
    for (const connected of [[], [signedOut]]) {
      const found = await actor(...connected);
      assert.equal(found.resource, scene.work.resource);
      const secrets = await found.service.secrets('clientCredentials', scene.work.client.id);
      assert.deepEqual(
        secrets.map(({ id }) => id),
        [scene.work.oldSecretId],
      );
    }
  });

  it('is the client itself when the connection is not allowed to', async () => {
    const other = await member();
    const found = await actor(async () => other);
    assert.notEqual(found.service, other);
    assert.equal((await found.service.secrets('clientCredentials', scene.work.client.id)).length, 1);
  });

  it('is no one, with the error of the connection, when no value is saved', async () => {
    const [kept] = await here().keptSecrets.all();
    assert.ok(kept);
    await here().keptSecrets.forget(kept);
    const other = await member();
    await assert.rejects(
      actor(async () => other),
      (error: ServiceError) => error.code === 'forbidden',
    );
    await assert.rejects(actor(), (error: CredentialsError) => error.code === 'signedOut');
  });

  it('is not the client itself during an outage', async () => {
    const outage = new ServiceError('unreachable', {});
    await assert.rejects(
      actor(() => Promise.reject(outage)),
      outage,
    );
  });

  it('saves a lost value from a file, and from nothing else', async () => {
    const { keptSecrets, bindings } = here();
    const parts = {
      keptSecrets,
      bindings,
      files: new DiskWriter({ storage: path.join(folder.path, 'writes'), newName: () => 'x' }),
    };
    const [kept] = await keptSecrets.all();
    assert.ok(kept);
    fs.rmSync(path.join(folder.path, 'keyring'), { recursive: true });
    const env = path.join(folder.path, 'project/.env');
    const settings = path.join(folder.path, 'project/appsettings.json');
    const before = fs.readFileSync(env, 'utf8');
    fs.rmSync(settings);
    fs.writeFileSync(env, before.replace(scene.clientSecret, 'typed-by-hand'));
    assert.equal(await adoptOldValue(kept, parts), false);
    fs.writeFileSync(env, before);
    assert.equal(await adoptOldValue(kept, parts), true);
    assert.equal((await keptSecrets.value(kept))?.reveal(), scene.clientSecret);
  });
});
