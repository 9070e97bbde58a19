import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import {
  isLoopbackRedirect,
  type LoopbackRedirectParts,
  listenForRedirect,
} from '../../../src/signIn/loopbackRedirect.ts';
import { SignInError, type SignInErrorCode } from '../../../src/signIn/signInError.ts';
import { freePort } from '../../support/network/freePort.ts';

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

const is = (code: SignInErrorCode) => (error: unknown) => error instanceof SignInError && error.code === code;

describe('listenForRedirect', () => {
  let redirectUri: string;
  let open: { close(): void }[];
  const held: net.Socket[] = [];

  beforeEach(async () => {
    redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
    open = [];
  });
  afterEach(() => {
    for (const listener of open) listener.close();
    for (const socket of held.splice(0)) socket.destroy();
  });

  async function listen(given: Partial<LoopbackRedirectParts> = {}) {
    const listener = await listenForRedirect({
      redirectUri,
      isAnswer: url => url.pathname === '/callback' && url.searchParams.get('state') === 'mine',
      endPage: ok => (ok ? 'good' : 'bad'),
      timeoutMs: 600_000,
      ...given,
    });
    open.push(listener);
    return listener;
  }

  /** Opens a connection, sends a text, and leaves the connection open. */
  async function hold(port: string, text: string): Promise<net.Socket> {
    const socket = net.connect({ host: '127.0.0.1', port: Number(port) });
    held.push(socket);
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.resume().write(text);
    return socket;
  }

  /** Waits until the server has closed all connections. */
  const allClosed = () =>
    Promise.all(held.map(socket => socket.closed || new Promise(resolve => socket.on('close', resolve))));

  /** Sends a text on a connection, and waits until the server closes it. */
  async function send(port: string, text: string): Promise<void> {
    const socket = await hold(port, text);
    socket.write('\r\n\r\n');
    await once(socket, 'close');
  }

  const get = (query: string) => fetch(new URL(query, redirectUri));

  it('accepts the answer, shows the page, and stops listening', async () => {
    const { answer } = await listen();
    const response = await get('?code=c&state=mine');
    assert.equal(await response.text(), 'good');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal((await answer).searchParams.get('code'), 'c');
    await assert.rejects(get('?code=d&state=mine'));
  });

  it('accepts the answer at a path that begins with two slashes', async () => {
    redirectUri = redirectUri.replace('/callback', '//callback');
    const isAnswer = ({ host, pathname }: URL) =>
      host === new URL(redirectUri).host && pathname === '//callback';
    const { answer } = await listen({ isAnswer });
    assert.equal(await (await get('?code=c')).text(), 'good');
    assert.equal((await answer).searchParams.get('code'), 'c');
  });

  it('shows another page for an answer that is an error', async () => {
    const { answer } = await listen();
    assert.equal(await (await get('?error=access_denied&state=mine')).text(), 'bad');
    await answer;
  });

  const strangers = [
    ['another state', { path: '/callback?code=c&state=theirs' }, 400],
    ['no state', { path: '/callback?code=c' }, 400],
    ['another path', { path: '/favicon.ico' }, 400],
    ['another method', { path: '/callback?code=c&state=mine', method: 'POST' }, 404],
    [
      'another host, as of a page whose name resolves to this machine',
      { path: '/callback?code=c&state=mine', headers: { host: 'evil.example' } },
      404,
    ],
    ['an invalid address', { path: '//?code=c&state=mine' }, 400],
  ] as const;
  for (const [title, request, status] of strangers) {
    it(`refuses ${title}, and continues to wait`, async () => {
      const { answer } = await listen();
      const { hostname, port } = new URL(redirectUri);
      const refused = await new Promise<number | undefined>((resolve, reject) => {
        http
          .request({ hostname, port, ...request }, response => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
      assert.equal(refused, status);
      await get('?code=c&state=mine');
      assert.equal((await answer).searchParams.get('state'), 'mine');
    });
  }

  const half = 'GET /callback?code=c&state=mine HTTP/1.1\r\nHost: ';
  /** What another program on this machine, or a page in the browser, can do at the same time. */
  const disturbances: readonly (readonly [string, (url: URL) => Promise<unknown>])[] = [
    [
      'sends a wrong state a hundred times',
      () => Promise.all(range(100).map(() => get('?code=c&state=theirs'))),
    ],
    ['sends an error for another state', () => get('?error=access_denied&state=theirs')],
    ['sends an error without a state', () => get('?error=server_error')],
    [
      'sends a query of 10 MB',
      ({ port }) => send(port, `GET /callback?state=mine&x=${'x'.repeat(10_000_000)}`),
    ],
    ['sends headers of 1 MB', ({ port }) => send(port, `${half}x\r\n${'A: b\r\n'.repeat(200_000)}`)],
    ["sends text that isn't HTTP", ({ port }) => send(port, '\u0000\u0001\r\n\r\n')],
    ['posts a body', () => fetch(redirectUri, { method: 'POST', body: 'x'.repeat(1e6) })],
    [
      'sends a preflight request from another page',
      async () => {
        const answer = await fetch(redirectUri, {
          method: 'OPTIONS',
          headers: { origin: 'https://evil.example' },
        });
        assert.equal(answer.headers.get('access-control-allow-origin'), null);
      },
    ],
    ['holds 200 silent connections', ({ port }) => Promise.all(range(200).map(() => hold(port, '')))],
    [
      'holds unfinished requests',
      ({ port, host }) => Promise.all(range(50).map(() => hold(port, `${half}${host}`))),
    ],
  ];
  for (const [title, disturb] of disturbances) {
    it(`accepts the answer although another program ${title}, and then closes all connections`, async () => {
      const { answer } = await listen();
      await Promise.resolve(disturb(new URL(redirectUri))).catch(() => undefined);
      const page = await get('?code=real&state=mine');
      assert.equal(await page.text(), 'good');
      assert.equal((await answer).searchParams.get('code'), 'real');
      await allClosed();
      await assert.rejects(get('?code=again&state=mine'));
    });
  }

  it('accepts one of several right answers that arrive at the same time', async () => {
    const { answer } = await listen();
    const asked = await Promise.allSettled(range(20).map(index => get(`?code=c${index}&state=mine`)));
    assert.match((await answer).searchParams.get('code') ?? '', /^c\d+$/);
    assert.ok(asked.some(({ status }) => status === 'fulfilled'));
    await assert.rejects(get('?code=again&state=mine'));
  });

  it('closes all connections when it is closed', async () => {
    const { close } = await listen();
    const { port, host } = new URL(redirectUri);
    await hold(port, `${half}${host}`);
    close();
    await allClosed();
  });

  it('reports that another program listens on one of the two addresses of localhost', async () => {
    redirectUri = redirectUri.replace('127.0.0.1', 'localhost');
    const port = Number(new URL(redirectUri).port);
    for (const address of ['127.0.0.1', '::1']) {
      const other = net.createServer().listen(port, address);
      try {
        await once(other, 'listening');
      } catch {
        continue; // This machine has no IPv6.
      }
      await assert.rejects(listen(), is('redirectUnavailable'));
      other.close();
      await once(other, 'close');
      const { answer, close } = await listen();
      await get('?code=c&state=mine');
      assert.equal((await answer).searchParams.get('code'), 'c');
      close();
    }
  });

  it('rejects after the time-out', async () => {
    const { answer } = await listen({ timeoutMs: 20 });
    await assert.rejects(answer, is('noAnswer'));
    await assert.rejects(get('?code=c&state=mine'));
  });

  it('rejects when it is closed', async () => {
    const { answer, close } = await listen();
    close();
    await assert.rejects(answer, is('cancelled'));
  });

  it('reports that another program uses the port', async () => {
    await listen();
    await assert.rejects(listen(), is('redirectUnavailable'));
  });

  const addresses = [
    ['http://127.0.0.1:54321/callback', true],
    ['http://localhost:1/', true],
    ['http://[::1]:54321/callback', true],
    ['http://127.0.0.1/callback', false],
    ['https://127.0.0.1:54321/callback', false],
    ['http://example.com:54321/callback', false],
    ['nonsense', false],
  ] as const;
  for (const [address, expected] of addresses) {
    it(`${expected ? 'accepts' : 'rejects'} ${address}`, () =>
      assert.equal(isLoopbackRedirect(address), expected));
  }
});
