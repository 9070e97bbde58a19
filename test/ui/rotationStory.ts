import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { startFaultyProxy } from '../support/network/faultyProxy.ts';
import { clientToken, type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { administratorCaller } from '../unit/localTenant/apiCaller.ts';
import { playAddClient } from './addClientWizard.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { closeEverything, connectionNames, leaveNoConnection, type ProjectSuite } from './editorSuite.ts';
import { asAdministrator } from './signInSuite.ts';

const SECRETS = /\/Secrets$/i;

/** Plays rotations, also those that are interrupted. */
export const rotationStory = (suite: ProjectSuite) =>
  describe('rotating in the editor', () => {
    const { folder } = suite;
    let tenant: LocalTenant;
    let proxy: Awaited<ReturnType<typeof startFaultyProxy>>;
    // Unique names, since the secrets of earlier tests are still saved.
    let clients = 0;
    let client: string;
    let clientId: string;

    before(async () => {
      tenant = await startLocalTenant();
      proxy = await startFaultyProxy(tenant.resource);
      suite.tidyUp = closeEverything;
    });
    beforeEach(async () => {
      const { workbench } = suite.editor;
      clients += 1;
      client = `Pump ${clients}`;
      await workbench.openContainer('Client Credentials');
      if (connectionNames(suite.editor).length === 0) await connect();
      await playAddClient(workbench, { name: client, destination: '.env' });
      await workbench.webview().getByText('Written to .env').waitFor();
      clientId = env().ADH_CLIENT_ID ?? '';
      await workbench.closeAllEditors();
      await workbench.tree.expand('Client-Credentials');
      await workbench.tree.expand(client);
    });
    afterEach(async function () {
      // Discards faults that were not reached.
      if (this.currentTest?.state !== 'passed') proxy.clear();
      // Its rows would match those of the next test.
      await (await administratorCaller(tenant))('DELETE', `/ClientCredentialClients/${clientId}`);
    });
    after(async () => {
      if (suite.isOpen) await leaveNoConnection(suite.editor);
      await proxy.dispose();
      await tenant.stop();
    });

    /** Signs in to the tenant through the proxy. */
    async function connect(): Promise<void> {
      const { workbench } = suite.editor;
      const rig = asAdministrator({ tenant }, { resource: proxy.resource, name: 'Rig' });
      await playAddConnection(workbench, rig);
      await allowSignIn(workbench);
      await workbench.tree.item('Client-Credentials').waitFor();
    }

    const env = () => dotenv.parse(fs.readFileSync(path.join(folder, '.env')));
    const works = (secret = '') =>
      clientToken(tenant, clientId, secret).then(
        () => true,
        () => false,
      );
    /** The service may accept a deleted secret for a while. */
    const stopsWorking = (secret = '') => eventually(async () => assert.equal(await works(secret), false));

    async function startWizard(afterwards: string): Promise<void> {
      const { quickInput, tree, page } = suite.editor.workbench;
      const secret = page.locator('[role="treeitem"][aria-level="3"] .label-name');
      await tree.inlineAction(((await secret.textContent()) ?? '').trim(), 'Rotate Secret…');
      await quickInput.waitForTitle(`Rotate a Secret of ${client} (1/3)`);
      await suite.editor.workbench.screenshot('rotate-expiry');
      await quickInput.pick('As long as the old one');
      await quickInput.waitForTitle(`Rotate a Secret of ${client} (2/3)`);
      await suite.editor.workbench.screenshot('rotate-afterwards');
      await quickInput.pick(afterwards);
      await quickInput.waitForTitle(`Rotate a Secret of ${client} (3/3)`);
      await suite.editor.workbench.screenshot('rotate-summary');
      await quickInput.pick('Rotate');
    }

    /** Rotates up to the deletion of the old secret, which always fails. */
    async function stopHalfway(): Promise<void> {
      proxy.inject({
        method: 'DELETE',
        path: /\/Secrets\//i,
        times: 12,
        fault: { kind: 'answer', status: 403, body: '' },
      });
      await startWizard('Delete it at once');
      await suite.editor.workbench.toast('has stopped').waitFor();
    }

    it('replaces the secret in its file, and deletes the old one on request', async () => {
      const { workbench } = suite.editor;
      const before = env();
      await startWizard('Delete it after 1 hour');
      await workbench.toast(`“${client}” has a new secret`).waitFor();
      await workbench.screenshot('rotated');
      const after = env();
      assert.notEqual(after.ADH_CLIENT_SECRET, before.ADH_CLIENT_SECRET);
      assert.ok(await works(before.ADH_CLIENT_SECRET), 'the old one works for its grace time');

      await workbench.runCommand('Client Credentials: Resume Interrupted Work…');
      await workbench.quickInput.waitForTitle(`Rotating a secret of “${client}”`);
      await workbench.screenshot('rotation-waiting');
      await workbench.quickInput.pick('Delete the old secret now');
      await workbench.toast('The old one is deleted.').waitFor();
      await stopsWorking(before.ADH_CLIENT_SECRET);
      assert.ok(await works(after.ADH_CLIENT_SECRET));
    });

    it('shows where it stopped, and finishes after a restart of the editor', async () => {
      const { workbench } = suite.editor;
      const before = env();
      await stopHalfway();
      await workbench.screenshot('rotation-stopped');
      assert.ok(await works(env().ADH_CLIENT_SECRET));
      assert.ok(await works(before.ADH_CLIENT_SECRET));
      proxy.clear();
      await workbench.runCommand('Developer: Reload Window');
      await workbench.toast('was interrupted').waitFor();
      await workbench.statusBarItem('1 to finish').waitFor();
      await workbench.screenshot('rotation-interrupted');
      await workbench.pressToast('was interrupted', 'Resume…');
      await workbench.quickInput.waitForTitle(`Rotating a secret of “${client}”`);
      await workbench.quickInput.pick('Finish');
      await workbench.toast('The old one is deleted.').waitFor();
      await workbench.statusBarItem('to finish').waitFor({ state: 'hidden' });
      await stopsWorking(before.ADH_CLIENT_SECRET);
      assert.ok(await works(env().ADH_CLIENT_SECRET));
    });

    it('can be abandoned by the user, and is then never asked about again', async () => {
      const { workbench } = suite.editor;
      const before = env();
      await stopHalfway();
      proxy.clear();
      await workbench.clearToasts();
      await workbench.runCommand('Client Credentials: Resume Interrupted Work…');
      await workbench.quickInput.waitForTitle(`Rotating a secret of “${client}”`);
      await workbench.quickInput.pick('Stop here');
      await workbench.dialog('stop here?').waitFor();
      await workbench.screenshot('rotation-stop-here');
      await workbench.pressDialog('stop here?', 'Stop');
      await workbench.toast('left as it is').waitFor();
      await workbench.statusBarItem('to finish').waitFor({ state: 'hidden' });
      assert.ok(await works(env().ADH_CLIENT_SECRET));
      assert.ok(await works(before.ADH_CLIENT_SECRET), 'nothing was deleted');
      await workbench.runCommand('Client Credentials: Resume Interrupted Work…');
      await workbench.toast('Nothing was interrupted').waitFor();
    });

    it('continues without a missing folder after confirmation', async () => {
      const { workbench } = suite.editor;
      const before = env();
      const elsewhere = `${folder}-elsewhere`;
      fs.renameSync(folder, elsewhere);
      try {
        await startWizard('Delete it at once');
        await workbench.toast('has stopped').waitFor();
        await workbench.screenshot('rotation-folder-gone');
        assert.ok(await works(before.ADH_CLIENT_SECRET), 'nothing is deleted that a file may hold');
        await workbench.pressToast('has stopped', 'Go On Without It');
        await workbench.toast('The old one is deleted.').waitFor();
        await workbench.statusBarItem('to finish').waitFor({ state: 'hidden' });
      } finally {
        fs.renameSync(elsewhere, folder);
      }
      await stopsWorking(before.ADH_CLIENT_SECRET);
    });

    const secretCount = async (): Promise<number> => {
      const call = await administratorCaller(tenant);
      return (await call('GET', `/ClientCredentialClients/${clientId}/Secrets`)).body.length;
    };
    /** From now on, Git would commit the file with the secret. */
    const stopIgnoring = () => fs.writeFileSync(path.join(folder, '.gitignore'), '');
    const question = 'git does not ignore .env.';

    async function resume(way: string): Promise<void> {
      const { workbench } = suite.editor;
      await workbench.runCommand('Client Credentials: Resume Interrupted Work…');
      await workbench.quickInput.waitForTitle(`Rotating a secret of “${client}”`);
      await workbench.quickInput.pick(way);
    }

    it('asks about a file that Git would commit by now, before anything is created', async () => {
      const { workbench } = suite.editor;
      const before = env();
      stopIgnoring();
      await startWizard('Delete it at once');
      await workbench.dialog(question).waitFor();
      await workbench.screenshot('rotate-git');
      assert.equal(await secretCount(), 1, 'nothing is created before the answer');
      await workbench.pressDialog(question, 'Cancel');
      await startWizard('Delete it at once');
      await workbench.dialog(question).waitFor();
      assert.equal(await secretCount(), 1);
      assert.deepEqual(env(), before);
      await workbench.pressDialog(question, 'Skip This File');
      await workbench
        .toast('Skipped, so they go on with the old one: 1 place. The old one is kept.')
        .waitFor();
      assert.deepEqual(env(), before);
      assert.ok(await works(before.ADH_CLIENT_SECRET), 'the skipped file goes on working');
      assert.equal(await secretCount(), 2);
    });

    it('asks again when an interrupted rotation is finished', async () => {
      const { workbench } = suite.editor;
      const before = env();
      const refused = { kind: 'answer', status: 403, body: '' } as const;
      proxy.inject({ method: 'POST', path: /connect\/token/i, times: 12, fault: refused });
      await startWizard('Delete it at once');
      await workbench.toast('has stopped').waitFor();
      proxy.clear();
      await workbench.clearToasts();
      stopIgnoring();
      execFileSync('git', ['-C', folder, 'add', '.env']);
      const tracked = '.env is under version control.';
      await resume('Finish');
      await workbench.pressDialog(tracked, 'Cancel');
      assert.deepEqual(env(), before);
      await resume('Finish');
      await workbench.pressDialog(tracked, 'Write Anyway');
      await workbench.toast('The old one is deleted.').waitFor();
      assert.ok(await works(env().ADH_CLIENT_SECRET));
    });

    it('asks again when a rotation is undone, and can add the file to .gitignore', async () => {
      const { workbench } = suite.editor;
      const before = env();
      await startWizard('Delete it after 1 hour');
      await workbench.toast(`“${client}” has a new secret`).waitFor();
      const after = env();
      await workbench.clearToasts();
      stopIgnoring();
      await resume('Undo');
      await workbench.pressDialog(question, 'Cancel');
      assert.deepEqual(env(), after);
      await resume('Undo');
      await workbench.pressDialog(question, 'Add to .gitignore and Write');
      await workbench.toast(`Rotating a secret of “${client}”: undone.`).waitFor();
      assert.deepEqual(env(), before);
      assert.match(fs.readFileSync(path.join(folder, '.gitignore'), 'utf8'), /^\/\.env$/m);
      await stopsWorking(after.ADH_CLIENT_SECRET);
    });

    it('updates a connection that signs in as the client, even if it is not the active one', async () => {
      const { workbench } = suite.editor;
      const before = env();
      await playAddConnection(workbench, {
        resource: proxy.resource,
        tenantId: tenant.tenantId,
        clientId: before.ADH_CLIENT_ID ?? '',
        method: 'As a client',
        clientSecret: before.ADH_CLIENT_SECRET ?? '',
        name: 'The client itself',
      });
      await allowSignIn(workbench);
      await workbench.tree.item('The client itself').waitFor();
      await workbench.runCommand('Client Credentials: Switch Connection…');
      await workbench.quickInput.pick('Rig');
      await workbench.tree.item('The client itself').waitFor({ state: 'detached' });
      await workbench.tree.expand('Client-Credentials');
      await workbench.tree.expand(client);
      await startWizard('Delete it at once');
      await workbench.toast('The old one is deleted.').waitFor();
      await stopsWorking(before.ADH_CLIENT_SECRET);
      await workbench.runCommand('Client Credentials: Switch Connection…');
      await workbench.quickInput.pick('The client itself');
      // An earlier token would hide that the secret is deleted.
      await workbench.runCommand('Developer: Reload Window');
      await workbench.openContainer('Client Credentials');
      await workbench.runCommand('Client Credentials: Test Connection');
      await workbench.dialog('✓ Self: can add and delete its own secrets.').waitFor();
      await workbench.pressDialog('reaches the service', 'Cancel');
      await leaveNoConnection(suite.editor);
    });

    it('rotates as the client itself without a sign-in, and cleans up after a lost answer', async () => {
      const { workbench } = suite.editor;
      const before = env();
      await workbench.runCommand('Client Credentials: Remove Connection…');
      await workbench.pressDialog('Remove the connection', 'Remove');
      await workbench.page.getByRole('button', { name: 'Use Local Tenant' }).waitFor();
      proxy.inject({ method: 'POST', path: SECRETS, fault: { kind: 'dropAnswer' } });
      await workbench.runCommand('Client Credentials: Rotate Secret…');
      await workbench.quickInput.waitForTitle('Which credentials?');
      await workbench.quickInput.pick(client);
      await workbench.quickInput.waitForTitle(`Rotate a Secret of ${client} (1/3)`);
      await workbench.quickInput.pick('90 days');
      await workbench.quickInput.pick('Delete it at once');
      await workbench.quickInput.waitForTitle(`Rotate a Secret of ${client} (3/3)`);
      await workbench.screenshot('rotate-itself');
      await workbench.quickInput.pick('Rotate');
      await workbench.toast('The old one is deleted.').waitFor();
      const after = env();
      assert.ok(await works(after.ADH_CLIENT_SECRET));
      await stopsWorking(before.ADH_CLIENT_SECRET);
      const accessToken = await clientToken(tenant, after.ADH_CLIENT_ID ?? '', after.ADH_CLIENT_SECRET ?? '');
      const answer = await fetch(
        `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}/ClientCredentialClients/${after.ADH_CLIENT_ID}/Secrets`,
        { headers: { authorization: `Bearer ${accessToken}` } },
      );
      const secrets = (await answer.json()) as readonly unknown[];
      assert.equal(secrets.length, 1, 'no secret is left whose value nobody knows');
    });
  });
