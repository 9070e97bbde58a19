import assert from 'node:assert/strict';
import http from 'node:http';
import {
  isLoopbackRedirect,
  type LoopbackRedirectParts,
  listenForRedirect,
} from '../../../src/signIn/loopbackRedirect.ts';
import { SignInError, type SignInErrorCode } from '../../../src/signIn/signInError.ts';
import { freePort } from '../../support/freePort.ts';

const is = (code: SignInErrorCode) => (error: unknown) => error instanceof SignInError && error.code === code;

describe('the loopback address', () => {
  let redirectUri: string;
  let open: { close(): void }[];

  beforeEach(async () => {
    redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
    open = [];
  });
  afterEach(() => {
    for (const listener of open) listener.close();
  });

  async function listen(given: Partial<LoopbackRedirectParts> = {}) {
    const listener = await listenForRedirect({
      redirectUri,
      isAnswer: url => url.pathname === '/callback' && url.searchParams.get('state') === 'mine',
      endPage: ok => (ok ? 'good' : 'bad'),
      timeoutMs: 10_000,
      ...given,
    });
    open.push(listener);
    return listener;
  }

  const get = (query: string) => fetch(new URL(query, redirectUri));

  it('takes the one answer, shows the page, and listens no more', async () => {
    const { answer } = await listen();
    const response = await get('?code=c&state=mine');
    assert.equal(await response.text(), 'good');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal((await answer).searchParams.get('code'), 'c');
    await assert.rejects(get('?code=d&state=mine'));
  });

  it('shows another page for an answer that says no', async () => {
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
      'another host, as a page elsewhere that resolves to this machine',
      { path: '/callback?code=c&state=mine', headers: { host: 'evil.example' } },
      404,
    ],
    ['an address that is none', { path: '//?code=c&state=mine' }, 400],
  ] as const;
  for (const [title, request, status] of strangers) {
    it(`refuses ${title}, and goes on waiting`, async () => {
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

  it('gives up after its time', async () => {
    const { answer } = await listen({ timeoutMs: 20 });
    await assert.rejects(answer, is('noAnswer'));
    await assert.rejects(get('?code=c&state=mine'));
  });

  it('ends when it is closed', async () => {
    const { answer, close } = await listen();
    close();
    await assert.rejects(answer, is('cancelled'));
  });

  it('says that another program has the port', async () => {
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
    it(`can${expected ? '' : 'not'} be ${address}`, () =>
      assert.equal(isLoopbackRedirect(address), expected));
  }
});
