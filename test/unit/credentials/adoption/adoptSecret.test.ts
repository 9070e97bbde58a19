import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  type Adopted,
  type AdoptedLocation,
  type AdoptionOrder,
  type AdoptionParts,
  adoptSecret,
} from '../../../../src/credentials/adoption/adoptSecret.ts';
import { noteReplaced, noteRestored } from '../../../../src/credentials/adoption/replacedValue.ts';
import { compareSaved } from '../../../../src/credentials/adoption/savedValues.ts';
import { listSecrets } from '../../../../src/credentials/adoption/secretChoice.ts';
import { type FoundSecretOf, tryAdoption } from '../../../../src/credentials/adoption/tryAdoption.ts';
import { locationsOf } from '../../../../src/credentials/adoption/valueLocations.ts';
import { serviceAsClient } from '../../../../src/credentials/connections/selfService.ts';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import type { ClientFacts } from '../../../../src/credentials/projectCredential.ts';
import type { FileBinding } from '../../../../src/credentials/records/bindings.ts';
import { decodeKeptSecret, KeptSecrets } from '../../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { proves } from '../../../../src/credentials/records/secretProof.ts';
import { serviceTime } from '../../../../src/credentials/verification/serviceTime.ts';
import { verifyCredential } from '../../../../src/credentials/verification/verifyCredential.ts';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { readCredentials } from '../../../../src/projectFiles/search/readCredentials.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { codeOf, operationsStage } from '../../../support/crash/operationsStage.ts';
import { MemorySecretStore } from '../../../support/credentials/memorySecretStore.ts';
import { sessionSurroundings } from '../../../support/credentials/sessions.ts';
import { REFUSING_PORT } from '../../../support/network/freePort.ts';
import { type ApiCaller, administratorCaller, createdClient } from '../../localTenant/apiCaller.ts';

/** A secret of the service, with its value. */
interface Issued {
  readonly id: number;
  readonly value: SecretText;
}

