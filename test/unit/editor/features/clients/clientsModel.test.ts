import assert from 'node:assert/strict';
import type { Connection } from '../../../../../src/credentials/connections/connection.ts';
import { CredentialsError } from '../../../../../src/credentials/credentialsError.ts';
import { ClientsModel } from '../../../../../src/editor/features/clients/clientsModel.ts';
import type { ClientNode, ClientsNode, TypeNode } from '../../../../../src/editor/vocabulary/clientsNode.ts';
import type { ConnectionState } from '../../../../../src/editor/vocabulary/connectionState.ts';
import { HttpDispatcher } from '../../../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../../../src/service/identityService.ts';
import { serviceOf } from '../../../../support/credentials/sessions.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../../support/network/faultyProxy.ts';
import { type LocalTenant, startLocalTenant } from '../../../../support/tenant/localTenant.ts';
import { eventually } from '../../../../support/waiting/eventually.ts';

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
      now: () => new Date(),
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

  /** Waits until the first page is complete; its first clients are shown earlier. */
  async function wholePage(of: ClientsModel, node: TypeNode): Promise<readonly ClientsNode[]> {
    await of.children(node);
    await eventually(() => assert.ok(changes.some(nodes => nodes?.includes(node))));
    return of.children(node);
  }

  it('shows clients page by page, each once', async () => {
    const clients = model([connection('Only')]);
    assert.deepEqual(kinds(await clients.children()), ['type']);
    assert.deepEqual(states, ['ready']);
    const node = await typeNode(clients);
    const first = await clients.children(node);
    assert.equal(first.length, 201);
    assert.equal(first.at(-1)?.kind, 'loadMore');
    const page = await wholePage(clients, node);
    assert.equal(page.length, 1001);
    assert.equal(page.at(-1)?.kind, 'loadMore');
    assert.deepEqual(page.slice(0, 200), first.slice(0, 200));
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

  it('reads the health of the first clients automatically, of others when opened', async () => {
    const clients = model([connection('Only')]);
    const children = await wholePage(clients, await typeNode(clients));
    const first = children[0] as ClientNode;
    const far = children[900] as ClientNode;
    await eventually(() => assert.ok(clients.knownSecrets(first)));
    assert.equal(clients.knownSecrets(far), undefined);
    const secrets = await clients.children(far);
    assert.equal(clients.knownSecrets(far)?.length, secrets.length);
    assert.ok(changes.some(nodes => nodes?.includes(far)));
    clients.dispose();
  });

  it('reads the rest of a page once, even if more is requested in the meantime', async () => {
    const clients = model([connection('Only')]);
    const node = await typeNode(clients);
    await Promise.all([clients.children(node), clients.children(node)]);
    await Promise.all([clients.loadMore(node), clients.loadMore(node)]);
    const all = await clients.children(node);
    const { shown, total } = clients.counts(node);
    assert.deepEqual([shown, all.length], [total, total]);
    assert.ok(total > 1000);
    const pages = proxy.requests.filter(({ method, path }) => method === 'GET' && /\?skip=/.test(path));
    assert.deepEqual(
      pages.flatMap(({ path }) => (/Clients\?/.test(path) ? [path.replace(/^.*\?/, '')] : [])),
      ['skip=0&count=200', 'skip=200&count=800', 'skip=1000&count=1000'],
    );
    clients.dispose();
  });

  it('still offers to load more when the rest of the first page cannot be read', async () => {
    proxy.inject({ method: 'GET', path: /skip=200&/, fault: { kind: 'answer', status: 403 } });
    const clients = model([connection('Only')]);
    const node = await typeNode(clients);
    await clients.children(node);
    await eventually(() => assert.ok(proxy.requests.some(({ fault }) => fault)));
    const children = await clients.children(node);
    assert.deepEqual(kinds(children), ['client', 'loadMore']);
    await clients.loadMore(node);
    assert.ok((await clients.children(node)).length > 1000);
    clients.dispose();
  });

  const failing = (error: unknown) => () => Promise.reject(error);
  const states403 = { kind: 'answer', status: 403 } as const;

  it('distinguishes the states of an empty view', async () => {
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

  it('finds the way to a client that was added, and none to one that is not shown', async () => {
    const only = connection('Only');
    const clients = model([only]);
    const node = await typeNode(clients);
    const [first] = (await wholePage(clients, node)) as readonly ClientNode[];
    const far = (await wholePage(clients, node))[900] as ClientNode;
    clients.dispose();
    // Nothing has been read yet.
    const fresh = model([only]);
    const wayTo = async (of: ClientsModel, { client }: ClientNode) =>
      await of.pathTo(only, client.type, client.id);
    assert.ok(first);
    for (const wanted of [first, far]) {
      const way = await wayTo(fresh, wanted);
      assert.deepEqual(
        way?.map(({ kind }) => kind),
        ['type', 'client'],
      );
      const last = way?.at(-1);
      assert.equal(last?.kind === 'client' && last.client.id, wanted.client.id);
    }
    assert.equal(await fresh.pathTo(only, 'clientCredentials', 'gone'), undefined);
    await fresh.arrange({ filter: 'no name has this', order: 'service' }, never, noProgress);
    assert.equal(await wayTo(fresh, first), undefined, 'it is filtered out');
    fresh.dispose();
    const two = model([only, connection('Other')]);
    assert.deepEqual(
      (await wayTo(two, first))?.map(({ kind }) => kind),
      ['connection', 'type', 'client'],
    );
    two.dispose();
  });

  it('lists the secrets of a client by urgency', async () => {
    const clients = model([connection('Only')]);
    const children = (await wholePage(clients, await typeNode(clients))) as readonly ClientNode[];
    for (const each of children.slice(0, 100)) {
      const secrets = (await clients.children(each)).flatMap(node =>
        node.kind === 'secret' ? [node.secret] : [],
      );
      const upcoming = secrets.flatMap(({ expiresAt }) =>
        expiresAt && +expiresAt > Date.now() ? [+expiresAt] : [],
      );
      assert.deepEqual(
        upcoming,
        upcoming.toSorted((one, other) => one - other),
      );
    }
    clients.dispose();
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

  it('separates connections and their errors', async () => {
    const clients = model([connection('Good'), connection('Bad', 'http://127.0.0.1:9')]);
    const [good, bad] = await clients.children();
    assert.ok(good && bad);
    assert.deepEqual(kinds(await clients.children(good)), ['type']);
    assert.deepEqual(kinds(await clients.children(bad)), ['problem']);
    clients.dispose();
  });

  it('drops answers to requests from before a refresh', async () => {
    const clients = model([connection('Only')]);
    const node = await typeNode(clients);
    proxy.inject({ method: 'GET', path: /ClientCredentialClients/, fault: { kind: 'silence' } });
    const late = clients.children(node);
    await eventually(() => assert.ok(proxy.requests.some(({ fault }) => fault)));
    clients.refresh();
    assert.deepEqual(kinds(await late), ['problem'], 'the request was given up');
    assert.equal(changes.at(-1), undefined);
    const again = await clients.children(await typeNode(clients));
    assert.equal(again.length, 201);
    clients.dispose();
  });

  const noProgress = () => {};
  const never = new AbortController().signal;
  const names = (nodes: readonly ClientsNode[]) =>
    nodes.flatMap(node => (node.kind === 'client' ? [node.client.name] : []));

  it('filters over all clients, and shows all again', async () => {
    const clients = model([connection('Only')]);
    const node = await typeNode(clients);
    await clients.children(node);
    const told: number[] = [];
    await clients.arrange({ filter: 'rotterdam', order: 'name' }, never, ({ clients: count }) =>
      told.push(count),
    );
    assert.deepEqual(changes.at(-1), undefined);
    const found = names(await clients.children(await typeNode(clients)));
    const { shown, total, all } = clients.counts(await typeNode(clients));
    assert.ok(found.length > 10 && found.every(name => name.includes('Rotterdam')));
    const natural = new Intl.Collator('en', { numeric: true });
    assert.deepEqual(found, found.toSorted(natural.compare));
    assert.deepEqual([shown, total], [found.length, found.length]);
    assert.ok(all > 1000);
    assert.ok(told.length >= 2 && told.at(-1) === SEED + 1);
    await clients.arrange({ filter: '', order: 'service' }, never, noProgress);
    assert.equal(clients.counts(node).total, all);
    clients.dispose();
  });

  it('shows arranged clients page by page, too', async () => {
    const clients = model([connection('Only')]);
    await clients.arrange({ filter: '', order: 'name' }, never, noProgress);
    const node = await typeNode(clients);
    assert.equal((await clients.children(node)).length, 1001);
    await clients.loadMore(node);
    const all = await clients.children(node);
    assert.equal(names(all).length, clients.counts(node).all);
    assert.deepEqual(kinds(all), ['client']);
    clients.dispose();
  });

  it('sorts by expiry once the secrets of all clients are read', async () => {
    const clients = model([connection('Only', tenant.resource)]);
    let secrets = 0;
    await clients.arrange({ filter: 'osaka', order: 'expiry' }, never, counts => {
      secrets = counts.secrets;
    });
    assert.ok(secrets > 1000);
    const found = (await clients.children(await typeNode(clients))) as ClientNode[];
    const next = found.map(each => {
      const coming = (clients.knownSecrets(each) ?? []).flatMap(({ expiresAt }) =>
        expiresAt && expiresAt > new Date() ? [expiresAt.getTime()] : [],
      );
      return Math.min(Number.POSITIVE_INFINITY, ...coming);
    });
    assert.deepEqual(
      next,
      next.toSorted((one, other) => one - other),
    );
    clients.dispose();
  });

  it('is unchanged when reading is cancelled or fails', async () => {
    const clients = model([connection('Only')]);
    const abort = new AbortController();
    const arranging = clients.arrange({ filter: 'x', order: 'state' }, abort.signal, ({ secrets }) => {
      if (secrets > 0) abort.abort();
    });
    await assert.rejects(arranging, (error: unknown) => (error as { code?: string }).code === 'cancelled');
    assert.deepEqual(clients.arrangement, { filter: '', order: 'service' });
    clients.refresh();
    proxy.inject({
      method: 'GET',
      path: /ClientCredentialClients\?/,
      fault: { kind: 'answer', status: 403 },
    });
    await assert.rejects(clients.arrange({ filter: 'x', order: 'service' }, never, noProgress));
    assert.deepEqual(clients.arrangement, { filter: '', order: 'service' });
    clients.dispose();
  });

  it('shows a changed client in its position, with the same node', async () => {
    const clients = model([connection('Only')]);
    const service = await openService(connection('Only'));
    const node = await typeNode(clients);
    const before = (await clients.children(node))[7] as ClientNode;
    const { type, id } = before.client;
    await service.updateClient(type, id, { name: 'Changed', enabled: false });
    await clients.reloadClient(before.connection, type, id);
    assert.deepEqual(changes.at(-1), [before]);
    assert.equal(before.client.name, 'Changed');
    assert.equal((await clients.children(node))[7], before);
    await service.deleteClient(type, id);
    await clients.reloadClient(before.connection, type, id);
    assert.deepEqual(changes.at(-1), [node]);
    assert.ok(!names(await clients.children(node)).includes('Changed'));
    clients.dispose();
  });

  it('shows no client of the previous tenant after a connection was edited', async () => {
    const other = await startLocalTenant();
    const changing = [connection('Only')];
    const clients = model(changing, async each =>
      serviceOf(
        each.tenantId === other.tenantId ? other : { ...tenant, resource: each.resource },
        dispatcher,
      ),
    );
    assert.ok((await clients.children(await typeNode(clients))).length > 100);
    const { resource, tenantId, clientId } = other;
    changing[0] = { ...connection('Only', resource), tenantId, signIn: { method: 'client', clientId } };
    const children = await clients.children(await typeNode(clients));
    assert.deepEqual(names(children), ['Local administrator']);
    clients.dispose();
    await other.stop();
  });

  it('reads again when the user returns: short lists always, long ones if the count differs', async () => {
    const small = await startLocalTenant();
    const short = model([connection('Small', small.resource)], async () => serviceOf(small, dispatcher));
    await short.children(await typeNode(short));
    await short.refreshShown();
    assert.equal(changes.at(-1), undefined);
    await small.stop();

    const large = await startLocalTenant({ seed: 2100 });
    const service = serviceOf(large, dispatcher);
    const clients = model([connection('Large', large.resource)], async () => service);
    const node = await typeNode(clients);
    await clients.arrange({ filter: '', order: 'name' }, never, noProgress);
    const [gone] = (await clients.children(node)) as ClientNode[];
    assert.ok(gone);
    changes = [];
    await clients.refreshShown();
    // The health of some clients may arrive now.
    assert.ok(changes.every(nodes => nodes?.every(({ kind }) => kind === 'client')));
    await service.deleteClient(gone.client.type, gone.client.id);
    await clients.refreshShown();
    assert.ok(changes.some(nodes => nodes?.includes(node)));
    assert.ok(!(await clients.children(node)).includes(gone));
    clients.dispose();
    await large.stop();
  });
});
