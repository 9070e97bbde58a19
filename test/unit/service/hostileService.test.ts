import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { errorInWords } from '../../../src/editor/vocabulary/errors/messages.ts';
import { messageText } from '../../../src/editor/vocabulary/shownText.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { IdentityService } from '../../../src/service/identityService.ts';
import { ServiceError, type ServiceErrorCode } from '../../../src/service/serviceError.ts';
import type { ServiceAnswer, ServiceRequest } from '../../../src/service/serviceRequest.ts';
import { Transport } from '../../../src/service/transport.ts';
import {
  bomb,
  byteByByte,
  endlessHead,
  headerFlood,
  longBody,
  raw,
} from '../../support/network/hostileAnswers.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';

const TYPE = 'clientCredentials';
const PAGE = { skip: 0, count: 1000 };
/** A low limit, which a test reaches quickly. */
const BOUND_BYTES = 256 * 1024;
/** How long to wait for an answer that never ends, in milliseconds. */
const IMPATIENCE_MS = 200;
const MEGABYTE = 1024 * 1024;

const client = (id: string) => ({ Id: id, Name: 'n', Enabled: true, AccessTokenLifetime: 60, RoleIds: [] });

describe('IdentityService, with a hostile service', () => {
  let server: ScriptedServer;
  let dispatcher: HttpDispatcher;
  let waits: number[];

  beforeEach(async () => {
    server = await startScriptedServer();
    dispatcher = new HttpDispatcher({ maxAnswerBytes: BOUND_BYTES });
    waits = [];
  });
  afterEach(async () => {
    await dispatcher.dispose();
    await server.close();
  });

  const service = (over = dispatcher) =>
    new IdentityService(
      new Transport({
        apiRoot: `${server.resource}/api/v1/Tenants/t`,
        dispatcher: over,
        tokens: { token: async () => new SecretText('token'), invalidate: () => {} },
        outages: { check: () => undefined, report: () => {} },
        nowMs: () => Date.parse('2026-11-23T10:00:00Z'),
        random: () => 0.5,
        sleep: async ms => {
          waits.push(ms);
        },
      }),
    );

  async function failure(task: Promise<unknown>): Promise<ServiceError> {
    const error = await task.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ServiceError, String(error));
    return error;
  }

  const list = (over = dispatcher, signal?: AbortSignal) =>
    service(over).clientPage(TYPE, PAGE, signal ? { signal } : {});

  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n';
  /** Answers that are too long, too slow, or not HTTP. None of these requests is repeated. */
  const answers: readonly (readonly [string, () => Answer, ServiceErrorCode])[] = [
    ['an endless body', () => longBody(Number.POSITIVE_INFINITY).answer, 'answerTooLarge'],
    ['one string of 100 MB', () => longBody(100 * MEGABYTE).answer, 'answerTooLarge'],
    ['endless blanks', () => longBody(Number.POSITIVE_INFINITY, '[', ' ').answer, 'answerTooLarge'],
    ['a packed body', () => bomb(100 * MEGABYTE), 'malformedAnswer'],
    ['lists in lists, 100,000 deep', () => plain(200, '['.repeat(1e5) + ']'.repeat(1e5)), 'malformedAnswer'],
    ['objects in objects, never closed', () => plain(200, '{"a":'.repeat(4e4)), 'malformedAnswer'],
    ['a byte now and then', () => byteByByte, 'timedOut'],
    ['endless headers', () => endlessHead, 'timedOut'],
    ['a flood of headers', () => headerFlood, 'answerTooLarge'],
    ['a chunk of no size', () => raw(`${chunked}\r\nnonsense canary\r\n`), 'malformedAnswer'],
    ['a chunk of the largest size', () => raw(`${chunked}\r\n${'f'.repeat(40)}\r\n`), 'malformedAnswer'],
    [
      'two lengths',
      () => raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]x'),
      'malformedAnswer',
    ],
    ['a length and chunks', () => raw(`${chunked}Content-Length: 2\r\n\r\n[]`), 'malformedAnswer'],
    ['another protocol', () => raw('220 mail.example ESMTP\r\n'), 'malformedAnswer'],
    ['an invalid header', () => raw('HTTP/1.1 200 OK\r\nno colon\r\n\r\n[]'), 'malformedAnswer'],
  ];
  for (const [title, answer, code] of answers) {
    it(`reports ${title} as ${code}`, async () => {
      server.play(answer());
      const impatient = new HttpDispatcher({ answerTimeoutMs: IMPATIENCE_MS, maxAnswerBytes: BOUND_BYTES });
      // Only endless answers have the short time-out: an answer that is too long can be slow.
      const error = await failure(list(code === 'timedOut' ? impatient : dispatcher));
      await impatient.dispose();
      assert.equal(error.code, code, String(error));
      assert.equal(server.seen.length, 1, 'it gets one request');
      assert.doesNotMatch(inspect(error, { depth: 9 }), /canary/);
      assert.ok(errorInWords(error).text.length > 0);
    });
  }

  it('reports an unknown outcome when the answer to a create is too large', async () => {
    server.play(longBody(Number.POSITIVE_INFINITY).answer);
    const draft = { description: '', expiresAt: undefined };
    assert.equal((await failure(service().addSecret(TYPE, 'a', draft))).outcomeUnknown, true);
  });

  it('reads at most 16 MB of an answer', async () => {
    const usual = new HttpDispatcher();
    const { answer, sent } = longBody(Number.POSITIVE_INFINITY);
    server.play(answer);
    assert.equal((await failure(list(usual))).code, 'answerTooLarge');
    // Buffers of the network can contain more.
    assert.ok(sent() < 32 * MEGABYTE, `${sent()} bytes`);
    await usual.dispose();
  });

  for (const [title, answer] of [
    ['a byte now and then', byteByByte],
    ['endless headers', endlessHead],
    ['no answer', () => {}],
    ['an endless body', longBody(Number.POSITIVE_INFINITY).answer],
  ] as const) {
    it(`ends at once when the caller cancels during ${title}`, async () => {
      const patient = new HttpDispatcher({ maxAnswerBytes: Number.MAX_SAFE_INTEGER });
      const abort = new AbortController();
      server.play((response, request) => {
        answer(response, request);
        setImmediate(() => abort.abort());
      });
      assert.equal((await failure(list(patient, abort.signal))).code, 'cancelled');
      await patient.dispose();
    });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`sends no token to the target of a redirect by ${status}`, async () => {
      const other = await startScriptedServer();
      const { port } = new URL(other.resource);
      const targets = [other.resource, `http://localhost:${port}/x`, `//127.0.0.1:${port}/api/v1/Tenants/t`];
      for (const location of targets) {
        server.play(plain(status, '', { location }));
        const tasks = [list(), service().deleteClient(TYPE, 'a'), service().clientCount(TYPE)];
        for (const task of tasks) assert.equal((await failure(task)).code, 'unexpectedStatus');
      }
      assert.equal(other.seen.length, 0);
      await other.close();
    });
  }

  const retryAfters: readonly (readonly [header: string, waits: number[]])[] = [
    ['1000000000', []],
    ['9'.repeat(400), []],
    ['Fri, 31 Dec 9999 23:59:59 GMT', []],
    ['-5', [200, 400, 800]],
    ['1e9', [200, 400, 800]],
    ['Mon, 23 Nov 2026 09:00:00 GMT', [200, 400, 800]],
  ];
  for (const [header, expected] of retryAfters) {
    it(`handles “Retry-After: ${header.slice(0, 30)}”`, async () => {
      server.play(plain(429, '', { 'retry-after': header }));
      const error = await failure(list());
      assert.deepEqual(waits, expected);
      assert.ok((error.facts.retryAfterMs ?? 0) <= 24 * 3_600_000);
      assert.match(errorInWords(error).text, /asked too often/);
    });
  }

  const words: readonly (readonly [string, string])[] = [
    ['a link that runs a command', '[Mend it](command:workbench.action.terminal.sendSequence?%22x%22)'],
    ['line ends and control characters', 'one\r\ntwo\u0000\u0007\u001b[31m\u2028three'],
    ['text that reverses its direction', '\u202Eexe.tpircs\u202C \u2066x\u2069\u200B'],
    ['a very long text', 'x'.repeat(20_000)],
    ['only invisible characters', '\u200B\u0000'],
  ];
  for (const [title, said] of words) {
    it(`shortens and cleans ${title} in an explanation`, async () => {
      server.play(json(400, { OperationId: said, Error: said, Reason: said, Resolution: said }));
      const { text } = errorInWords(await failure(list()));
      assert.match(text, /^The service did not accept the request\./);
      assert.doesNotMatch(text, /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
      const shown = messageText(text);
      assert.ok(shown.length < 1000);
      assert.doesNotMatch(shown, /\]\(/);
    });
  }

  for (const other of [null, 7, {}, []]) {
    it(`reads an explanation whose other properties are ${JSON.stringify(other)}`, async () => {
      server.play(json(400, { OperationId: 'op', Error: other, Reason: 'Why', Resolution: other }));
      const { operationId, error, reason, resolution } = (await failure(list())).facts;
      assert.deepEqual([operationId, error, reason, resolution], ['op', undefined, 'Why', undefined]);
    });
  }

  it('rejects a reason of 10 MB', async () => {
    server.play(json(400, { Reason: 'x'.repeat(10 * MEGABYTE) }));
    assert.equal((await failure(list())).code, 'answerTooLarge');
  });

  const counts: readonly (readonly [header: string, totalCount: number | undefined])[] = [
    ['1000000000000', 1e12],
    ['-1', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['1.5', undefined],
    ['9'.repeat(30), undefined],
    ['7, 8', undefined],
  ];
  for (const [header, expected] of counts) {
    it(`reads the count “${header}” as ${expected}`, async () => {
      server.play(json(200, [client('a')], { 'total-count': header }));
      assert.equal((await list()).totalCount, expected ?? 1);
      const counting = service().clientCount(TYPE);
      if (expected !== undefined) assert.equal(await counting, expected);
      else assert.equal((await failure(counting)).code, 'malformedAnswer');
    });
  }

  const ids = ['..', '.', '', 'a/b', '../Roles', 'a b', 'x'.repeat(201), '\u202Ea', 'a\n'];
  for (const id of ids) {
    it(`rejects the id ${JSON.stringify(id.slice(0, 20))}`, async () => {
      for (const body of [client(id), { ...client(id), Name: null }]) {
        server.play(json(200, [body]));
        assert.equal((await failure(list())).code, 'malformedAnswer');
      }
    });
  }

  it('rejects a name that is too long for a label', async () => {
    server.play(json(200, [{ ...client('a'), Name: 'x'.repeat(10_001) }]));
    assert.equal((await failure(list())).code, 'malformedAnswer');
  });
});