describe('adopting a secret', () => {
  const stage = operationsStage();
  const { folder, parts } = stage;
  let call: ApiCaller;
  let clientId: string;
  let first: Issued;

  before(async () => {
    call = await administratorCaller(stage.tenant);
  });
  beforeEach(async () => {
    const created = await createdClient(call, { Name: 'Gateway', SecretDescription: 'first' });
    clientId = created.Client.Id;
    first = { id: created.Id, value: new SecretText(created.Secret) };
    await stage.tenant.changesCount();
  });

  const at = (name: string) => path.join(folder.path, 'project', name);
  const put = (name: string, text: string): string => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
    return at(name);
  };
  const found = (value: SecretText): FoundSecretOf => ({
    resource: stage.tenant.resource,
    tenantId: stage.tenant.tenantId,
    client: { type: 'clientCredentials', id: clientId, name: 'Gateway' },
    value,
  });
  const clientIds = () => ({ tenantId: stage.tenant.tenantId, clientId });
  const another = async (description: string, others: Record<string, unknown> = {}): Promise<Issued> => {
    const below = `/ClientCredentialClients/${clientId}/Secrets`;
    const { status, body } = await call('POST', below, {
      Description: description,
      Expires: false,
      ...others,
    });
    assert.equal(status, 201, JSON.stringify(body));
    await stage.tenant.changesCount();
    return { id: body.Id, value: new SecretText(body.Secret) };
  };
  const secretsOf = () => stage.service.secrets('clientCredentials', clientId);
  const known = async (id: number): Promise<AdoptionOrder['identity']> => {
    const secret = (await secretsOf()).find(each => each.id === id);
    return { kind: 'known', secret: secret ?? assert.fail(String(id)) };
  };
  const adopt = (
    value: SecretText,
    others: Partial<AdoptionOrder> = {},
    given: Partial<AdoptionParts> = {},
  ) =>
    adoptSecret(
      {
        ...found(value),
        identity: { kind: 'notSure' },
        locations: [],
        notSureDescription: 'not sure',
        replacesSaved: false,
        ...others,
      },
      { ...parts(), newNumber: () => randomInt(1, 2 ** 47), ...given },
    );
  const done = (adopted: Adopted) => (adopted.kind === 'differs' ? assert.fail('it differs') : adopted);
  const location = (file: string, key = 'ADH_CLIENT_SECRET'): AdoptedLocation => ({
    file,
    folder: folder.path,
    clientIdKey: ['ADH_CLIENT_ID'],
    clientSecretKey: [key],
  });
  const bindings = async () =>
    (await parts().bindings.ofClient(stage.tenant.tenantId, clientId)) as readonly FileBinding[];
  /** Everything that adopting could have changed. */
  const recorded = async () => [await parts().keptSecrets.ofClient(clientIds()), await bindings()];

  describe('tries it first', () => {
    const facts = async (): Promise<ClientFacts> => {
      const secrets = await secretsOf();
      return { kind: 'client', name: 'Gateway', enabled: true, secrets };
    };
    const attempt = (of: FoundSecretOf, given: Partial<Parameters<typeof tryAdoption>[1]> = {}) =>
      tryAdoption(
        of,
        {
          verify: (credential, signal) => verifyCredential(credential, stage.dispatcher, signal),
          facts,
          serviceTime: (resource, signal) => serviceTime(resource, stage.dispatcher, signal),
          now: () => new Date(),
          ...given,
        },
        new AbortController().signal,
      );

    it('which works, and tells the time of the service', async () => {
      const trial = await attempt(found(first.value));
      assert.ok(trial.kind === 'works');
      assert.equal(trial.verified.tenantId, stage.tenant.tenantId);
      assert.ok(trial.serviceTime);
    });

    it('which is refused when it is wrong, or was deleted', async () => {
      const deleted = await another('deleted');
      await call('DELETE', `/ClientCredentialClients/${clientId}/Secrets/${deleted.id}`);
      await stage.tenant.changesCount();
      for (const value of [new SecretText('wrong'), deleted.value]) {
        const trial = await attempt(found(value));
        assert.equal(trial.kind === 'refused' && trial.cause, 'wrongSecret');
      }
      assert.deepEqual(await recorded(), [[], []]);
    });

    it('which is refused when it has expired', async () => {
      const expired = await another('expired', { Expires: true, Expiration: '2020-01-01' });
      const trial = await attempt(found(expired.value));
      assert.ok(trial.kind === 'refused' && trial.client.kind === 'client');
      assert.ok(trial.client.secrets.some(({ id, expiresAt }) => id === expired.id && expiresAt));
    });

    it('which is refused when its client is disabled, or gone', async () => {
      const disabled = await attempt(
        { ...found(new SecretText('wrong')) },
        { facts: async () => ({ kind: 'client', name: '', enabled: false, secrets: [] }) },
      );
      assert.equal(disabled.kind === 'refused' && disabled.cause, 'clientDisabled');
      const gone = await attempt(found(new SecretText('wrong')), { facts: async () => ({ kind: 'gone' }) });
      assert.equal(gone.kind === 'refused' && gone.cause, 'clientGone');
    });

    it('which is refused when its token is for another tenant', async () => {
      const trial = await attempt({
        ...found(first.value),
        tenantId: '00000000-0000-4000-8000-000000000000',
      });
      assert.ok(trial.kind === 'refused' && trial.cause === 'otherTenant');
      assert.equal(trial.tenantId, stage.tenant.tenantId);
    });

    it('which remains unclear when the service cannot be reached', async () => {
      const resource = `http://127.0.0.1:${REFUSING_PORT}`;
      const trial = await attempt({ ...found(first.value), resource });
      assert.equal(trial.kind, 'unclear');
    });

    it('which the user can cancel', async () => {
      const abort = new AbortController();
      const trial = tryAdoption(
        found(first.value),
        {
          verify: async () => {
            abort.abort();
            throw new Error('aborted');
          },
          facts,
          serviceTime: async () => undefined,
          now: () => new Date(),
        },
        abort.signal,
      );
      assert.equal(await codeOf(trial), 'cancelled');
    });
  });

  describe('lists the secrets that it can be', () => {
    const asClient = (client: Parameters<typeof serviceAsClient>[0]) =>
      serviceAsClient(client, sessionSurroundings(stage.dispatcher));
    const ids = (secrets: readonly { readonly id: number }[] | undefined) => secrets?.map(({ id }) => id);
    const signedOut = () => Promise.reject(new CredentialsError('signedOut'));

    it('with the account of the user', async () => {
      const refuse = () => assert.fail('the client was asked');
      const secrets = await listSecrets(found(first.value), {
        account: async () => stage.service,
        asClient: refuse,
      });
      assert.deepEqual(ids(secrets), [first.id]);
    });

    it('with the client itself when the role of the account does not allow it, or no one is signed in', async () => {
      const other = await createdClient(call, { Name: 'Member', SecretDescription: 'x' });
      await stage.tenant.changesCount();
      const member = asClient({
        resource: stage.tenant.resource,
        tenantId: stage.tenant.tenantId,
        clientId: other.Client.Id,
        secret: new SecretText(other.Secret),
      });
      for (const account of [async () => member, signedOut])
        assert.deepEqual(ids(await listSecrets(found(first.value), { account, asClient })), [first.id]);
    });

    it('not at all when no role allows it: a hybrid client cannot list its own', async () => {
      const hybrid = { ...found(first.value), client: { type: 'hybrid', id: clientId, name: '' } as const };
      const refuse = () => assert.fail('the client was asked');
      assert.equal(await listSecrets(hybrid, { account: signedOut, asClient: refuse }), undefined);
    });

    it('not at all when the client itself is refused, too', async () => {
      const parties = { account: signedOut, asClient };
      assert.equal(await listSecrets(found(new SecretText('wrong')), parties), undefined);
    });

    it('unless the service cannot be asked', async () => {
      const failure = new Error('down');
      await assert.rejects(
        listSecrets(found(first.value), { account: () => Promise.reject(failure), asClient }),
        failure,
      );
    });
  });

  it('saves it with what the service says of it, and records the locations that have it', async () => {
    const text = `ADH_CLIENT_ID=${clientId}\nADH_CLIENT_SECRET=${first.value.reveal()}\n`;
    const file = put('.env', text);
    const adopted = done(
      await adopt(first.value, { identity: await known(first.id), locations: [location(file)] }),
    );
    assert.equal(adopted.kind, 'saved');
    const [kept, ...others] = await parts().keptSecrets.ofClient(clientIds());
    assert.ok(kept);
    assert.deepEqual(others, []);
    assert.equal(kept.secretId, first.id);
    assert.equal(kept.description, 'first');
    assert.equal(kept.clientName, 'Gateway');
    assert.equal(kept.isAdopted, true);
    assert.ok((await parts().keptSecrets.value(kept))?.equals(first.value));
    const [binding, ...more] = await bindings();
    assert.deepEqual(more, []);
    assert.equal(binding?.file, file);
    assert.equal(binding?.secretId, first.id);
    assert.ok(binding?.proof && proves(binding.proof, first.value));
    assert.equal(fs.readFileSync(file, 'utf8'), text, 'the file stays as it is');
  });

  it('records no location that has another value by now, or is gone', async () => {
    const file = put('.env', 'ADH_CLIENT_SECRET=changed-by-someone\n');
    const gone = location(at('gone.env'));
    const adopted = done(
      await adopt(first.value, { identity: await known(first.id), locations: [location(file), gone] }),
    );
    assert.deepEqual(adopted.bound, []);
    assert.deepEqual(adopted.left, [location(file), gone]);
    assert.deepEqual(await bindings(), []);
  });

  it('says that the same value is saved already, and still records its locations', async () => {
    await adopt(first.value, { identity: await known(first.id) });
    const before = await parts().keptSecrets.ofClient(clientIds());
    const file = put('.env', `ADH_CLIENT_SECRET=${first.value.reveal()}\n`);
    const again = done(await adopt(first.value, { locations: [location(file)] }));
    assert.equal(again.kind, 'savedAlready');
    assert.equal(again.kept.secretId, first.id);
    assert.deepEqual(await parts().keptSecrets.ofClient(clientIds()), before);
    assert.deepEqual(
      (await bindings()).map(({ secretId }) => secretId),
      [first.id],
    );
  });

  it('changes nothing when another value is saved for the secret, until the user agrees', async () => {
    const second = await another('second');
    const file = put('.env', `ADH_CLIENT_SECRET=${second.value.reveal()}\n`);
    // The user has taken the value of the second secret for the first one.
    await adopt(second.value, { identity: await known(first.id), locations: [location(file)] });
    const before = await recorded();
    const differs = await adopt(first.value, { identity: await known(first.id) });
    assert.equal(differs.kind, 'differs');
    assert.deepEqual(await recorded(), before);

    const replaced = done(await adopt(first.value, { identity: await known(first.id), replacesSaved: true }));
    assert.equal(replaced.kind, 'replaced');
    assert.ok((await parts().keptSecrets.value({ ...clientIds(), secretId: first.id }))?.equals(first.value));
    const { same } = await compareSaved(clientIds(), second.value, parts().keptSecrets);
    assert.ok(same && same.secretId < 0, 'the value before is still saved, as one of an unknown secret');
    assert.deepEqual(
      (await bindings()).map(({ secretId }) => secretId),
      [same.secretId],
      'its location goes with it',
    );
  });

  it('tells two secrets with the same description by their numbers', async () => {
    const twin = await another('first');
    await adopt(twin.value, { identity: await known(twin.id) });
    await adopt(first.value, { identity: await known(first.id) });
    for (const { id, value } of [first, twin])
      assert.ok((await parts().keptSecrets.value({ ...clientIds(), secretId: id }))?.equals(value));
  });

  it('keeps several values of unknown secrets apart, and each once', async () => {
    const second = await another('second');
    for (const value of [first.value, second.value, first.value]) await adopt(value);
    const kept = await parts().keptSecrets.ofClient(clientIds());
    assert.equal(kept.length, 2);
    assert.ok(kept.every(({ secretId, expiresAt }) => secretId < 0 && expiresAt === undefined));
  });

  it('gives an unknown secret its number when the user says later which one it is', async () => {
    await another('second');
    const file = put('.env', `ADH_CLIENT_SECRET=${first.value.reveal()}\n`);
    await adopt(first.value, { locations: [location(file)] });
    assert.ok((await bindings()).every(({ secretId }) => secretId < 0));
    const again = done(await adopt(first.value, { identity: await known(first.id) }));
    assert.equal(again.kind, 'identified');
    const kept = await parts().keptSecrets.ofClient(clientIds());
    assert.deepEqual(
      kept.map(({ secretId }) => secretId),
      [first.id],
    );
    assert.deepEqual(
      (await bindings()).map(({ secretId }) => secretId),
      [first.id],
    );
  });

  it('saves nothing when secret storage refuses, and records no location', async () => {
    const file = put('.env', `ADH_CLIENT_SECRET=${first.value.reveal()}\n`);
    for (const fault of ['refuses', 'forgets'] as const) {
      const store = new MemorySecretStore();
      store.fault = fault;
      const records = new RecordFolder(path.join(folder.path, 'kept'), decodeKeptSecret, randomUUID);
      const keptSecrets = new KeptSecrets(store, records);
      const order = { identity: await known(first.id), locations: [location(file)] };
      assert.equal(await codeOf(adopt(first.value, order, { keptSecrets })), 'keyringRefused');
    }
    assert.deepEqual(await recorded(), [[], []]);
  });

  it('finds the same value in other files of the project, for the same client only', async () => {
    const value = first.value.reveal();
    const other = '6d0a93c5-4f3f-4bd1-8a15-c3d5f1f8e1aa';
    const names = ['.env', 'appsettings.json', 'other.json', 'config.yml', 'token.ps1', 'changed.toml'];
    put('.env', `ADH_CLIENT_ID=${clientId}\nADH_CLIENT_SECRET=${value}\n`);
    put('appsettings.json', JSON.stringify({ ClientId: clientId.toUpperCase(), ClientSecret: value }));
    put('other.json', JSON.stringify({ ClientId: other, ClientSecret: value }));
    put('config.yml', `connect:\n  clientId: ${clientId}\n  clientSecret: &s ${value}\nother: *s\n`);
    put('token.ps1', `$clientId = '${clientId}'\n$clientSecret = '${value}'\n`);
    put('changed.toml', `[connect]\nclient_id = "${clientId}"\nclient_secret = "${value}x"\n`);
    const { files } = await readCredentials(path.dirname(at('.env')), {
      access: diskAccess,
      files: names.map(name => ({ path: at(name), kind: 'settings' })),
      known: { values: [stage.tenant], clientIds: new Set([clientId, other]) },
      userSecrets: { home: folder.path, platform: process.platform, appData: undefined },
    });
    const all = files.flatMap(({ path: file, relativePath, credentials }) =>
      credentials.map(each => ({ file, folder: folder.path, relativePath, found: each })),
    );
    const locations = await locationsOf(first.value, clientId, all, diskAccess);
    assert.deepEqual(
      locations.map(({ relativePath, isWritable }) => [relativePath, isWritable]),
      [
        ['.env', true],
        ['appsettings.json', true],
        ['config.yml', false],
        ['token.ps1', false],
      ],
    );
  });

  it('records what a reference does to a location, and that it was undone', async () => {
    const file = put('.env', `ADH_CLIENT_SECRET=${first.value.reveal()}\n`);
    const { kept } = done(
      await adopt(first.value, { identity: await known(first.id), locations: [location(file)] }),
    );
    await noteReplaced(location(file), kept, { kind: 'launchVariable' }, parts());
    assert.deepEqual(
      (await bindings()).map(({ secretId, proof }) => [secretId, proof]),
      [[first.id, undefined]],
      'this extension puts the secret in',
    );
    await noteReplaced(location(file), kept, { kind: 'environment' }, parts());
    assert.deepEqual(await bindings(), [], 'nothing of the secret is there');
    await noteRestored(location(file), kept, first.value, parts());
    const [binding] = await bindings();
    assert.ok(binding?.proof && proves(binding.proof, first.value));
  });
});
