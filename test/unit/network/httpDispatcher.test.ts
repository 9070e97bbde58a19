import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { HttpDispatcher, type HttpRequest } from '../../../src/network/httpDispatcher.ts';
import {
  type Answer,
  breakOff,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/network/scriptedServer.ts';

describe('HttpDispatcher', () => {
  let server: ScriptedServer;
  let dispatcher: HttpDispatcher;

  beforeEach(async () => {
    server = await startScriptedServer();
    dispatcher = new HttpDispatcher({ connections: 1 });
  });
  afterEach(async () => {
    await dispatcher.dispose();
    await server.close();
  });

  const get = (signal?: AbortSignal): HttpRequest => ({
    method: 'GET',
    origin: server.resource,
    path: '/x?count=1',
    headers: { accept: '*/*' },
    body: null,
    signal,
  });

  /** Sends the headers of an answer and these pieces, and nothing else until the connection ends. */
  const unended =
    (...pieces: readonly string[]): Answer =>
    response => {
      response.writeHead(200);
      for (const piece of pieces) response.write(piece);
    };

  it('returns status, headers and the complete text of an answer of any status', async () => {
    server.play(plain(418, 'kettle', { 'Retry-After': '3' }));
    const { status, headers, text } = await dispatcher.request(get());
    assert.deepEqual([status, headers['retry-after'], text], [418, '3', 'kettle']);
    assert.deepEqual([server.seen[0]?.method, server.seen[0]?.url], ['GET', '/x?count=1']);
  });

  it('joins a text that arrives in pieces, without its byte order mark', async () => {
    const text = 'äöü€'.repeat(200_000);
    server.play(plain(200, `\uFEFF${text}`));
    assert.equal((await dispatcher.request(get())).text, text);
  });

  it('sends the method and the body of the request', async () => {
    server.play(plain(204, ''));
    const { status, text } = await dispatcher.request({ ...get(), method: 'POST', body: '{"Name":"ä"}' });
    assert.deepEqual([status, text, server.seen[0]?.body], [204, '', '{"Name":"ä"}']);
  });

  it('rejects with the reason of an aborted signal, and sends nothing', async () => {
    await assert.rejects(dispatcher.request(get(AbortSignal.abort(new Error('left')))), /left/);
    assert.deepEqual(server.seen, []);
  });

  it('ends a request whose signal aborts in the middle of the answer', async () => {
    const abort = new AbortController();
    server.play((response, request) => {
      unended('half')(response, request);
      setImmediate(() => abort.abort(new Error('left')));
    });
    await assert.rejects(dispatcher.request(get(abort.signal)), /left/);
    server.play(plain(200, 'next'));
    assert.equal((await dispatcher.request(get())).text, 'next');
  });

  it('rejects a request at once that is aborted while it waits for a connection, and never sends it', async () => {
    const asked = Promise.withResolvers<() => void>();
    server.play(response => asked.resolve(() => response.end('first')), plain(200, 'third'));
    const first = dispatcher.request(get());
    const abort = new AbortController();
    const second = dispatcher.request({ ...get(abort.signal), path: '/second' });
    const release = await asked.promise;
    setImmediate(() => abort.abort(new Error('left')));
    await assert.rejects(second, /left/);
    release();
    assert.equal((await first).text, 'first');
    assert.equal((await dispatcher.request(get())).text, 'third');
    assert.deepEqual(
      server.seen.map(({ url }) => url),
      ['/x?count=1', '/x?count=1'],
    );
  });

  it('rejects with the failure of the connection', async () => {
    server.play(breakOff);
    await assert.rejects(dispatcher.request(get()), { code: 'UND_ERR_SOCKET' });
    await server.close();
    await assert.rejects(dispatcher.request(get()), { code: 'ECONNREFUSED' });
  });

  it('leaves no listener on a signal that outlives the request', async () => {
    const { signal } = new AbortController();
    server.play(plain(200, ''), breakOff);
    await dispatcher.request(get(signal));
    await assert.rejects(dispatcher.request(get(signal)));
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });

  it('rejects an answer that is too large', async () => {
    await dispatcher.dispose();
    dispatcher = new HttpDispatcher({ maxAnswerBytes: 1000 });
    server.play(plain(200, 'x'.repeat(1001)));
    await assert.rejects(dispatcher.request(get()), { code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
  });
});
