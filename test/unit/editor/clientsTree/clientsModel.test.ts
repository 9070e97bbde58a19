import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/credentials/connection.ts';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { ClientsModel } from '../../../../src/editor/clientsTree/clientsModel.ts';
import type { ClientNode, ClientsNode, TypeNode } from '../../../../src/editor/clientsTree/clientsNode.ts';
import type { ConnectionState } from '../../../../src/editor/clientsTree/connectionState.ts';
import { HttpDispatcher } from '../../../../src/service/httpDispatcher.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../support/faultyProxy.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/localTenant.ts';
import { serviceOf } from '../../../support/sessions.ts';

const SEED = 1100;

describe('the model of the Clients tree, at the local tenant', () => {
  const dispatcher = new HttpDispatcher();
  let tenant: LocalTenant;
  let proxy: FaultyProxy;
  let states: ConnectionState[];
  let changes: (readonly ClientsNode[] | undefined)[];

  before(async () => {
    tenant = await startLocalTenant({ seed: SEED });
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });
  beforeEach(async () => {
    proxy = await startFaultyProxy(tenant.resource);
    states = [];
    changes = [];
  });
  afterEach(() => proxy.dispose());

  const connection = (name: string, resource = proxy.resource): Connection => ({
    name,
    kind: 'service',
    resource,
    tenantId: tenant.tenantId,
    signIn: { method: 'client', clientId: tenant.clientId },
  });

  const openService = async (each: Connection): Promise<IdentityService> =>
    serviceOf({ ...tenant, resource: each.resource }, dispatcher);

  function model(connections: readonly Connection[], service = openService): ClientsModel {
    return new ClientsModel({
      connections: () => connections,
      service,
      changed: nodes => changes.push(nodes),
      stateChanged: state => states.push(state),
    });
  }

  async function typeNode(of: ClientsModel): Promise<TypeNode> {
    const [node] = await of.children();
    assert.ok(node?.kind === 'type');
    return node;
  }

  const kinds = (nodes: readonly ClientsNode[]): readonly string[] => [
    ...new Set(nodes.map(({ kind }) => kind)),
  ];

  it('shows clients page by page, each once', async () => {
    const clients = model([connection('Only')]);
    assert.deepEqual(kinds(await clients.children()), ['type']);
    assert.deepEqual(states, ['ready']);
    const node = await typeNode(clients);
    const first = await clients.children(node);
    assert.equal(first.length, 1001);
    assert.equal(first.at(-1)?.kind, 'loadMore');
    await clients.loadMore(node);
    assert.deepEqual(changes.at(-1), [node]);
    const all = await clients.children(node);
    const { shown, total } = clients.counts(node);
    assert.equal(shown, total);
    assert.equal(all.length, total);
    assert.deepEqual(kinds(all), ['client']);
    assert.equal(new Set(all.map(each => each.kind === 'client' && each.client.id)).size, total);
    clients.dispose();
  });

  it('learns the health of the first clients by itself, and of others when they are opened', async () => {
    const clients = model([connection('Only')]);
    const children = await clients.children(await typeNode(clients));
    const first = children[0] as ClientNode;
    const far = children[900] as ClientNode;
    while (!clients.knownSecrets(first)) await new Promise(resolve => setTimeout(resolve, 5));
    assert.equal(clients.knownSecrets(far), undefined);
    const secrets = await clients.children(far);
    assert.equal(clients.knownSecrets(far)?.length, secrets.length);
    assert.ok(changes.some(nodes => nodes?.includes(far)));
    clients.dispose();
  });

  const failing = (error: unknown) => () => Promise.reject(error);
  const states403 = { kind: 'answer', status: 403 } as const;

  it('tells the states apart that have nothing to show', async () => {
    assert.deepEqual(await model([]).children(), []);
    assert.deepEqual(
      await model([connection('Out')], failing(new CredentialsError('signedOut'))).children(),
      [],
    );
    proxy.inject({ method: 'HEAD', path: /ClientCredentialClients/, fault: states403 });
    assert.deepEqual(await model([connection('Forbidden')]).children(), []);
    assert.deepEqual(await model([connection('Offline', 'http://127.0.0.1:9')]).children(), []);
    const unforeseen = new Error('unforeseen');
    const [problem] = await model([connection('Broken')], failing(unforeseen)).children();
    assert.ok(problem?.kind === 'problem' && problem.error === unforeseen);
    assert.deepEqual(states, ['noConnection', 'signedOut', 'forbidden', 'offline', 'failed']);
  });

  it('has one line for all types without clients', async () => {
    proxy.inject({
      method: 'HEAD',
      path: /(Hybrid|DeviceCode)Clients/,
      times: 2,
      fault: { kind: 'answer', status: 200, headers: { 'Total-Count': '0' } },
    });
    const nodes = await model([connection('Only')]).children();
    assert.deepEqual(kinds(nodes), ['type', 'emptyTypes']);
    const last = nodes.at(-1);
    assert.deepEqual(last?.kind === 'emptyTypes' && last.types, ['hybrid', 'deviceCode']);
  });

  it('says that a tenant has no clients', async () => {
    const none = { clientCount: async () => 0 } as unknown as IdentityService;
    assert.deepEqual(await model([connection('Empty')], async () => none).children(), []);
    assert.deepEqual(states, ['noClient']);
  });

  it('keeps several connections apart, the trouble of one too', async () => {
    const clients = model([connection('Good'), connection('Bad', 'http://127.0.0.1:9')]);
    const [good, bad] = await clients.children();
    assert.ok(good && bad);
    assert.deepEqual(kinds(await clients.children(good)), ['type']);
    assert.deepEqual(kinds(await clients.children(bad)), ['problem']);
    clients.dispose();
  });

  it('drops what was asked for before a refresh', async () => {
    const clients = model([connection('Only')]);
    const node = await typeNode(clients);
    proxy.inject({ method: 'GET', path: /ClientCredentialClients/, fault: { kind: 'delay', ms: 200 } });
    const late = clients.children(node);
    await new Promise(resolve => setTimeout(resolve, 50));
    clients.refresh();
    assert.deepEqual(kinds(await late), ['problem'], 'the request was given up');
    assert.equal(changes.at(-1), undefined);
    const again = await clients.children(await typeNode(clients));
    assert.equal(again.length, 1001);
    clients.dispose();
  });
});
