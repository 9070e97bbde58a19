import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { KEYRING } from '../../../../src/credentials/delivery/destination.ts';
import { type IssueParts, issueCredential } from '../../../../src/credentials/issuing/issueCredential.ts';
import type { IssueOrder } from '../../../../src/credentials/issuing/issueOrder.ts';
import { HttpDispatcher } from '../../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { ServiceError } from '../../../../src/service/serviceError.ts';
import { machine } from '../../../support/crash/machine.ts';
import { serviceOf } from '../../../support/credentials/sessions.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../support/network/faultyProxy.ts';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { withMethods } from '../../../support/withMethods.ts';

const CLIENTS = /\/ClientCredentialClients$/;
const CLIENT = /\/ClientCredentialClients\/[^/]+$/;
const SECRETS = /\/Secrets$/;

describe('issuing credentials, at the local tenant behind a faulty network', () => {
  const folder = temporaryFolder();
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

  const ordered = (clientId: string, description: string) => ({
    id: randomUUID(),
    resource: proxy.resource,
    tenantId: tenant.tenantId,
    client: { type: 'clientCredentials', id: clientId, name: 'Edge gateway' } as const,
    description,
    destination: { destination: KEYRING, addToGitIgnore: false },
  });

  const clientOrder = (clientId: string = randomUUID()): IssueOrder => ({
    ...ordered(clientId, 'first'),
    kind: 'createClient',
    properties: { roleIds, accessTokenLifetimeSeconds: 60 },
  });

  const secretOrder = (clientId: string, description = 'next'): IssueOrder => ({
    ...ordered(clientId, description),
    kind: 'addSecret',
  });

  const parts = (): IssueParts => ({ ...machine({ root: folder.path, service, dispatcher }), service });

  const issue = async (order: IssueOrder) =>
    (await issueCredential(order, parts(), new AbortController().signal)).credential;

  /** Returns the steps of the operations in the journal. */
  const stepsInJournal = async () => (await parts().journal.open()).map(({ step }) => step);

  async function failure(promise: Promise<unknown>): Promise<CredentialsError | ServiceError> {
    const error = await promise.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof CredentialsError || error instanceof ServiceError, String(error));
    return error;
  }

  it('issues a client and another secret, both of which get tokens', async () => {
    const first = await issue(clientOrder());
    const second = await issue(secretOrder(first.clientId));
    assert.notEqual(second.secretId, first.secretId);
    for (const { clientId, secret } of [first, second]) {
      assert.match(await clientToken(tenant, clientId, secret.reveal()), /^eyJ/);
    }
  });

  it('names the client whose secret got lost with the answer', async () => {
    const clientId = randomUUID();
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'dropAnswer' } });
    const error = await failure(issue(clientOrder(clientId)));
    assert.equal(error.code, 'answerLost');
    assert.deepEqual(error instanceof CredentialsError && error.orphan, {
      type: 'clientCredentials',
      clientId,
    });
    assert.deepEqual(await stepsInJournal(), ['asking']);
  });

  it('reports the failure when no client was created', async () => {
    const clientId = randomUUID();
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'reset' } });
    const error = await failure(issue(clientOrder(clientId)));
    assert.ok(error instanceof ServiceError && error.code === 'unreachable');
    assert.equal((await failure(service.client('clientCredentials', clientId))).code, 'notFound');
  });

  it('reports when the outcome is unknown', async () => {
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'dropAnswer' } });
    proxy.inject({ method: 'GET', path: CLIENT, fault: { kind: 'answer', status: 500 } });
    assert.equal((await failure(issue(clientOrder()))).code, 'outcomeUnknown');
  });

  it('names the secret whose value got lost with the answer', async () => {
    const { clientId, secretId } = await issue(clientOrder());
    proxy.inject({ method: 'POST', path: SECRETS, fault: { kind: 'dropAnswer' } });
    const error = await failure(issue(secretOrder(clientId)));
    assert.equal(error.code, 'answerLost');
    const orphan = error instanceof CredentialsError ? error.orphan : undefined;
    const secrets = await service.secrets('clientCredentials', clientId);
    assert.deepEqual(
      secrets.map(({ id }) => id).filter(id => id !== secretId),
      [orphan?.secretId],
    );
  });

  it('reports the failure when no secret was created', async () => {
    const { clientId } = await issue(clientOrder());
    proxy.inject({ method: 'POST', path: SECRETS, fault: { kind: 'reset' } });
    assert.ok((await failure(issue(secretOrder(clientId)))) instanceof ServiceError);
    assert.equal((await service.secrets('clientCredentials', clientId)).length, 1);
  });

  it('does not request an eleventh secret', async () => {
    const { clientId } = await issue(clientOrder());
    for (let count = 1; count < 10; count += 1) await issue(secretOrder(clientId, `number ${count}`));
    const posts = () => proxy.requests.filter(({ method }) => method === 'POST').length;
    const before = posts();
    assert.equal((await failure(issue(secretOrder(clientId)))).code, 'secretLimitReached');
    assert.equal(posts(), before);
  });

  describe('whenever the service has answered 201', () => {
    const deliveries: Readonly<Record<string, Partial<IssueParts>>> = {
      'is delivered': {},
      'cannot be delivered': { deliver: () => Promise.reject(new Error('disk full')) },
    };
    const abort = new AbortController();
    const cancelling = () =>
      withMethods(service, {
        createClient: (...args) => {
          abort.abort();
          return service.createClient(...args);
        },
      });

    for (const title of [...Object.keys(deliveries), 'was canceled']) {
      it(`the value is saved, and works, although it ${title}`, async () => {
        const isCancelled = title === 'was canceled';
        const work = { ...parts(), ...(isCancelled ? { service: cancelling() } : deliveries[title]) };
        const outcome = await issueCredential(clientOrder(), work, abort.signal);
        assert.equal(outcome.cancelled, isCancelled);
        const { credential } = outcome;
        const value = await parts().keptSecrets.value(credential);
        assert.ok(value);
        assert.match(await clientToken(tenant, credential.clientId, value.reveal()), /^eyJ/);
        assert.deepEqual(await stepsInJournal(), []);
      });
    }
  });
});
