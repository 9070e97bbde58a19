import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { signIn } from '../support/browser/loginPage.ts';
import { filesBelow } from '../support/folders/filesBelow.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { administratorCaller } from '../unit/localTenant/apiCaller.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import {
  inTheBrowser,
  newApplication,
  pageOpenedBy,
  type SignInSuite,
  sentToBrowser,
} from './signInSuite.ts';

/** Plays each way to sign in. */
export const signInStory = (suite: SignInSuite) =>
  describe('signing in in the editor', () => {
    const clients = () => suite.editor.workbench.tree.item('Client-Credentials').waitFor();

    it('signs in by browser, and out in the Accounts menu', async () => {
      const { workbench, page } = suite.editor;
      const clientId = await newApplication(suite, 'AuthorizationCodeClients');
      const login = await sentToBrowser(suite, inTheBrowser(suite, clientId));
      await workbench.quickInput.waitForTitle('Sign In to Production');
      await workbench.screenshot('sign-in-browser');
      await signIn(login, suite.tenant);
      await login.getByRole('heading', { name: 'Back to the editor' }).waitFor();
      await login.screenshot({ path: 'test-results/screenshots/sign-in-end-page.png' });
      await clients();
      assert.equal(await workbench.quickInput.widget.isVisible(), false, 'the box has closed by itself');
      assert.equal(new URL(login.url()).origin, new URL(suite.redirectUri).origin);
      await assert.rejects(fetch(login.url()), 'after one answer nobody listens any more');

      // No token is in settings, state or logs.
      const files = filesBelow(suite.editor.userDataDir);
      assert.ok(
        files.some(file => fs.readFileSync(file, 'latin1').includes(clientId)),
        'the search finds what is there',
      );
      assert.deepEqual(
        files.filter(file => /eyJ[\w-]{20,}\.[\w-]{20,}/.test(fs.readFileSync(file, 'latin1'))),
        [],
      );
      assert.doesNotMatch(await page.locator('.monaco-workbench').innerHTML(), /eyJ[\w-]{20,}/);

      await workbench.accounts.open(/^Local Administrator \(Production\)/);
      await workbench.screenshot('accounts-menu');
      await page.keyboard.press('Escape');
      await workbench.accounts.signOut(/\(Production\)/);
      await page.getByText('You are signed out.').waitFor();
      await workbench.screenshot('signed-out');
    });

    it('signs in by code, and cancels it', async () => {
      const { workbench } = suite.editor;
      const clientId = await newApplication(suite, 'DeviceCodeClients');
      const { resource, tenantId } = suite.tenant;
      await playAddConnection(workbench, {
        resource,
        tenantId,
        clientId,
        name: 'Remote',
        method: 'With a code',
      });
      await allowSignIn(workbench);
      await workbench.quickInput.waitForTitle('Sign In to Remote: Your Code Is');
      await workbench.quickInput.cancel();
      await workbench.page.getByRole('button', { name: 'Use Local Tenant' }).waitFor();

      await playAddConnection(workbench, {
        resource,
        tenantId,
        clientId,
        name: 'Remote',
        method: 'With a code',
      });
      await allowSignIn(workbench);
      await workbench.quickInput.waitForTitle('Sign In to Remote: Your Code Is');
      await workbench.screenshot('sign-in-code');
      await workbench.quickInput.pick('Copy the code');
      const code = await eventually(async () => {
        const copied = await workbench.clipboardText();
        assert.match(copied, /^[A-Z\d]{4}-[A-Z\d]{4}$/);
        return copied;
      });
      assert.match(await workbench.quickInput.title(), new RegExp(`${code}$`));
      const device = await pageOpenedBy(suite, () => workbench.quickInput.pick('Open the page'));
      await device.getByText(code).waitFor();
      await device.getByRole('button', { name: 'Continue' }).click();
      await signIn(device, suite.tenant);
      await device.getByText('The device is signed in').waitFor();
      await clients();
    });

    it('shows the limits of a member', async () => {
      const { workbench } = suite.editor;
      const clientId = await newApplication(suite, 'AuthorizationCodeClients');
      const login = await sentToBrowser(suite, inTheBrowser(suite, clientId));
      await signIn(login, suite.tenant, 'member');
      await clients();
      await workbench.runCommand('Client Credentials: Test Connection');
      const dialog = workbench.dialog('reaches the service');
      await dialog.getByText('✓ Tenant Member').waitFor();
      await dialog.getByText('✗ The Tenant Administrator role is missing').waitFor();
      await dialog.getByRole('button', { name: 'Save Diagnosis…' }).waitFor();
      await workbench.screenshot('test-connection');
      await workbench.pressDialog('reaches the service', 'Cancel');
    });

    it('reports a sign-in cancelled in the browser, and keeps the answers', async () => {
      const { workbench } = suite.editor;
      const clientId = await newApplication(suite, 'AuthorizationCodeClients');
      const login = await sentToBrowser(suite, inTheBrowser(suite, clientId));
      await login.getByRole('button', { name: 'Cancel' }).click();
      await login.getByRole('heading', { name: 'Not signed in' }).waitFor();
      await workbench.toast('The sign-in was refused').waitFor();
      await workbench.screenshot('sign-in-denied');
      await workbench.pressToast('The sign-in was refused', 'Change Answers…');
      await workbench.quickInput.waitForTitle('Add Connection (1/8)');
      await workbench.quickInput.cancel();
    });

    it('signs in from the default answers through a client that is not allowed refresh tokens', async () => {
      const clientId = await newApplication(suite, 'AuthorizationCodeClients', { AllowOfflineAccess: false });
      const replies = inTheBrowser(suite, clientId, { after: 'Ask me to sign in again' });
      const login = await sentToBrowser(suite, replies);
      await signIn(login, suite.tenant);
      await clients();
    });

    it('signs in without a refresh token when the user says that the browser shows an error', async () => {
      const { workbench } = suite.editor;
      const clientId = await newApplication(suite, 'AuthorizationCodeClients');
      const refused = await sentToBrowser(suite, inTheBrowser(suite, clientId));
      await workbench.quickInput.waitForTitle('Sign In to Production');
      await workbench.screenshot('sign-in-waiting');
      const login = await pageOpenedBy(suite, () =>
        workbench.quickInput.pressButton('The Browser Shows an Error'),
      );
      await workbench.quickInput.message('Signing in without “Stay signed in”');
      await workbench.screenshot('sign-in-without-refresh-token');
      await refused.close();
      await signIn(login, suite.tenant);
      await clients();
      const file = filesBelow(suite.editor.userDataDir).find(name => name.endsWith('settings.json')) ?? '';
      assert.match(fs.readFileSync(file, 'utf8'), /"offlineAccess": false/);
    });

    it('explains what to check when the browser shows errors only', async () => {
      const { workbench } = suite.editor;
      const clientId = await newApplication(suite, 'AuthorizationCodeClients');
      const replies = inTheBrowser(suite, clientId, { after: 'Ask me to sign in again' });
      await sentToBrowser(suite, replies);
      await workbench.quickInput.waitForTitle('Sign In to Production');
      await pageOpenedBy(suite, () => workbench.quickInput.pressButton('The Browser Shows an Error'));
      await workbench.quickInput.message('Signing in without requesting your name');
      await workbench.quickInput.pressButton('The Browser Shows an Error');
      await workbench.toast('The service showed an error instead of signing you in').waitFor();
      await workbench.screenshot('sign-in-refused-in-browser');
      await workbench.pressToast('The service showed an error instead of signing you in', 'Change Answers…');
      await workbench.quickInput.waitForTitle('Add Connection (1/8)');
      await workbench.quickInput.cancel();
    });

    it('rejects a wrong pasted address, and accepts the right one, if the browser cannot reach the editor', async () => {
      const { workbench, page } = suite.editor;
      const clientId = await newApplication(suite, 'AuthorizationCodeClients');
      const other = net.createServer(socket => socket.destroy());
      other.listen(Number(new URL(suite.redirectUri).port), '127.0.0.1');
      try {
        await playAddConnection(workbench, inTheBrowser(suite, clientId));
        await allowSignIn(workbench);
        await workbench.dialog('Another program listens').waitFor();
        await workbench.screenshot('sign-in-port-taken');
        assert.equal(page.context().pages().length, 1, 'the browser is sent nowhere unasked');
        await workbench.pressDialog('Another program listens', 'Try Again');
        const login = await pageOpenedBy(suite, () =>
          workbench.pressDialog('Another program listens', 'Open Browser Anyway'),
        );
        await workbench.quickInput.message('Another program listens');
        const arrived = login.waitForRequest(
          request => new URL(request.url()).origin === new URL(suite.redirectUri).origin,
        );
        await signIn(login, suite.tenant);
        const answer = new URL((await arrived).url());
        const stolen = new URL(answer);
        stolen.searchParams.set('state', 'of-somebody-else');
        await workbench.quickInput.type(stolen.href);
        await workbench.quickInput.message('This address doesn’t belong to this sign-in');
        await workbench.screenshot('sign-in-paste');
        await workbench.quickInput.type(answer.href);
        await clients();
      } finally {
        other.close();
      }
    });

    it('reports an ended session, and continues after signing in again', async () => {
      const { workbench, page } = suite.editor;
      const clientId = await newApplication(suite, 'AuthorizationCodeClients');
      const login = await sentToBrowser(suite, inTheBrowser(suite, clientId));
      await signIn(login, suite.tenant);
      await clients();
      const call = await administratorCaller(suite.tenant);
      assert.equal((await call('DELETE', `/AuthorizationCodeClients/${clientId}`)).status, 204);
      // one for each type of client that the view asks about
      suite.tenant.inject({ kind: 'status', status: 401, method: 'HEAD', path: 'Clients$', times: 4 });
      await workbench.runCommand('Client Credentials: Refresh Clients');
      await page.getByText('Your sign-in is not accepted any more').waitFor();
      await workbench.screenshot('welcome-expired');
      await newApplication(suite, 'AuthorizationCodeClients', { Id: clientId });
      await page.getByRole('button', { name: 'Sign In' }).click();
      // the browser still knows the user
      await pageOpenedBy(suite, () => allowSignIn(workbench));
      await clients();
    });
  });