describe('IdentityService, with a hostile list', () => {
  const items = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => client(`id-${from + index}`));
  const lists: readonly (readonly [string, (skip: number) => ServiceAnswer])[] = [
    ['grows with every page', skip => ({ status: 200, body: items(1000, skip), totalCount: skip + 2000 })],
    ['promises 10^12', skip => ({ status: 200, body: items(1000, skip), totalCount: 1e12 })],
    ['gives the same page again and again', () => ({ status: 200, body: items(3), totalCount: 1e12 })],
    ['gives one item at a time', skip => ({ status: 200, body: items(1, skip), totalCount: 1e12 })],
    ['gives a million items at once', () => ({ status: 200, body: items(1_000_000), totalCount: 1e6 })],
  ];
  for (const [title, answer] of lists) {
    it(`rejects a list that ${title}`, async () => {
      let asked = 0;
      const send = async ({ query }: ServiceRequest) => {
        asked += 1;
        return answer(query?.skip ?? 0);
      };
      const reading = async () => {
        for await (const page of new IdentityService({ send, origin: 'https://service.example' }).clients(
          TYPE,
        ))
          void page;
      };
      await assert.rejects(reading(), { name: 'ServiceError', code: 'endlessList' });
      assert.ok(asked <= 510, `${asked} requests`);
    });
  }

  it('reads a list of short pages to its end', async () => {
    const send = async ({ query }: ServiceRequest): Promise<ServiceAnswer> => ({
      status: 200,
      body: items(100, query?.skip ?? 0),
      totalCount: 50_000,
    });
    let count = 0;
    for await (const page of new IdentityService({ send, origin: 'https://service.example' }).clients(TYPE))
      count += page.items.length;
    assert.equal(count, 50_000);
  });
});
