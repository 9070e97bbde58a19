import assert from 'node:assert/strict';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { OutageWatch } from '../../../src/network/outageWatch.ts';
import type { ServiceError, ServiceErrorCode } from '../../../src/service/serviceError.ts';
import type { ServiceRequest } from '../../../src/service/serviceRequest.ts';
import { type TokenSource, Transport } from '../../../src/service/transport.ts';
import { impatientDispatcher } from '../../support/network/impatientDispatcher.ts';
import {
  type Answer,
  breakOff,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';
import { caught, countedTokens } from './transportTools.ts';

const GET: ServiceRequest = { method: 'GET', path: '/Roles', query: { skip: 0, count: 1000 } };
const POST: ServiceRequest = { method: 'POST', path: '/HybridClients', body: { Name: 'x' } };
const DELETE: ServiceRequest = { method: 'DELETE', path: '/HybridClients/1' };
/** How long to wait for an answer that never comes, in milliseconds. */
const IMPATIENCE_MS = 100;
const PAGE = '<!DOCTYPE html><title>Sign in to the hotel</title>';

describe('Transport', () => {
  let server: ScriptedServer;
  let dispatcher: HttpDispatcher;
  let waits: number[];
  let tokens: { issued: number; source: TokenSource };

  let outages: OutageWatch;

  beforeEach(async () => {
    outages = new OutageWatch({ nowMs: () => 0 });
    server = await startScriptedServer();
    dispatcher = new HttpDispatcher();
    waits = [];
    tokens = countedTokens();
  });
  afterEach(async () => {
    await dispatcher.dispose();
    await server.close();
  });

  const transport = (resource = server.resource) =>
    new Transport({
      apiRoot: `${resource}/api/v1/Tenants/t`,
      dispatcher,
      tokens: tokens.source,
      outages,
      nowMs: () => 0,
      random: () => 0.5,
      sleep: async ms => {
        waits.push(ms);
      },
    });

  async function failure(request: ServiceRequest, ...answers: Answer[]): Promise<ServiceError> {
    server.play(...answers);
    return caught(transport().send(request));
  }

  it('sends JSON with the token, and returns body and count', async () => {
    server.play(json(200, [1], { 'total-count': '7' }));
    assert.deepEqual(await transport().send(POST), { status: 200, body: [1], totalCount: 7 });
    const [seen] = server.seen;
    assert.equal(seen?.url, '/api/v1/Tenants/t/HybridClients');
    assert.equal(seen?.headers.authorization, 'Bearer token-1');
    assert.deepEqual(JSON.parse(seen?.body ?? ''), { Name: 'x' });
  });

  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] as const) {
    it(`asks for properties without a value, too, with ${method}`, async () => {
      server.play(plain(204, ''));
      await transport().send({ method, path: '/HybridClients/1' });
      assert.equal(server.seen[0]?.headers['accept-verbosity'], 'verbose');
    });
  }

  it('returns no body for an empty answer', async () => {
    server.play(plain(204, ''));
    assert.deepEqual(await transport().send(DELETE), { status: 204, body: undefined });
  });

  it('calls turnedAway each time that the service is overloaded, and for no other failure', async () => {
    let times = 0;
    const turnedAway = () => {
      times += 1;
    };
    server.play(json(429, {}), plain(503, ''), json(408, {}), json(200, []));
    await transport().send(GET, { turnedAway });
    assert.equal(times, 2);
    server.play(json(403, {}));
    await assert.rejects(transport().send(GET, { turnedAway }));
    assert.equal(times, 2);
  });

  const statuses: readonly (readonly [number, ServiceErrorCode, outcomeUnknown: boolean])[] = [
    [302, 'conflict', false],
    [400, 'badRequest', false],
    [403, 'forbidden', false],
    [404, 'notFound', false],
    [405, 'writeOnRegionalAddress', false],
    [408, 'timedOut', true],
    [409, 'conflict', false],
    [412, 'preconditionFailed', false],
    [418, 'unexpectedStatus', false],
    [500, 'serverFault', true],
    [502, 'unavailable', true],
    [503, 'unavailable', false],
    [504, 'unavailable', true],
  ];
  for (const [status, code, outcomeUnknown] of statuses) {
    it(`reports ${status} as ${code}, and whether a POST may have taken effect`, async () => {
      const words = { OperationId: 'op', Error: 'E', Reason: 'R', Resolution: 'S' };
      const error = await failure(POST, json(status, words));
      assert.equal(error.code, code);
      assert.equal(error.outcomeUnknown, outcomeUnknown);
      assert.deepEqual(
        [error.facts.operationId, error.facts.error, error.facts.reason, error.facts.resolution],
        ['op', 'E', 'R', 'S'],
      );
      assert.equal(server.seen.length, 1);
    });
  }

  it('keeps the explanation of a verbose error, in which other parts are null', async () => {
    const parts = {
      OperationId: 'op',
      Error: null,
      Reason: 'R',
      Resolution: null,
      EventId: null,
      Parameters: {},
    };
    const { code, facts } = await failure(POST, json(400, parts));
    assert.equal(code, 'badRequest');
    assert.deepEqual(
      [facts.operationId, facts.error, facts.reason, facts.resolution],
      ['op', undefined, 'R', undefined],
    );
  });

  const unusual: readonly (readonly [string, ServiceRequest, Answer, ServiceErrorCode, boolean])[] = [
    ['an HTML error page', GET, plain(403, PAGE), 'forbidden', false],
    ['an empty error', GET, plain(400, ''), 'badRequest', false],
    ['HTML instead of an answer', GET, plain(200, PAGE), 'notTheService', false],
    ['HTML instead of the answer to a POST', POST, plain(200, PAGE), 'notTheService', true],
    ['truncated JSON', GET, plain(200, '[{"Id":"a"'), 'malformedAnswer', false],
    ['truncated JSON after a POST', POST, plain(201, '{"Secret":"canary'), 'malformedAnswer', true],
    ['a redirect of a POST', POST, plain(302, PAGE, { location: '/login' }), 'unexpectedStatus', false],
    ['a redirect', GET, plain(302, '', { location: 'http://127.0.0.1:9/' }), 'unexpectedStatus', false],
  ];
  for (const [title, request, answer, code, outcomeUnknown] of unusual) {
    it(`reports ${title} as ${code}`, async () => {
      const error = await failure(request, answer);
      assert.equal(error.code, code);
      assert.equal(error.outcomeUnknown, outcomeUnknown);
      assert.doesNotMatch(`${error.stack} ${error.cause}`, /canary/);
    });
  }

  it('never sends the token to another host', async () => {
    const other = await startScriptedServer();
    other.play(json(200, []));
    await failure(GET, plain(307, '', { location: `${other.resource}/steal` }));
    assert.equal(other.seen.length, 0);
    await other.close();
  });

  describe('repeating requests', () => {
    const noAnswer: Answer = () => {};
    const halfAnswer: Answer = response => response.writeHead(200, { 'content-length': 99 }).write('[');
    const passing: readonly (readonly [string, Answer])[] = [
      ['429', plain(429, '')],
      ['503', plain(503, '')],
      ['a broken connection', breakOff],
      ['an answer that does not begin', noAnswer],
      ['an answer that stops', halfAnswer],
    ];
    /** Waits only a short time for the first request, because its answer may never come. */
    async function loseFirst(): Promise<void> {
      await dispatcher.dispose();
      let sent = 0;
      const isFirst = () => {
        sent += 1;
        return sent === 1;
      };
      const limits = { headersTimeoutMs: IMPATIENCE_MS, bodyTimeoutMs: IMPATIENCE_MS };
      dispatcher = impatientDispatcher(isFirst, limits);
    }
    const unanswered = [noAnswer, halfAnswer];

    for (const [title, fault] of passing) {
      it(`repeats a request after ${title}`, async () => {
        if (unanswered.includes(fault)) await loseFirst();
        server.play(fault, json(200, []));
        assert.deepEqual((await transport().send(GET)).body, []);
        assert.equal(server.seen.length, 2);
      });
    }

    it('waits longer each time, and stops after four attempts', async () => {
      const error = await failure(GET, plain(503, ''));
      assert.equal(error.code, 'unavailable');
      assert.deepEqual(waits, [200, 400, 800]);
      assert.equal(server.seen.length, 4);
    });

    it("waits as long as Retry-After asks for, also before it repeats a POST that wasn't carried out", async () => {
      server.play(
        plain(429, '', { 'retry-after': '3' }),
        plain(503, '', { 'retry-after': '2' }),
        json(201, {}),
      );
      await transport().send(POST);
      assert.deepEqual(waits, [3000, 2000]);
    });

    it('rejects at once when Retry-After asks for minutes', async () => {
      const error = await failure(GET, plain(503, '', { 'retry-after': '600' }));
      assert.equal(error.facts.retryAfterMs, 600_000);
      assert.deepEqual(waits, []);
    });

    for (const [title, fault] of passing.slice(1)) {
      it(`doesn't repeat a POST after ${title}`, async () => {
        if (unanswered.includes(fault)) await loseFirst();
        await failure(POST, fault);
        assert.equal(server.seen.length, 1);
      });
    }

    it('accepts “not found” as success only for a repeated DELETE', async () => {
      server.play(breakOff, plain(404, ''));
      assert.equal((await transport().send(DELETE)).status, 204);
      assert.equal((await failure(DELETE, plain(404, ''))).code, 'notFound');
    });
  });

  it('renews a refused token once, then reports notSignedIn', async () => {
    server.play(plain(401, ''), json(201, {}));
    await transport().send(POST);
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      ['Bearer token-1', 'Bearer token-2'],
    );
    assert.equal((await failure(GET, plain(401, ''))).code, 'notSignedIn');
  });

  it('reports at once that no server listens', async () => {
    const { resource } = server;
    await server.close();
    const error = await caught(transport(resource).send(POST));
    assert.equal(error.code, 'unreachable');
    assert.equal(error.facts.detail, 'ECONNREFUSED');
    assert.equal(error.outcomeUnknown, false);
    assert.deepEqual(waits, []);
    server = await startScriptedServer();
  });

  it('reports an unknown outcome when the connection of a POST breaks', async () => {
    assert.equal((await failure(POST, breakOff)).outcomeUnknown, true);
  });

  it('rejects when the caller cancels', async () => {
    const abort = new AbortController();
    server.play(() => abort.abort());
    const error = await caught(transport().send(GET, { signal: abort.signal }));
    assert.equal(error.code, 'cancelled');
    assert.equal((await caught(transport().send(GET, { signal: abort.signal }))).code, 'cancelled');
  });
});
