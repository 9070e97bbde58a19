import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { proveSignIn } from '../../../src/credentials/connections/connectionSession.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { DIRECT_NETWORK, type NetworkSettings } from '../../../src/network/networkSettings.ts';
import { trustedCertificates } from '../../../src/network/trustedCertificates.ts';
import { clientRecord, connectionTo, sessionSurroundings } from '../../support/credentials/sessions.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { type FaultyProxy, startFaultyProxy } from '../../support/network/faultyProxy.ts';
import { freePort } from '../../support/network/freePort.ts';
import {
  daysFromNow,
  type PrivateAuthority,
  privateAuthority,
} from '../../support/network/privateAuthority.ts';
import {
  type ForwardProxy,
  type ForwardProxyOptions,
  startProxy,
} from '../../support/network/proxy/startProxy.ts';
import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { eventually } from '../../support/waiting/eventually.ts';

const HOST = 'tenant.example';
const USER = 'me:p@ss word';

type Failure = { readonly code?: string; readonly detail?: string };

describe('the way to a tenant that has https and a name', () => {
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let authority: PrivateAuthority;
  let front: FaultyProxy;
  let dispatchers: HttpDispatcher[];
  let proxies: ForwardProxy[];

  before(async () => {
    tenant = await startLocalTenant();
    authority = await privateAuthority();
  });
  after(() => tenant.stop());
  beforeEach(async () => {
    dispatchers = [];
    proxies = [];
    front = await startFront();
  });
  afterEach(async () => {
    for (const dispatcher of dispatchers) await dispatcher.dispose();
    for (const proxy of proxies) await proxy.dispose();
    await front.dispose();
  });

  const startFront = async (host = HOST, validity = {}) =>
    startFaultyProxy(tenant.resource, {
      tls: await authority.issue(host, validity),
      resource: `https://${HOST}`,
    });

  async function proxy(options: Partial<ForwardProxyOptions> = {}): Promise<ForwardProxy> {
    const started = await startProxy({ map: { [`${HOST}:443`]: front.port }, ...options });
    proxies.push(started);
    return started;
  }

  /** The user's settings: the authority is trusted unless said otherwise. */
  const settings = (given: Partial<NetworkSettings>): NetworkSettings => ({
    ...DIRECT_NETWORK,
    certificates: [authority.certificate],
    ...given,
  });

  /** Signs in as the tenant's administrator and reads the tenant: discovery, token and API. */
  async function prove(network: NetworkSettings, resource = `https://${HOST}`): Promise<void> {
    const dispatcher = new HttpDispatcher({}, () => network);
    dispatchers.push(dispatcher);
    const connection = connectionTo({ ...tenant, resource });
    await proveSignIn(connection, clientRecord(tenant.clientSecret), sessionSurroundings(dispatcher));
  }

  async function failure(network: NetworkSettings, resource?: string): Promise<Failure> {
    try {
      await prove(network, resource);
    } catch (error) {
      return error as Failure;
    }
    throw new Error('it was reached');
  }

  it('leads through a proxy, for tokens and the API alike', async () => {
    const { host, tunnels } = await proxy();
    await prove(settings({ proxy: `http://${host}` }));
    assert.deepEqual([...new Set(tunnels)], [`${HOST}:443 200`]);
    assert.ok(front.requests.some(({ path: asked }) => asked.endsWith('/connect/token')));
    assert.ok(front.requests.some(({ path: asked }) => asked.includes('/api/v1/Tenants/')));
  });

  it('gives the proxy the user and password of its address', async () => {
    const { host } = await proxy({ user: USER });
    const [user = '', password = ''] = USER.split(':').map(encodeURIComponent);
    await prove(settings({ proxy: `http://${user}:${password}@${host}` }));
  });

  it('gives the proxy the header that the user has set', async () => {
    const { host } = await proxy({ user: USER });
    const proxyAuthorization = `Basic ${Buffer.from(USER).toString('base64')}`;
    await prove(settings({ proxy: `http://${host}`, proxyAuthorization }));
  });

  for (const [title, credentials] of [
    ['no password', ''],
    ['a wrong password', 'me:wrong@'],
  ] as const) {
    it(`says that the proxy wants a password when there is ${title}`, async () => {
      const { host, tunnels } = await proxy({ user: USER });
      const { code, detail } = await failure(settings({ proxy: `http://${credentials}${host}` }));
      assert.equal(code, 'proxyRefused');
      assert.equal(detail, `${host}, 407`);
      // the proxy is another program, whose words come when they come
      await eventually(() => assert.match(tunnels[0] ?? '', / 407 /));
      assert.deepEqual(front.requests, []);
    });
  }

  it('says that the proxy does not let it through', async () => {
    const { host } = await proxy({ map: {} });
    const { code, detail } = await failure(settings({ proxy: `http://${host}` }));
    assert.equal(code, 'proxyRefused');
    assert.equal(detail, `${host}, 403`);
  });

  it('says that the proxy cannot be reached', async () => {
    const host = `127.0.0.1:${await freePort()}`;
    const { code, detail } = await failure(settings({ proxy: `http://${host}` }));
    assert.equal(code, 'proxyUnreachable');
    assert.equal(detail, `${host}, ECONNREFUSED`);
  });

  it('leads past the proxy for hosts of NO_PROXY, and always for this machine', async () => {
    const { host, tunnels } = await proxy();
    const { code } = await failure(settings({ proxy: `http://${host}`, noProxy: ['.example'] }));
    assert.equal(code, 'unreachable', 'the name leads nowhere without the proxy');
    await prove(settings({ proxy: `http://${host}` }), tenant.resource);
    assert.deepEqual(tunnels, []);
  });

  it('trusts a private authority by the file of NODE_EXTRA_CA_CERTS, beside those of Node', async () => {
    const extraFile = path.join(folder.path, 'company.pem');
    fs.writeFileSync(extraFile, `# Company\n${authority.certificate}\n`);
    const warnings: string[] = [];
    const warn = (text: string) => warnings.push(text);
    const certificates = (await trustedCertificates({ system: false, extraFile, warn })) ?? [];
    assert.ok(certificates.length > 100);
    const { host } = await proxy();
    await prove(settings({ proxy: `http://${host}`, certificates }));
    assert.deepEqual(warnings, []);
  });

  it('goes on without a file of certificates that is not there, or holds none, and says so', async () => {
    const warnings: string[] = [];
    const warn = (text: string) => warnings.push(text);
    const empty = path.join(folder.path, 'empty.pem');
    fs.writeFileSync(empty, 'nothing');
    for (const extraFile of [path.join(folder.path, 'missing.pem'), empty]) {
      assert.equal(await trustedCertificates({ system: false, extraFile, warn }), undefined);
    }
    assert.match(warnings.join('\n'), /ENOENT[^\n]*\n.*no PEM certificate/);
  });

  it('sends nothing to an address whose authority nobody knows', async () => {
    const { host } = await proxy();
    const { certificates: _trusted, ...distrusting } = settings({ proxy: `http://${host}` });
    const { code, detail } = await failure(distrusting);
    assert.equal(code, 'tlsNotTrusted');
    assert.match(detail ?? '', /^(UNABLE_TO_|SELF_SIGNED_)/);
    assert.deepEqual(front.requests, []);
  });

  it('looks at no certificate that comes through the proxy when http.proxyStrictSSL is off', async () => {
    const { host } = await proxy();
    const { certificates: _trusted, ...network } = settings({
      proxy: `http://${host}`,
      strictProxyTls: false,
    });
    await prove(network);
  });

  it('looks at certificates that come without the proxy all the same', async () => {
    const direct = await startFaultyProxy(tenant.resource, { tls: await authority.issue('localhost') });
    const { certificates: _trusted, ...network } = settings({ strictProxyTls: false });
    const { code } = await failure(network, `https://localhost:${direct.port}`);
    assert.equal(code, 'tlsNotTrusted');
    await direct.dispose();
  });

  const certificates = [
    ['has expired', HOST, { from: daysFromNow(-1.5), to: daysFromNow(-1) }, 'CERT_HAS_EXPIRED'],
    ['is not valid yet', HOST, { from: daysFromNow(0.5), to: daysFromNow(1) }, 'CERT_NOT_YET_VALID'],
    ['belongs to another name', 'other.example', {}, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const;
  for (const [title, host, validity, expected] of certificates) {
    it(`sends nothing to an address whose certificate ${title}`, async () => {
      await front.dispose();
      front = await startFront(host, validity);
      const through = await proxy();
      const { code, detail } = await failure(settings({ proxy: `http://${through.host}` }));
      assert.equal(code, 'tlsNotTrusted');
      assert.equal(detail, expected);
      assert.deepEqual(front.requests, []);
    });
  }

  it('takes the settings as they are then once they have changed', async () => {
    const { host } = await proxy();
    let network = settings({});
    const dispatcher = new HttpDispatcher({}, () => network);
    dispatchers.push(dispatcher);
    const get = async () =>
      (
        await dispatcher.request({
          ...{ method: 'GET', origin: `https://${HOST}`, path: '/identity/.well-known/openid-configuration' },
          ...{ headers: {}, body: null },
        })
      ).status;
    await assert.rejects(get());
    network = settings({ proxy: `http://${host}` });
    await assert.rejects(get());
    dispatcher.reconfigure();
    assert.equal(await get(), 200);
  });
});
