import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { proveSignIn } from '../../../src/credentials/connections/session.ts';
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

describe('HttpDispatcher, to a tenant with https and a host name', () => {
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

  /** The user's settings, which trust the authority unless `given` says otherwise. */
  const settings = (given: Partial<NetworkSettings>): NetworkSettings => ({
    ...DIRECT_NETWORK,
    certificates: async () => [authority.certificate],
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
    throw new Error('it should have failed');
  }

  it('uses the proxy for tokens and for the API', async () => {
    const { host, tunnels } = await proxy();
    await prove(settings({ proxy: `http://${host}` }));
    assert.deepEqual([...new Set(tunnels)], [`${HOST}:443 200`]);
    assert.ok(front.requests.some(({ path: asked }) => asked.endsWith('/connect/token')));
    assert.ok(front.requests.some(({ path: asked }) => asked.includes('/api/v1/Tenants/')));
  });

  it('sends the proxy the user and password of its address', async () => {
    const { host } = await proxy({ user: USER });
    const [user = '', password = ''] = USER.split(':').map(encodeURIComponent);
    await prove(settings({ proxy: `http://${user}:${password}@${host}` }));
  });

  it("sends the proxy the header of the user's settings", async () => {
    const { host } = await proxy({ user: USER });
    const proxyAuthorization = `Basic ${Buffer.from(USER).toString('base64')}`;
    await prove(settings({ proxy: `http://${host}`, proxyAuthorization }));
  });

  for (const [title, credentials] of [
    ['no password', ''],
    ['a wrong password', 'me:wrong@'],
  ] as const) {
    it(`reports that the proxy requires a password when there is ${title}`, async () => {
      const { host, tunnels } = await proxy({ user: USER });
      const { code, detail } = await failure(settings({ proxy: `http://${credentials}${host}` }));
      assert.equal(code, 'proxyRefused');
      assert.equal(detail, `${host}, 407`);
      // The proxy is another process, whose output can arrive later.
      await eventually(() => assert.match(tunnels[0] ?? '', / 407 /));
      assert.deepEqual(front.requests, []);
    });
  }

  it('reports that the proxy refuses the connection', async () => {
    const { host } = await proxy({ map: {} });
    const { code, detail } = await failure(settings({ proxy: `http://${host}` }));
    assert.equal(code, 'proxyRefused');
    assert.equal(detail, `${host}, 403`);
  });

  it("reports that the proxy can't be reached", async () => {
    const host = `127.0.0.1:${await freePort()}`;
    const { code, detail } = await failure(settings({ proxy: `http://${host}` }));
    assert.equal(code, 'proxyUnreachable');
    assert.equal(detail, `${host}, ECONNREFUSED`);
  });

  it('bypasses the proxy for the hosts of NO_PROXY, and always for this machine', async () => {
    const { host, tunnels } = await proxy();
    const { code } = await failure(settings({ proxy: `http://${host}`, noProxy: ['.example'] }));
    assert.equal(code, 'unreachable', 'the name has no address without the proxy');
    await prove(settings({ proxy: `http://${host}` }), tenant.resource);
    assert.deepEqual(tunnels, []);
  });

  it('trusts the authorities in the file of NODE_EXTRA_CA_CERTS in addition to those of Node', async () => {
    const extraFile = path.join(folder.path, 'company.pem');
    fs.writeFileSync(extraFile, `# Company\n${authority.certificate}\n`);
    const warnings: string[] = [];
    const warn = (text: string) => warnings.push(text);
    const certificates = (await trustedCertificates({ system: false, extraFile, warn })) ?? [];
    assert.ok(certificates.length > 100);
    const { host } = await proxy();
    await prove(settings({ proxy: `http://${host}`, certificates: async () => certificates }));
    assert.deepEqual(warnings, []);
  });

  it('warns about a certificate file that is missing or empty, and continues without it', async () => {
    const warnings: string[] = [];
    const warn = (text: string) => warnings.push(text);
    const empty = path.join(folder.path, 'empty.pem');
    fs.writeFileSync(empty, 'nothing');
    for (const extraFile of [path.join(folder.path, 'missing.pem'), empty]) {
      assert.equal(await trustedCertificates({ system: false, extraFile, warn }), undefined);
    }
    assert.match(warnings.join('\n'), /ENOENT[^\n]*\n.*no PEM certificate/);
  });

  it('sends nothing to an address whose authority is unknown', async () => {
    const { host } = await proxy();
    const { certificates: _trusted, ...distrusting } = settings({ proxy: `http://${host}` });
    const { code, detail } = await failure(distrusting);
    assert.equal(code, 'tlsNotTrusted');
    assert.match(detail ?? '', /^(UNABLE_TO_|SELF_SIGNED_)/);
    assert.deepEqual(front.requests, []);
  });

  it('accepts every certificate behind the proxy when http.proxyStrictSSL is off', async () => {
    const { host } = await proxy();
    const { certificates: _trusted, ...network } = settings({
      proxy: `http://${host}`,
      strictProxyTls: false,
    });
    await prove(network);
  });

  it('checks certificates of direct connections also when http.proxyStrictSSL is off', async () => {
    const direct = await startFaultyProxy(tenant.resource, { tls: await authority.issue('localhost') });
    const { certificates: _trusted, ...network } = settings({ strictProxyTls: false });
    const { code } = await failure(network, `https://localhost:${direct.port}`);
    assert.equal(code, 'tlsNotTrusted');
    await direct.dispose();
  });

  it('reads the certificates once, for the first https connection, and not for http', async () => {
    const direct = await startFaultyProxy(tenant.resource, { tls: await authority.issue('localhost') });
    let reads = 0;
    const network = settings({
      certificates: async () => {
        reads += 1;
        if (reads === 1) throw new Error('these certificates can be read the next time');
        return [authority.certificate];
      },
    });
    const dispatcher = new HttpDispatcher({}, () => network);
    dispatchers.push(dispatcher);
    const get = async (origin: string) => {
      const path = '/identity/.well-known/openid-configuration';
      return (await dispatcher.request({ method: 'GET', origin, path, headers: {}, body: null })).status;
    };
    assert.equal(await get(tenant.resource), 200);
    assert.equal(reads, 0);
    const secure = `https://localhost:${direct.port}`;
    await assert.rejects(get(secure), /the next time/);
    assert.deepEqual(await Promise.all([get(secure), get(secure), get(tenant.resource)]), [200, 200, 200]);
    assert.equal(reads, 2);
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

  it('reads the settings again when it is reconfigured', async () => {
    const { host } = await proxy();
    let network = settings({});
    const dispatcher = new HttpDispatcher({}, () => network);
    dispatchers.push(dispatcher);
    const get = async () =>
      (
        await dispatcher.request({
          method: 'GET',
          origin: `https://${HOST}`,
          path: '/identity/.well-known/openid-configuration',
          headers: {},
          body: null,
        })
      ).status;
    await assert.rejects(get());
    network = settings({ proxy: `http://${host}` });
    await assert.rejects(get());
    dispatcher.reconfigure();
    assert.equal(await get(), 200);
  });
});
