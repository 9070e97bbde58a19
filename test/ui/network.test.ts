import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/folders/temporaryFolder.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/network/faultyProxy.ts';
import { type PrivateAuthority, privateAuthority } from '../support/network/privateAuthority.ts';
import { type ForwardProxy, startProxy } from '../support/network/proxy/startProxy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { playAddClient } from './addClientWizard.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { hasFailed } from './hasFailed.ts';
import { asAdministrator } from './signInSuite.ts';

const GLOBAL = 'uswe.datahub.connect.aveva.com';
const REGIONAL = 'euno.datahub.connect.aveva.com';

describe('behind a company’s proxy', () => {
  let editor: Editor;
  afterEach(async function () {
    await hasFailed(this, editor);
    await editor?.dispose();
    for (const front of [global, regional]) await front?.dispose();
    await proxy?.dispose();
    await tenant?.stop();
  });
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let authority: PrivateAuthority;
  let global: FaultyProxy;
  let regional: FaultyProxy;
  let proxy: ForwardProxy;

  beforeEach(async () => {
    tenant = await startLocalTenant();
    authority = await privateAuthority();
    const front = async (host: string) =>
      startFaultyProxy(tenant.resource, { tls: await authority.issue(host), resource: `https://${host}` });
    [global, regional] = [await front(GLOBAL), await front(REGIONAL)];
    const map = { [`${GLOBAL}:443`]: global.port, [`${REGIONAL}:443`]: regional.port };
    proxy = await startProxy({ map, user: 'me:secret word' });
    fs.writeFileSync(path.join(folder.path, 'company.pem'), authority.certificate);
  });

  const open = async (given: { proxy: string; trusted: boolean }): Promise<void> => {
    editor = await openEditor({
      settings: { 'http.proxy': given.proxy },
      environment: given.trusted ? { NODE_EXTRA_CA_CERTS: path.join(folder.path, 'company.pem') } : {},
    });
    await editor.workbench.openContainer('Client Credentials');
  };
  const withPassword = () => `http://me:secret%20word@${proxy.host}`;
  const replies = () => asAdministrator({ tenant }, { resource: `https://${REGIONAL}` });

  it('signs in through the proxy and the company’s certificates, and goes from a regional address to the global one', async () => {
    await open({ proxy: withPassword(), trusted: true });
    const { workbench } = editor;
    await playAddConnection(workbench, replies());
    await allowSignIn(workbench);
    await workbench.tree.item('Client-Credentials').waitFor();
    assert.ok(proxy.tunnels.length > 0);
    assert.ok(proxy.tunnels.every(tunnel => tunnel === `${REGIONAL}:443 200`));

    regional.inject({ method: 'POST', path: /Clients$/, fault: { kind: 'answer', status: 405, body: '' } });
    await playAddClient(workbench, { name: 'Rig', destination: 'Keep in SecretStorage only' });
    await workbench.pressToast('This is a regional address', 'Use the Global Address…');
    await workbench.pressDialog(`Point “Administration” at https://${GLOBAL}?`, 'Use the Global Address');
    await allowSignIn(workbench);
    while (!proxy.tunnels.some(tunnel => tunnel.startsWith(GLOBAL))) {
      await editor.page.waitForTimeout(50);
    }
    await workbench.tree.item('Client-Credentials').waitFor();
    await workbench.clearToasts();
    await playAddClient(workbench, { name: 'Rig', destination: 'Keep in SecretStorage only' });
    await workbench.webview().getByRole('heading', { name: 'Rig' }).waitFor();
    await workbench.screenshot('behind-a-proxy');
    const log = fs.readFileSync(logFile(), 'utf8');
    assert.ok(!log.includes('secret%20word') && !log.includes('secret word'));
  });

  it('says that the proxy wants a password, then that the certificate is not trusted, and sends nothing', async () => {
    await open({ proxy: `http://${proxy.host}`, trusted: false });
    const { workbench } = editor;
    await playAddConnection(workbench, replies());
    await workbench.toast('The proxy wants a user name and a password').waitFor();
    await workbench.screenshot('proxy-password');
    assert.deepEqual(regional.requests, []);

    await editor.changeSettings({ 'http.proxy': withPassword() });
    await workbench.openContainer('Client Credentials');
    await playAddConnection(workbench, replies());
    await workbench.toast('The certificate of the address is not trusted').waitFor();
    await workbench.screenshot('certificate-not-trusted');
    assert.deepEqual(regional.requests, []);
  });

  function logFile(): string {
    const files = fs.readdirSync(editor.logs(), { recursive: true, encoding: 'utf8' });
    const found = files.find(file => file.endsWith('Client Credentials.log'));
    assert.ok(found);
    return path.join(editor.logs(), found);
  }
});
