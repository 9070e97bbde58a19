import assert from 'node:assert/strict';
import type { Connection } from '../../../../../src/credentials/connections/connection.ts';
import { ActiveConnection } from '../../../../../src/editor/core/connections/activeConnection.ts';
import type { ConnectionSettings } from '../../../../../src/editor/core/connections/connectionSettings.ts';
import { Connections } from '../../../../../src/editor/core/connections/connections.ts';
import type { IdentityService } from '../../../../../src/service/identityService.ts';

const connection = (name: string, tenantId: string): Connection => ({
  name,
  kind: 'service',
  resource: `https://${name}.example`,
  tenantId,
  signIn: { method: 'client', clientId: 'c' },
});
const all = [connection('one', 'A'), connection('two', 'B'), connection('three', 'a')];

describe('Connections', () => {
  const memory = new Map<string, unknown>();
  const active = new ActiveConnection({
    get: key => memory.get(key),
    update: async (key, value) => void memory.set(key, value),
  });
  const settings = { all: () => all } as unknown as ConnectionSettings;
  const opened: string[] = [];
  const connections = new Connections(settings, active, async ({ name }) => {
    opened.push(name);
    return { client: async (type: string, id: string) => ({ type, id }) } as unknown as IdentityService;
  });
  const names = (found: readonly Connection[]) => found.map(({ name }) => name);

  afterEach(() => active.choose(undefined));

  it('finds all connections to a tenant, those of the workspace first', async () => {
    assert.deepEqual(names(connections.reaching('a')), ['one', 'three']);
    await active.choose('three');
    assert.deepEqual(names(connections.reaching('A')), ['three', 'one']);
    assert.deepEqual(names(connections.shownFor('A')), ['three']);
    assert.deepEqual(names(connections.reaching('B')), ['two']);
    assert.deepEqual(names(connections.reaching('C')), []);
  });

  it('returns a tenant’s address', () => {
    assert.equal(connections.resourceOf('b'), 'https://two.example');
    assert.equal(connections.resourceOf('c'), undefined);
  });

  it('reads a client by its ids, through the first connection to its tenant', async () => {
    const node = await connections.clientNode({ tenantId: 'a', clientId: 'x' });
    assert.deepEqual(
      [node.kind, node.connection.name, node.client.type],
      ['client', 'one', 'clientCredentials'],
    );
    assert.deepEqual(opened, ['one']);
    await assert.rejects(connections.clientNode({ tenantId: 'c', clientId: 'x' }), { code: 'signedOut' });
  });

  it('waits for a connection that is being set up, even if that fails', async () => {
    await connections.whenSetUp();
    const failing = connections.setUp(Promise.reject(new Error('no port')));
    await connections.whenSetUp();
    await assert.rejects(failing, /no port/);
  });
});
