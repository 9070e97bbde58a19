import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type FaultyProxy, startFaultyProxy } from '../support/network/faultyProxy.ts';
import { type PrivateAuthority, privateAuthority } from '../support/network/privateAuthority.ts';
import { type ForwardProxy, startProxy } from '../support/network/proxy/startProxy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient } from './addClientWizard.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { hasFailed } from './hasFailed.ts';
import { asAdministrator } from './signInSuite.ts';

const GLOBAL = 'uswe.datahub.connect.aveva.com';
const REGIONAL = 'euno.datahub.connect.aveva.com';
/** A server outside the company's CA. */
const UNTRUSTED = 'elsewhere.example';

describe('behind a company’s proxy', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'network-')));
  let editor: Editor;
  let tenant: LocalTenant;
  let global: FaultyProxy;
  let regional: FaultyProxy;
  let untrusted: FaultyProxy;
  let proxy: ForwardProxy;

  before(async () => {
    tenant = await startLocalTenant();
    const [authority, foreign] = await Promise.all([privateAuthority(), privateAuthority('Another')]);
    const front = async (host: string, issuer: PrivateAuthority) =>
      startFaultyProxy(tenant.resource, { tls: await issuer.issue(host), resource: `https://${host}` });
    global = await front(GLOBAL, authority);
    regional = await front(REGIONAL, authority);
    untrusted = await front(UNTRUSTED, foreign);
    const fronts = [global, regional, untrusted].map(({ resource, port }) => [
      `${new URL(resource).host}:443`,
      port,
    ]);
    proxy = await startProxy({ map: Object.fromEntries(fronts), user: 'me:secret word' });
    const certificate = path.join(folder, 'company.pem');
    fs.writeFileSync(certificate, authority.certificate);
    editor = await openEditor({
      settings: { 'http.proxy': `http://${proxy.host}` },
      environment: { NODE_EXTRA_CA_CERTS: certificate },
    });
    await editor.workbench.openContainer('Client Credentials');
  });
  afterEach(async function () {
    await hasFailed(this, editor);
  });
  after(async () => {
    await editor?.dispose();
    for (const front of [global, regional, untrusted]) await front?.dispose();
    await proxy?.dispose();
    await tenant?.stop();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const replies = (host: string) => asAdministrator({ tenant }, { resource: `https://${host}` });

  it('reports a proxy that requires a password, then an untrusted certificate, and sends nothing', async () => {
    const { workbench } = editor;
    await playAddConnection(workbench, replies(REGIONAL));
    await workbench.toast('The proxy wants a user name and a password').waitFor();
    await workbench.screenshot('proxy-password');
    assert.deepEqual(regional.requests, []);

    await editor.changeSettings({ 'http.proxy': `http://me:secret%20word@${proxy.host}` });
    await workbench.openContainer('Client Credentials');
    await playAddConnection(workbench, replies(UNTRUSTED));
    await workbench.toast('The certificate of the address is not trusted').waitFor();
    await workbench.screenshot('certificate-not-trusted');
    assert.deepEqual(untrusted.requests, []);
    await workbench.clearToasts();
  });

  it('signs in through the proxy with the company’s certificates, and switches to the global address', async () => {
    const { workbench } = editor;
    const before = proxy.tunnels.length;
    await playAddConnection(workbench, replies(REGIONAL));
    await allowSignIn(workbench);
    await workbench.tree.item('Client-Credentials').waitFor();
    const tunnels = proxy.tunnels.slice(before);
    assert.ok(tunnels.length > 0);
    assert.ok(tunnels.every(tunnel => tunnel === `${REGIONAL}:443 200`));

    regional.inject({ method: 'POST', path: /Clients$/, fault: { kind: 'answer', status: 405, body: '' } });
    await playAddClient(workbench, { name: 'Rig', destination: 'Keep in SecretStorage only' });
    await workbench.pressToast('This is a regional address', 'Use the Global Address…');
    await workbench.pressDialog(`Point “Administration” at https://${GLOBAL}?`, 'Use the Global Address');
    await allowSignIn(workbench);
    await eventually(() => assert.ok(proxy.tunnels.some(tunnel => tunnel.startsWith(GLOBAL))));
    await workbench.tree.item('Client-Credentials').waitFor();
    await workbench.clearToasts();
    await playAddClient(workbench, { name: 'Rig', destination: 'Keep in SecretStorage only' });
    await workbench.webview().getByRole('heading', { name: 'Rig' }).waitFor();
    await workbench.screenshot('behind-a-proxy');
    for (const file of logFiles()) {
      const log = fs.readFileSync(file, 'utf8');
      assert.ok(!log.includes('secret%20word') && !log.includes('secret word'));
    }
  });

  /** Lists our own log of each process of the extension host. */
  function logFiles(): readonly string[] {
    const files = fs.readdirSync(editor.logs(), { recursive: true, encoding: 'utf8' });
    const found = files.filter(file => file.endsWith('Client Credentials.log'));
    assert.ok(found.length > 0);
    return found.map(file => path.join(editor.logs(), file));
  }
});
