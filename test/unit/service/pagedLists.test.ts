import assert from 'node:assert/strict';
import fs from 'node:fs';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { OutageWatch } from '../../../src/network/outageWatch.ts';
import { IdentityService } from '../../../src/service/identityService.ts';
import type { Client } from '../../../src/service/model/client.ts';
import { ServiceError } from '../../../src/service/serviceError.ts';
import { Transport } from '../../../src/service/transport.ts';
import * as decoders from '../../../src/service/wireDecoders.ts';
import { json, type ScriptedServer, startScriptedServer } from '../../support/network/scriptedServer.ts';
import { countedTokens } from './transportTools.ts';

/** Length of each list, and how many items a page of this service has, whatever is asked for. */
const [TOTAL, PAGE] = [7, 2];

const itemAt = (index: number) => ({ Id: index, Description: 'd', Expires: false, Name: 'n' });

describe('a list of the service', () => {
  const dispatcher = new HttpDispatcher();
  let server: ScriptedServer;
  let service: IdentityService;
  after(() => dispatcher.dispose());
  beforeEach(async () => {
    server = await startScriptedServer();
    service = new IdentityService(
      new Transport({
        apiRoot: `${server.resource}/api/v1/Tenants/t`,
        dispatcher,
        tokens: countedTokens().source,
        outages: new OutageWatch({ nowMs: () => 0 }),
        nowMs: () => 0,
        random: () => 0.5,
        sleep: async () => {},
      }),
    );
  });
  afterEach(() => server.close());

  /** Plays a service with short pages. Ids of secrets are numbers, others are texts. */
  function playPages({ headers = { 'total-count': String(TOTAL) } as Record<string, string> } = {}) {
    server.play((response, request) => {
      const skip = Number(new URL(request.url, server.resource).searchParams.get('skip'));
      const length = Math.max(0, Math.min(PAGE, TOTAL - skip));
      const items = Array.from({ length }, (_, index) => {
        const item = itemAt(skip + index);
        return request.url.includes('/Secrets') ? item : { ...item, Id: `id-${item.Id}` };
      });
      json(200, items, headers)(response, request);
    });
  }

  const lists: Readonly<Record<string, () => Promise<readonly { readonly id: unknown }[]>>> = {
    regions: () => service.regions(),
    roles: () => service.roles(),
    clientRoles: () => service.clientRoles('clientCredentials', 'c'),
    secrets: () => service.secrets('hybrid', 'c'),
    clients: async () => {
      const clients: Client[] = [];
      for await (const { items } of service.clients('deviceCode')) clients.push(...items);
      return clients;
    },
  };
  for (const [name, read] of Object.entries(lists)) {
    it(`is read to its end (${name})`, async () => {
      playPages();
      const items = await read();
      assert.equal(new Set(items.map(({ id }) => id)).size, TOTAL);
      assert.ok(server.seen.length >= TOTAL / PAGE);
      for (const { url } of server.seen) assert.match(url, /[?&]skip=\d+&count=1000$/);
    });
  }

  it('is never taken for complete when a part is missing', async () => {
    const partial = { Error: 'E', Reason: 'R', ChildErrors: [], Data: [] };
    server.play(json(207, partial));
    for (const name of ['regions', 'roles', 'clientRoles', 'secrets']) {
      await assert.rejects(lists[name]?.() ?? Promise.resolve(), (error: unknown) => {
        assert.ok(error instanceof ServiceError);
        return error.code === 'incomplete';
      });
    }
  });

  const child = {
    OperationId: 'op',
    Error: 'E',
    Reason: 'R',
    Resolution: 'S',
    StatusCode: 404,
    ModelId: 'x',
  };
  const nulls = { OperationId: 'whole', Error: null, Reason: null, EventId: null };
  const partialAnswers: readonly (readonly [title: string, answer: object, reason: string | undefined])[] = [
    ['an error for a client', { ...nulls, Reason: 'W', ChildErrors: [child] }, 'R'],
    ['an error in which a part is null', { ...nulls, ChildErrors: [{ ...child, Resolution: null }] }, 'R'],
    ['an error without words', { ...nulls, Reason: 'W', ChildErrors: [{ ModelId: 'x', Reason: null }] }, 'W'],
    ['no list of errors', { ...nulls, Reason: 'W', ChildErrors: null }, 'W'],
    ['no words at all', nulls, undefined],
  ];
  for (const [title, answer, reason] of partialAnswers) {
    it(`has the clients of a 207 with ${title}, and says that others are missing`, async () => {
      server.play(json(207, { ...answer, Data: [{ Id: 'id-1', Name: 'n' }] }, { 'total-count': '1' }));
      const page = await service.clientPage('clientCredentials', { skip: 0, count: 10 });
      assert.deepEqual(
        page.items.map(({ id }) => id),
        ['id-1'],
      );
      assert.ok(page.incomplete instanceof ServiceError);
      assert.deepEqual([page.incomplete.code, page.incomplete.facts.reason], ['incomplete', reason]);
    });
  }
  it('is shown without what could not be read, whatever else the answer has or lacks', async () => {
    const client = { Id: 'c', Name: 'n' };
    const answers = [
      { OperationId: 'o', Reason: null, ChildErrors: null, Data: [client] },
      { OperationId: 'o', ChildErrors: [null], Data: [client] },
      { OperationId: 'o', ChildErrors: [{ Error: null, Reason: 7 }], Data: [client] },
      { OperationId: 'o', Data: null },
    ];
    for (const answer of answers) {
      server.play(json(207, answer));
      const page = await service.clientPage('clientCredentials', { skip: 0, count: 10 });
      assert.equal(page.items.length, answer.Data?.length ?? 0);
      assert.ok(page.incomplete instanceof ServiceError);
      assert.equal(page.incomplete.facts.operationId, 'o');
    }
  });

  it('goes through the paging helper, each of them', () => {
    const source = fs.readFileSync(
      new URL('../../../src/service/identityService.ts', import.meta.url),
      'utf8',
    );
    const wire = fs.readFileSync(new URL('../../../src/service/wireDecoders.ts', import.meta.url), 'utf8');
    const ofLists = [...wire.matchAll(/export const (\w+)\s*[:=](?=[^;]{0,80}Decoder<readonly)/g)].map(
      ([, name]) => name,
    );
    assert.ok(ofLists.length >= 3);
    for (const name of ofLists) assert.ok(name !== undefined && name in decoders);
    // Between a helper and its decoder there is no other call of this service.
    const helped = [...source.matchAll(/this\.#(?:all|page)\((?:(?!this\.#)[^;])*?decoders\.(\w+)/g)].map(
      ([, name]) => name,
    );
    const used = [...source.matchAll(/decoders\.(\w+)/g)]
      .map(([, name]) => name)
      .filter(name => ofLists.includes(name));
    assert.deepEqual(used.toSorted(), helped.toSorted());
    assert.deepEqual(new Set(used), new Set(ofLists), 'every decoder of a list is used');
    // Methods that return lists are those that are read above.
    const methods = [
      ...source.matchAll(/^ {2}(?:async \*)?(\w+)\([^{]*\): (?:Promise<readonly|AsyncGenerator)/gm),
    ].map(([, name]) => name);
    assert.deepEqual(methods.toSorted(), Object.keys(lists).toSorted());
  });
});
