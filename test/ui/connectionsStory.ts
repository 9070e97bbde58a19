import assert from 'node:assert/strict';
import path from 'node:path';
import { temporaryFolder } from '../support/folders/temporaryFolder.ts';
import { workbench as drive } from '../support/realEditor/workbench/workbench.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient } from './addClientWizard.ts';
import { allowSignIn, answerConnectionQuestions, playAddConnection } from './connectionWizard.ts';
import { connectionNames } from './editorSuite.ts';
import { asAdministrator, type SignInSuite } from './signInSuite.ts';

/** Plays the connection commands. */
export const connectionsStory = (suite: SignInSuite) =>
  describe('connections in the editor', () => {
    let other: LocalTenant | undefined;

    const folder = temporaryFolder();

    // After the cleanup of the previous test, which may need the service.
    const stopOther = async (): Promise<void> => {
      await other?.stop();
      other = undefined;
    };
    beforeEach(stopOther);
    after(stopOther);

    const signedIn = async (replies = asAdministrator(suite)): Promise<void> => {
      await playAddConnection(suite.editor.workbench, replies);
      await allowSignIn(suite.editor.workbench);
    };

    it('shows two, then one, and each under its new name', async () => {
      const { workbench } = suite.editor;
      const { quickInput, tree } = workbench;
      other = await startLocalTenant();
      await signedIn();
      await tree.item('Client-Credentials').waitFor();
      await signedIn(asAdministrator({ tenant: other }, { name: 'Staging' }));
      await tree.expand('Administration');
      await tree.expand('Staging');
      await tree.item('(none)').nth(1).waitFor();
      await workbench.screenshot('two-connections');
      assert.deepEqual(await tree.labels(), [
        'Administration',
        'Client-Credentials',
        '(none)',
        'Staging',
        'Client-Credentials',
        '(none)',
      ]);

      await workbench.runCommand('Client Credentials: Switch Connection…');
      await quickInput.pick('Staging');
      await tree.item('Staging').waitFor({ state: 'detached' });
      await tree
        .item('Client-Credentials')
        .filter({ hasText: /Credentials1$/ })
        .waitFor();
      await workbench.runCommand('Client Credentials: Rename Connection…');
      await quickInput.pick('Staging');
      await quickInput.waitForTitle('Rename Staging');
      await quickInput.type('Administration', { accept: false });
      await quickInput.message('There is already a connection of this name.');
      await quickInput.type('Test bed');
      await eventually(async patienceMs => {
        // A setting reaches other processes with a delay.
        await workbench.runCommand('Client Credentials: Switch Connection…');
        await quickInput.row('Test bed').waitFor({ timeout: patienceMs });
      });
      for (const label of ['All connections', 'Administration', 'Test bed']) {
        await quickInput.row(label).waitFor();
      }
      assert.equal(await quickInput.row('Staging').count(), 0);
      await quickInput.pick('All connections');
      await tree.item('Test bed').waitFor();

      await tree.contextMenu('Administration', 'Sign Out');
      await tree.expand('Administration');
      await tree.item('You are signed out of this connection.').waitFor();
      await tree.item('You are signed out of this connection.').click();
      await allowSignIn(workbench);
      await quickInput.waitForTitle('Sign In to Administration');
      await quickInput.type(suite.tenant.clientSecret);
      await tree.item('You are signed out of this connection.').waitFor({ state: 'detached' });
    });

    it('applies to a second window, also on sign-out', async () => {
      const { workbench, page } = suite.editor;
      await signedIn();
      await workbench.tree.item('Client-Credentials').waitFor();
      const secondPage = await page.context().newPage();
      await secondPage.goto(page.url());
      const second = drive(secondPage);
      await second.ready();
      await second.openContainer('Client Credentials');
      await second.tree.item('Client-Credentials').waitFor();
      await second.accounts.signOut(/\(Administration\)/);
      await secondPage.getByText('You are signed out.').waitFor();
      await page.bringToFront();
      await page.getByText('You are signed out.').waitFor();
    });

    it('is edited: only a new address needs a new sign-in', async () => {
      const { workbench } = suite.editor;
      const { quickInput } = workbench;
      const replies = asAdministrator(suite);
      await signedIn(replies);
      await workbench.tree.item('Client-Credentials').waitFor();

      await workbench.runCommand('Client Credentials: Edit Connection…');
      // An empty input keeps the secret.
      const renamed = { ...replies, name: 'Renamed', clientSecret: '' } as typeof replies;
      await answerConnectionQuestions(workbench, 'Edit Administration', renamed);
      await quickInput.widget.waitFor({ state: 'hidden' });
      await eventually(() => assert.deepEqual(connectionNames(suite.editor), ['Renamed']));
      await workbench.tree.item('Client-Credentials').waitFor();

      other = await startLocalTenant();
      await workbench.runCommand('Client Credentials: Edit Connection…');
      const elsewhere = asAdministrator({ tenant: other }, { name: 'Elsewhere' });
      await answerConnectionQuestions(workbench, 'Edit Renamed', elsewhere);
      await allowSignIn(workbench);
      // This tenant has only its administrator.
      await workbench.tree
        .item('Client-Credentials')
        .filter({ hasText: /Credentials1$/ })
        .waitFor();
      await eventually(() => assert.deepEqual(connectionNames(suite.editor), ['Elsewhere']));
      await workbench.accounts.open(/\(Elsewhere\)/);
      assert.equal(await workbench.page.getByRole('menuitem', { name: /\(Administration\)/ }).count(), 0);
    });

    it('offers the global address if a regional one is read-only', async () => {
      const { workbench } = suite.editor;
      other = await startLocalTenant({ regional: true });
      await signedIn(asAdministrator({ tenant: other }));
      await workbench.tree.item('Client-Credentials').waitFor();
      await playAddClient(workbench, { name: 'Regional', destination: 'Keep in SecretStorage only' });
      await workbench.pressToast('This is a regional address', 'Use the Global Address…');
      await workbench.dialog('Point “Administration” at').waitFor();
      await workbench.screenshot('regional-offer');
      await workbench.pressDialog('Point “Administration” at', 'Cancel');
      await workbench.tree.item('Client-Credentials').waitFor();
    });

    it('reports an outage of the service once, and recovers', async () => {
      const { workbench, page } = suite.editor;
      const start = (port?: number) =>
        startLocalTenant({ dataDir: path.join(folder.path, 'data'), ...(port ? { port } : {}) });
      other = await start();
      const { host, port } = new URL(other.resource);
      await signedIn(asAdministrator({ tenant: other }));
      await workbench.tree.item('Client-Credentials').waitFor();
      await other.kill();
      await workbench.runCommand('Client Credentials: Refresh Clients');
      await page.getByText('The service cannot be reached. We try again').waitFor();
      await workbench.toast(`${host}: The service cannot be reached`).waitFor();
      for (let count = 0; count < 3; count += 1) {
        await page.getByRole('button', { name: 'Try Again' }).click();
        await page.getByText('The service cannot be reached. We try again').waitFor();
      }
      assert.equal(await workbench.toast(host).count(), 1);
      await workbench.screenshot('outage');
      other = await start(Number(port));
      await workbench.tree.item('Client-Credentials').waitFor();
    });

    it('shows the roles required by a sign-in without any', async () => {
      const { workbench, page } = suite.editor;
      await signedIn();
      await workbench.tree.item('Client-Credentials').waitFor();
      // The editor may reload the settings file: a second refresh would no longer hit the fault.
      await eventually(async patienceMs => {
        suite.tenant.inject({ kind: 'status', status: 403, method: 'HEAD', path: 'Clients$', times: 4 });
        await workbench.runCommand('Client Credentials: Refresh Clients');
        await page.getByText('This sign-in may not list the clients of the tenant').waitFor();
        await workbench.screenshot('welcome-forbidden');
        await page.getByRole('button', { name: 'Test Connection' }).click({ timeout: patienceMs });
      });
      await workbench.dialog('✓ Self: can add and delete its own secrets.').waitFor();
      await workbench.pressDialog('reaches the service', 'Cancel');
    });

    it('warns of an entry in the setting that is not usable', async () => {
      const entry = { name: 'By hand', tenantId: 'not a GUID', signIn: { method: 'client', clientId: 'x' } };
      await suite.editor.changeSettings({ 'clientCredentials.connections': [entry] });
      await suite.editor.workbench.openContainer('Client Credentials');
      await suite.editor.workbench.toast('has entries that cannot be used (1)').waitFor();
      await suite.editor.changeSettings({ 'clientCredentials.connections': [] });
    });
  });
