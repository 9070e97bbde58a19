import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type EditorFront, startEditorFront } from '../../support/realEditor/front/editorFront.ts';

const token = 'the-token';
const mintKey = Buffer.alloc(32, 7);
const page = '<head></head><meta id="vscode-workbench-web-configuration" data-settings="{&quot;a&quot;:1}">';

describe('the front before the editor', () => {
  let server: http.Server;
  let front: EditorFront;
  /** The cookies that the server got, by path. */
  const cookies = new Map<string, string | undefined>();

  before(async () => {
    server = http.createServer((request, response) => {
      cookies.set(request.url ?? '', request.headers.cookie);
      response.end(page);
    });
    server.on('upgrade', (request, socket) => {
      const head = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket';
      socket.end(`${head}\r\n\r\n${request.headers.cookie}`);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const serverPort = (server.address() as AddressInfo).port;
    front = await startEditorFront({ serverPort, token, mintKey, extraHosts: ['editor.localhost'] });
  });

  after(async () => {
    await front.dispose();
    server.close();
  });

  /** Sends a request with `node:http`, because `fetch` sets Host and Origin itself. */
  async function ask(path: string, options: http.RequestOptions = {}): Promise<http.IncomingMessage> {
    const request = http.request({ host: '127.0.0.1', port: front.port, path, agent: false, ...options });
    const [response] = await once(request.end(), 'response');
    return response;
  }

  async function cookie(): Promise<string> {
    const response = await ask(`/?tkn=${token}&folder=%2Fa`);
    assert.equal(response.statusCode, 302);
    assert.equal(response.headers.location, '/?folder=%2Fa');
    const [set = ''] = response.headers['set-cookie'] ?? [];
    assert.match(set, /; HttpOnly; SameSite=Lax$/);
    return set.split(';')[0] ?? '';
  }

  it('replaces the token by a cookie, and forwards requests with the server’s own', async () => {
    const response = await ask('/static/a.js', { headers: { cookie: await cookie() } });
    assert.equal(response.statusCode, 200);
    assert.equal(cookies.get('/static/a.js'), `vscode-tkn=${token}`);
  });

  it('prepares the page: our script first, the token in its configuration', async () => {
    const html = await text(await ask('/?folder=%2Fa', { headers: { cookie: await cookie() } }));
    assert.match(html, /^<head>\n<script src="\/keep-loopback\.js"><\/script>/);
    assert.ok(
      html.includes(`data-settings="{&quot;connectionToken&quot;:&quot;${token}&quot;,&quot;a&quot;:1}"`),
    );
  });

  it('answers the mint key', async () => {
    const response = await ask('/mint-key', { method: 'POST', headers: { cookie: await cookie() } });
    assert.equal(await text(response), mintKey.toString());
  });

  it('accepts a code in place of the token, once', async () => {
    const code = front.singleUseCode();
    assert.equal((await ask(`/?tkn=${code}`)).statusCode, 302);
    assert.equal((await ask(`/?tkn=${code}`)).statusCode, 403);
  });

  const refused: { name: string; path: string; headers: http.OutgoingHttpHeaders }[] = [
    { name: 'no cookie', path: '/', headers: {} },
    { name: 'a wrong token', path: '/?tkn=the-tokem', headers: {} },
    { name: 'an empty token', path: '/?tkn=', headers: {} },
    { name: 'a wrong cookie', path: '/', headers: { cookie: 'editor=the-token' } },
    {
      name: 'a foreign Host, even with the token',
      path: `/?tkn=${token}`,
      headers: { host: 'evil.example' },
    },
    {
      name: 'a foreign Origin, even with the token',
      path: `/?tkn=${token}`,
      headers: { origin: 'http://127.0.0.1:1' },
    },
  ];
  for (const { name, path, headers } of refused) {
    it(`refuses ${name}`, async () => assert.equal((await ask(path, { headers })).statusCode, 403));
  }

  it('accepts another host that it is given', async () => {
    const response = await ask(`/?tkn=${token}`, { headers: { host: 'editor.localhost' } });
    assert.equal(response.statusCode, 302);
  });

  it('forwards a websocket with only the cookie', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
    assert.equal((await ask('/', { headers: upgrade })).statusCode, 403);
    const headers = { ...upgrade, cookie: await cookie() };
    const request = http.request({ host: '127.0.0.1', port: front.port, headers, agent: false }).end();
    const [, socket, head] = await once(request, 'upgrade');
    assert.equal(head.toString() + (await text(socket)), `vscode-tkn=${token}`);
  });
});
