import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import dotenv from 'dotenv';
import { startFaultyProxy } from '../support/faultyProxy.ts';
import { administratorToken, type LocalTenant, startLocalTenant } from '../support/localTenant.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { copySampleWorkspace } from '../support/sampleWorkspaceCopy.ts';
import { plain, startScriptedServer } from '../support/scriptedServer.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { playAddClient, STEPS } from './addClientWizard.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';

type Proxy = Awaited<ReturnType<typeof startFaultyProxy>>;

const CLIENTS = /\/ClientCredentialClients$/i;

describe('when something goes wrong in the editor', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let proxy: Proxy;
  let editor: Editor;

  beforeEach(async () => {
    copySampleWorkspace(folder.path);
    tenant = await startLocalTenant();
    proxy = await startFaultyProxy(tenant.resource);
    editor = await openEditor({ folder: folder.path });
    await editor.workbench.openContainer('Client Credentials');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.workbench.screenshot('failed');
    await editor.dispose();
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

  async function signIn(): Promise<void> {
    await playAddConnection(editor.workbench, connection());
    await allowSignIn(editor.workbench);
    await editor.workbench.tree.item('Client-Credentials').waitFor();
  }

  /** Counts the clients that the tenant has, its administrator included. */
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

  it('keeps the secret when the file is read-only, and shows it again', async () => {
    const { workbench } = editor;
    const file = path.join(folder.path, '.env');
    fs.writeFileSync(file, 'OTHER=1\n', { mode: 0o444 });
    await signIn();
    await playAddClient(workbench, { name: 'Read-only', destination: '.env', write: 'Write to .env' });
    await workbench.webview().getByText('.env is read-only').waitFor();
    await workbench.webview().getByText('Kept in SecretStorage.').waitFor();
    await workbench.screenshot('fault-read-only');
    assert.equal(fs.readFileSync(file, 'utf8'), 'OTHER=1\n');
    fs.chmodSync(file, 0o600);
    await workbench.runCommand('View: Close All Editors');
    await workbench.tree.expand('Client-Credentials');
    await workbench.tree.inlineAction('Read-only', 'Insert into Project…');
    await workbench.quickInput.pick('.env');
    await workbench.quickInput.pick('Write to .env');
    await workbench.toast('The credentials of Read-only are in .env.').waitFor();
    assert.match(dotenv.parse(fs.readFileSync(file, 'utf8')).ADH_CLIENT_SECRET ?? '', /^.{43}$/);
  });

  it('inserts with one click once the file is known', async () => {
    const { workbench } = editor;
    await signIn();
    await playAddClient(workbench, { name: 'First', destination: '.env' });
    await workbench.webview().getByText('Written to .env').waitFor();
    await playAddClient(workbench, { name: 'Second', destination: 'Keep in SecretStorage only' });
    await workbench.webview().getByRole('heading', { name: 'Second' }).waitFor();
    await workbench.tree.expand('Client-Credentials');
    const before = dotenv.parse(fs.readFileSync(path.join(folder.path, '.env')));
    await workbench.tree.inlineAction('Second', 'Insert into Project…');
    await workbench.toast('The credentials of Second are in .env.').waitFor();
    const after = dotenv.parse(fs.readFileSync(path.join(folder.path, '.env')));
    assert.notEqual(after.ADH_CLIENT_ID, before.ADH_CLIENT_ID);
    assert.notEqual(after.ADH_CLIENT_SECRET, before.ADH_CLIENT_SECRET);
  });

  it('asks before a secret goes into a file that git would commit', async () => {
    const { workbench } = editor;
    fs.writeFileSync(path.join(folder.path, '.gitignore'), 'node_modules\n');
    await signIn();
    await playAddClient(workbench, { name: 'Guarded', destination: '.env' });
    await workbench.dialog('git does not ignore .env').waitFor();
    assert.equal(await clientCount(), 1, 'nothing is created before the answer');
    await workbench.screenshot('git-guard');
    await workbench.pressDialog('git does not ignore .env', 'Add to .gitignore and Write');
    await workbench.webview().getByText('Written to .env').waitFor();
    const ignored = execFileSync('git', ['check-ignore', '.env'], { cwd: folder.path, encoding: 'utf8' });
    assert.equal(ignored.trim(), '.env');
  });

  const faults = [
    ['403', { kind: 'answer', status: 403, body: '' }, 'It needs the role Tenant Administrator', 1],
    ['409', { kind: 'answer', status: 409, body: '' }, 'The id is already taken', 1],
    [
      'HTML instead of JSON',
      { kind: 'answer', status: 200, body: '<!DOCTYPE html><p>hotel' },
      'a web page',
      1,
    ],
    ['a connection that breaks before', { kind: 'reset' }, 'Nothing was created', 1],
    ['an answer that gets lost', { kind: 'dropAnswer' }, 'The service created the client', 2],
  ] as const;
  for (const [title, fault, words, clients] of faults) {
    it(`says what happened, and that nothing is lost unnoticed: ${title}`, async () => {
      await signIn();
      proxy.inject({ method: 'POST', path: CLIENTS, fault });
      await playAddClient(editor.workbench, { name: 'Unlucky', destination: 'Keep in SecretStorage only' });
      await editor.workbench.toast(words).waitFor();
      await editor.workbench.screenshot(`fault-${title.replaceAll(' ', '-')}`);
      assert.equal(await clientCount(), clients);
    });
  }

  it('deletes a client whose secret got lost, when the user wants that', async () => {
    await signIn();
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'dropAnswer' } });
    await playAddClient(editor.workbench, { name: 'Unlucky', destination: 'Keep in SecretStorage only' });
    await editor.workbench.pressToast('The service created the client', 'Delete Client');
    await editor.workbench.tree.item('Client-Credentials').waitFor();
    while ((await clientCount()) !== 1) await setTimeout(50);
  });

  it('creates nothing when cancelled, at whichever question', async () => {
    const { workbench } = editor;
    const { quickInput } = workbench;
    await signIn();
    for (let at = 1; at <= STEPS.everything; at += 1) {
      // the number of questions is known once the third is answered
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
    assert.equal(await clientCount(), 1);
    assert.equal(fs.existsSync(path.join(folder.path, '.env')), false);
  });

  it('tells a wrong secret and a service that is down apart, with the answers kept', async () => {
    const { workbench } = editor;
    await playAddConnection(editor.workbench, { ...connection(), clientSecret: 'wrong' });
    await workbench.toast('its id or secret is wrong').waitFor();
    await workbench.screenshot('fault-wrong-secret');
    await workbench.pressToast('its id or secret is wrong', 'Change Answers…');
    await workbench.quickInput.waitForTitle('Add Connection (1/');
    await workbench.quickInput.cancel();
    await signIn();
    await tenant.kill();
    await proxy.dispose();
    await workbench.runCommand('Client Credentials: Refresh Clients');
    await workbench.page.getByText('The service cannot be reached.').waitFor();
    await workbench.screenshot('welcome-offline');
    tenant = await startLocalTenant();
    proxy = await startFaultyProxy(tenant.resource);
  });

  it('says that an address is not the service', async () => {
    const server = await startScriptedServer();
    server.play(plain(200, '<!DOCTYPE html><p>Welcome to nginx'));
    await playAddConnection(editor.workbench, { ...connection(), resource: server.resource });
    await editor.workbench.toast('does not answer as the service does').waitFor();
    await server.close();
  });
});
