import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { issueCredential } from '../../../../src/credentials/issuing/issueCredential.ts';
import { newClientOrder } from '../../../../src/credentials/issuing/newClientOrder.ts';
import { newSecretOrder } from '../../../../src/credentials/issuing/newSecretOrder.ts';
import {
  decodeKeptSecret,
  KeptSecrets,
  keptSecretKey,
} from '../../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { HttpDispatcher } from '../../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { ServiceError } from '../../../../src/service/serviceError.ts';
import { MemorySecretStore } from '../../../support/credentials/memorySecretStore.ts';
import { NO_JOURNAL } from '../../../support/credentials/noJournal.ts';
import { serviceOf } from '../../../support/credentials/sessions.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../support/network/faultyProxy.ts';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';

const CLIENTS = /\/ClientCredentialClients$/;
const CLIENT = /\/ClientCredentialClients\/[^/]+$/;
const SECRETS = /\/Secrets$/;

describe('orders for credentials, at the local tenant behind a faulty network', () => {
  let tenant: LocalTenant;
  let proxy: FaultyProxy;
  let dispatcher: HttpDispatcher;
  let service: IdentityService;
  let roleIds: readonly string[];

  before(async () => {
    tenant = await startLocalTenant();
  });
  after(() => tenant.stop());
  beforeEach(async () => {
    proxy = await startFaultyProxy(tenant.resource);
    dispatcher = new HttpDispatcher();
    service = serviceOf({ ...tenant, resource: proxy.resource }, dispatcher);
    const roles = await service.roles();
    roleIds = roles.filter(({ name }) => name === 'Tenant Member').map(({ id }) => id);
  });
  afterEach(async () => {
    await dispatcher.dispose();
    await proxy.dispose();
  });

  const place = () => ({ service, resource: proxy.resource, tenantId: tenant.tenantId });

  const clientOrder = (clientId = randomUUID()) =>
    newClientOrder(
      'clientCredentials',
      { name: 'Edge gateway', roleIds, accessTokenLifetimeSeconds: 60, secretDescription: 'first' },
      { ...place(), clientId },
    );

  const secretOrder = (id: string, description = 'next') =>
    newSecretOrder(
      { description },
      { ...place(), client: { type: 'clientCredentials', id, name: 'Edge gateway' } },
    );

  async function failure(promise: Promise<unknown>): Promise<CredentialsError | ServiceError> {
    const error = await promise.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof CredentialsError || error instanceof ServiceError, String(error));
    return error;
  }

  it('issues a client and another secret, both of which get tokens', async () => {
    const first = await clientOrder().create(NO_JOURNAL.begin);
    const second = await secretOrder(first.clientId).create(NO_JOURNAL.begin);
    assert.notEqual(second.secretId, first.secretId);
    for (const { clientId, secret } of [first, second]) {
      assert.match(await clientToken(tenant, clientId, secret.reveal()), /^eyJ/);
    }
  });

  it('names the client whose secret got lost with the answer', async () => {
    const clientId = randomUUID();
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'dropAnswer' } });
    const error = await failure(clientOrder(clientId).create(NO_JOURNAL.begin));
    assert.equal(error.code, 'answerLost');
    assert.deepEqual(error instanceof CredentialsError && error.orphan, {
      type: 'clientCredentials',
      clientId,
    });
  });

  it('says nothing of a client that never came to be', async () => {
    const clientId = randomUUID();
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'reset' } });
    const error = await failure(clientOrder(clientId).create(NO_JOURNAL.begin));
    assert.ok(error instanceof ServiceError && error.code === 'unreachable');
    assert.equal((await failure(service.client('clientCredentials', clientId))).code, 'notFound');
  });

  it('says so when it cannot find out', async () => {
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'dropAnswer' } });
    proxy.inject({ method: 'GET', path: CLIENT, fault: { kind: 'answer', status: 500 } });
    assert.equal((await failure(clientOrder().create(NO_JOURNAL.begin))).code, 'outcomeUnknown');
  });

  it('names the secret whose value got lost with the answer', async () => {
    const { clientId, secretId } = await clientOrder().create(NO_JOURNAL.begin);
    proxy.inject({ method: 'POST', path: SECRETS, fault: { kind: 'dropAnswer' } });
    const error = await failure(secretOrder(clientId).create(NO_JOURNAL.begin));
    assert.equal(error.code, 'answerLost');
    const orphan = error instanceof CredentialsError ? error.orphan : undefined;
    const secrets = await service.secrets('clientCredentials', clientId);
    assert.deepEqual(
      secrets.map(({ id }) => id).filter(id => id !== secretId),
      [orphan?.secretId],
    );
  });

  it('says nothing of a secret that never came to be', async () => {
    const { clientId } = await clientOrder().create(NO_JOURNAL.begin);
    proxy.inject({ method: 'POST', path: SECRETS, fault: { kind: 'reset' } });
    assert.ok((await failure(secretOrder(clientId).create(NO_JOURNAL.begin))) instanceof ServiceError);
    assert.equal((await service.secrets('clientCredentials', clientId)).length, 1);
  });

  it('asks for no eleventh secret', async () => {
    const { clientId } = await clientOrder().create(NO_JOURNAL.begin);
    for (let count = 1; count < 10; count += 1)
      await secretOrder(clientId, `number ${count}`).create(NO_JOURNAL.begin);
    const posts = () => proxy.requests.filter(({ method }) => method === 'POST').length;
    const before = posts();
    assert.equal((await failure(secretOrder(clientId).create(NO_JOURNAL.begin))).code, 'secretLimitReached');
    assert.equal(posts(), before);
  });

  describe('whenever the service has answered 201', () => {
    const folder = temporaryFolder();
    const deliveries = {
      'is delivered': async () => '.env',
      'cannot be delivered': () => Promise.reject(new Error('disk full')),
      'is cancelled meanwhile': 'cancel',
    } as const;

    for (const [title, deliver] of Object.entries(deliveries)) {
      it(`the value is in the keyring, and works, although it ${title}`, async () => {
        const store = new MemorySecretStore();
        const keptSecrets = new KeptSecrets(
          store,
          new RecordFolder(folder.path, decodeKeptSecret, randomUUID),
        );
        const abort = new AbortController();
        const order = clientOrder();
        const cancelling = {
          create: () => {
            if (deliver === 'cancel') abort.abort();
            return order.create(NO_JOURNAL.begin);
          },
        };
        const parts = {
          keptSecrets,
          journal: NO_JOURNAL,
          now: () => new Date(),
          ...(deliver === 'cancel' ? {} : { deliver }),
        };
        const { credential } = await issueCredential<string>(cancelling, parts, abort.signal);
        const value = store.values.get(keptSecretKey(credential));
        assert.ok(value);
        assert.match(await clientToken(tenant, credential.clientId, value), /^eyJ/);
      });
    }
  });
});
