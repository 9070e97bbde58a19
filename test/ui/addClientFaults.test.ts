import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { startFaultyProxy } from '../support/network/faultyProxy.ts';
import { plain, startScriptedServer } from '../support/network/scriptedServer.ts';
import { administratorToken, type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient, STEPS } from './addClientWizard.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { closeEverything, projectSuite } from './editorSuite.ts';

type Proxy = Awaited<ReturnType<typeof startFaultyProxy>>;

const CLIENTS = /\/ClientCredentialClients$/i;

describe('Add Client with faults, in the editor', () => {
  const suite = projectSuite(closeEverything);
  const { folder } = suite;
  let tenant: LocalTenant;
  let proxy: Proxy;
  let clientsBefore: number;

  before(async () => {
    tenant = await startLocalTenant();
    proxy = await startFaultyProxy(tenant.resource);
  });
  beforeEach(async () => {
    const { workbench } = suite.editor;
    await workbench.openContainer('Client Credentials');
    clientsBefore = await clientCount();
    if (await workbench.tree.item('Client-Credentials').isVisible()) return;
    await playAddConnection(workbench, connection());
    await allowSignIn(workbench);
    await workbench.tree.item('Client-Credentials').waitFor();
  });
  afterEach(() => proxy.clear());
  after(async () => {
    await proxy.dispose();
    await tenant.stop();
  });

  const connection = () => ({
    resource: proxy.resource,
    tenantId: tenant.tenantId,
    clientId: tenant.clientId,
    method: 'As a client' as const,
    clientSecret: tenant.clientSecret,
    name: 'Behind a proxy',
  });

  /** Counts the clients of the tenant. */
  async function clientCount(): Promise<number> {
    const response = await fetch(
      `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}/ClientCredentialClients`,
      {
        method: 'HEAD',
        headers: { authorization: `Bearer ${await administratorToken(tenant)}` },
      },
    );
    return Number(response.headers.get('total-count'));
  }
  const created = async () => (await clientCount()) - clientsBefore;

  it('saves the secret if the file is read-only, and shows it again', async () => {
    const { workbench } = suite.editor;
    const file = path.join(folder, '.env');
    fs.writeFileSync(file, 'OTHER=1\n', { mode: 0o444 });
    await playAddClient(workbench, { name: 'Read-only', destination: '.env', write: 'Write to .env' });
    await workbench.webview().getByText('.env is read-only').waitFor();
    await workbench.webview().getByText('Kept in SecretStorage.').waitFor();
    await workbench.screenshot('fault-read-only');
    assert.equal(fs.readFileSync(file, 'utf8'), 'OTHER=1\n');
    fs.chmodSync(file, 0o600);
    await workbench.closeAllEditors();
    await workbench.tree.expand('Client-Credentials');
    await workbench.tree.inlineAction('Read-only', 'Insert into Project…');
    await workbench.quickInput.pick('.env');
    await workbench.quickInput.pick('Write to .env');
    await workbench.toast('The credentials of Read-only are in .env.').waitFor();
    assert.match(dotenv.parse(fs.readFileSync(file, 'utf8')).ADH_CLIENT_SECRET ?? '', /^.{44}$/);
  });

  it('inserts with one click once the file is known', async () => {
    const { workbench } = suite.editor;
    await playAddClient(workbench, { name: 'First', destination: '.env' });
    await workbench.webview().getByText('Written to .env').waitFor();
    await playAddClient(workbench, { name: 'Second', destination: 'Keep in SecretStorage only' });
    await workbench.webview().getByRole('heading', { name: 'Second' }).waitFor();
    await workbench.tree.expand('Client-Credentials');
    const before = dotenv.parse(fs.readFileSync(path.join(folder, '.env')));
    await workbench.tree.inlineAction('Second', 'Insert into Project…');
    await workbench.toast('The credentials of Second are in .env.').waitFor();
    const after = dotenv.parse(fs.readFileSync(path.join(folder, '.env')));
    assert.notEqual(after.ADH_CLIENT_ID, before.ADH_CLIENT_ID);
    assert.notEqual(after.ADH_CLIENT_SECRET, before.ADH_CLIENT_SECRET);
  });

  it('asks before a secret goes into a file that git would commit', async () => {
    const { workbench } = suite.editor;
    fs.writeFileSync(path.join(folder, '.gitignore'), 'node_modules\n');
    await playAddClient(workbench, { name: 'Guarded', destination: '.env' });
    await workbench.dialog('git does not ignore .env').waitFor();
    assert.equal(await created(), 0, 'nothing is created before the answer');
    await workbench.screenshot('git-guard');
    await workbench.pressDialog('git does not ignore .env', 'Add to .gitignore and Write');
    await workbench.webview().getByText('Written to .env').waitFor();
    const ignored = execFileSync('git', ['check-ignore', '.env'], { cwd: folder, encoding: 'utf8' });
    assert.equal(ignored.trim(), '.env');
  });

  const faults = [
    ['403', { kind: 'answer', status: 403, body: '' }, 'It needs the role Tenant Administrator', 0],
    ['409', { kind: 'answer', status: 409, body: '' }, 'The id or the name is already taken', 0],
    [
      'HTML instead of JSON',
      { kind: 'answer', status: 200, body: '<!DOCTYPE html><p>hotel' },
      'a web page',
      0,
    ],
    ['a connection that breaks before', { kind: 'reset' }, 'Nothing was created', 0],
    ['an answer that gets lost', { kind: 'dropAnswer' }, 'The service created the client', 1],
  ] as const;
  for (const [title, fault, words, clients] of faults) {
    it(`reports the error, and loses nothing silently: ${title}`, async () => {
      proxy.inject({ method: 'POST', path: CLIENTS, fault });
      await playAddClient(suite.editor.workbench, {
        name: 'Unlucky',
        destination: 'Keep in SecretStorage only',
      });
      await suite.editor.workbench.toast(words).waitFor();
      await suite.editor.workbench.screenshot(`fault-${title.replaceAll(' ', '-')}`);
      assert.equal(await created(), clients);
    });
  }

  it('deletes a client with a lost secret if the user confirms', async () => {
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'dropAnswer' } });
    await playAddClient(suite.editor.workbench, {
      name: 'Unlucky',
      destination: 'Keep in SecretStorage only',
    });
    await suite.editor.workbench.pressToast('The service created the client', 'Delete Client');
    await suite.editor.workbench.tree.item('Client-Credentials').waitFor();
    await eventually(async () => assert.equal(await created(), 0));
  });

  it('creates nothing when cancelled, at whichever question', async () => {
    const { workbench } = suite.editor;
    const { quickInput } = workbench;
    for (let at = 1; at <= STEPS.everything; at += 1) {
      // The number of questions depends on the third answer.
      const total = (step: number) => (step <= 3 ? STEPS.suggested : STEPS.everything);
      await workbench.runCommand('Client Credentials: Add Client…');
      for (let step = 1; step < at; step += 1) {
        await quickInput.waitForTitle(`Add Client (${step}/${total(step)})`);
        if (step === 2) await quickInput.type('Never');
        else if (step === 3) await quickInput.pick('Choose everything…');
        else await quickInput.accept();
      }
      await quickInput.waitForTitle(`Add Client (${at}/${total(at)})`);
      await quickInput.cancel();
    }
    assert.equal(await created(), 0);
    assert.equal(fs.existsSync(path.join(folder, '.env')), false);
  });

  it('distinguishes a wrong secret from an outage, and keeps the answers', async () => {
    const { workbench } = suite.editor;
    await playAddConnection(workbench, { ...connection(), name: 'Another', clientSecret: 'wrong' });
    await workbench.toast('its id or secret is wrong').waitFor();
    await workbench.screenshot('fault-wrong-secret');
    await workbench.pressToast('its id or secret is wrong', 'Change Answers…');
    await workbench.quickInput.waitForTitle('Add Connection (1/');
    await workbench.quickInput.cancel();
    proxy.inject({ path: /./, fault: { kind: 'reset' }, times: Number.POSITIVE_INFINITY });
    await workbench.runCommand('Client Credentials: Refresh Clients');
    await workbench.page.getByText('The service cannot be reached.').waitFor();
    await workbench.screenshot('welcome-offline');
    proxy.clear();
    await workbench.runCommand('Client Credentials: Refresh Clients');
    await workbench.tree.item('Client-Credentials').waitFor();
  });

  it('reports an address of another service', async () => {
    const server = await startScriptedServer();
    server.play(plain(200, '<!DOCTYPE html><p>Welcome to nginx'));
    await playAddConnection(suite.editor.workbench, {
      ...connection(),
      name: 'Another',
      resource: server.resource,
    });
    await suite.editor.workbench.toast('does not answer as the service does').waitFor();
    await server.close();
  });
});
