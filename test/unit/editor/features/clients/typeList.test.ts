import assert from 'node:assert/strict';
import type { Connection } from '../../../../../src/credentials/connections/connection.ts';
import { ClientsModel } from '../../../../../src/editor/features/clients/clientsModel.ts';
import { TypeList } from '../../../../../src/editor/features/clients/typeList.ts';
import type { ClientsNode, TypeNode } from '../../../../../src/editor/vocabulary/clientsNode.ts';
import type { IdentityService } from '../../../../../src/service/identityService.ts';
import type { Client } from '../../../../../src/service/model/client.ts';
import type { ClientType } from '../../../../../src/service/model/clientTypes.ts';

const CONNECTION: Connection = {
  name: 'Large',
  kind: 'service',
  resource: 'https://large.example',
  tenantId: 't',
  signIn: { method: 'client', clientId: 'c' },
};
const NODE: TypeNode = { kind: 'type', connection: CONNECTION, type: 'clientCredentials' };
const never = new AbortController().signal;

/** A service of many clients, whose answers a test decides. */
class ManyClients {
  readonly counts: Partial<Record<ClientType, number>> = {};
  /** Types that can't be counted. */
  readonly failing = new Set<ClientType>();
  /** Errors of incomplete pages, by the number of clients before the page. */
  readonly incomplete = new Map<number, Error>();
  /** Runs before each page is answered. */
  beforePage = async (): Promise<void> => {};

  readonly service = {
    clientCount: async (type: ClientType) => {
      if (this.failing.has(type)) throw new Error('cannot be counted');
      return this.counts[type] ?? 0;
    },
    clientPage: async (type: ClientType, { skip, count }: { skip: number; count: number }) => {
      await this.beforePage();
      return this.#page(type, skip, count);
    },
    clients: (type: ClientType, { signal }: { signal?: AbortSignal } = {}) => this.#pages(type, signal),
    secrets: async () => [],
  } as unknown as IdentityService;

  async *#pages(type: ClientType, signal?: AbortSignal) {
    for (let skip = 0; skip < (this.counts[type] ?? 0); skip += 1000) {
      await this.beforePage();
      signal?.throwIfAborted();
      yield this.#page(type, skip, 1000);
    }
  }

  #page(type: ClientType, skip: number, count: number) {
    const totalCount = this.counts[type] ?? 0;
    const length = Math.max(0, Math.min(count, totalCount - skip));
    const items = Array.from({ length }, (_, index) => {
      const id = `${type} ${String(skip + index).padStart(5, '0')}`;
      return { type, id, name: id, enabled: true } as unknown as Client;
    });
    return { items, totalCount, incomplete: this.incomplete.get(skip) };
  }
}

describe('TypeList', () => {
  it('keeps the reason why clients are missing until all pages have been read without one', async () => {
    const many = new ManyClients();
    many.counts.clientCredentials = 2500;
    const list = new TypeList(NODE, 2500, async () => many.service);
    const missing = new Error('a client that cannot be read');
    for (let page = 0; page < 3; page += 1) await list.fetchPage(never);
    many.incomplete.set(0, missing);
    await list.reload(never);
    assert.equal(list.incomplete, missing);
    many.incomplete.clear();
    await list.reload(never);
    assert.equal(list.incomplete, undefined);
  });

  it('is unchanged when it cannot be read again', async () => {
    const many = new ManyClients();
    many.counts.clientCredentials = 2500;
    const list = new TypeList(NODE, 2500, async () => many.service);
    for (let page = 0; page < 3; page += 1) await list.fetchPage(never);
    many.counts.clientCredentials = 3000;
    many.incomplete.set(0, new Error('a client that cannot be read'));
    let pages = 0;
    many.beforePage = async () => {
      pages += 1;
      if (pages === 2) throw new Error('no network');
    };
    await assert.rejects(list.reload(never), /no network/);
    assert.deepEqual([list.size, list.total, list.incomplete], [2500, 2500, undefined]);
  });
});

describe('the model of the Clients tree, in a large tenant', () => {
  let many: ManyClients;
  let changes: (readonly ClientsNode[] | undefined)[];
  let model: ClientsModel;

  beforeEach(() => {
    many = new ManyClients();
    many.counts.clientCredentials = 5000;
    changes = [];
    model = new ClientsModel({
      connections: () => [CONNECTION],
      service: async () => many.service,
      now: () => new Date(),
      changed: nodes => changes.push(nodes),
      stateChanged: () => {},
    });
  });
  afterEach(() => model.dispose());

  async function typeNode(): Promise<TypeNode> {
    const [node] = await model.children();
    assert.ok(node?.kind === 'type');
    return node;
  }

  const kinds = (nodes: readonly ClientsNode[]) => [nodes.length, nodes.at(-1)?.kind];

  it('shows one page at a time also after a filter and an order are gone', async () => {
    const node = await typeNode();
    await model.children(node);
    await model.arrange({ order: 'name' }, never, () => {});
    assert.deepEqual(kinds(await model.children(node)), [1001, 'loadMore']);
    await model.arrange({ order: 'service' }, never, () => {});
    assert.deepEqual(kinds(await model.children(node)), [1001, 'loadMore']);
    await model.loadMore(node);
    assert.deepEqual(kinds(await model.children(node)), [2001, 'loadMore']);
    assert.deepEqual(model.counts(node), { shown: 2000, total: 5000, all: 5000 });
  });

  it('combines a filter and an order that are chosen while the other one is read', async () => {
    const node = await typeNode();
    await Promise.all([
      model.arrange({ order: 'name' }, never, () => {}),
      model.arrange({ filter: '0007' }, never, () => {}),
    ]);
    assert.deepEqual(model.arrangement, { order: 'name', filter: '0007' });
    assert.equal((await model.children(node)).length, 11);
  });

  it('reads again for a filter when the view is refreshed in the meantime', async () => {
    await typeNode();
    let pages = 0;
    many.beforePage = async () => {
      pages += 1;
      if (pages === 2) model.refresh();
    };
    await model.arrange({ filter: '0007' }, never, () => {});
    assert.equal(model.arrangement.filter, '0007');
    assert.equal((await model.children(await typeNode())).length, 11);
  });

  it('notices the first and the last client of a type when the user returns', async () => {
    const node = await typeNode();
    await model.arrange({ order: 'name' }, never, () => {});
    changes = [];
    await model.refreshShown();
    assert.deepEqual(changes, []);
    many.counts.hybrid = 1;
    await model.refreshShown();
    assert.deepEqual(changes, [undefined]);
    assert.equal((await model.children()).filter(({ kind }) => kind === 'type').length, 2);
    many.counts.hybrid = 0;
    await model.refreshShown();
    assert.deepEqual(changes, [undefined, undefined]);
    assert.deepEqual((await model.children())[0], node);
  });

  it('reports changed types although another one cannot be counted', async () => {
    const node = await typeNode();
    await model.arrange({ order: 'name' }, never, () => {});
    changes = [];
    many.failing.add('deviceCode');
    many.counts.clientCredentials = 4999;
    await model.refreshShown();
    assert.deepEqual(changes, [[node]]);
  });
});
