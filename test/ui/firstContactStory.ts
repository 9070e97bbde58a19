import assert from 'node:assert/strict';
import { DEFAULT_REDIRECT_URI } from '../../src/credentials/connections/connection.ts';
import { signIn } from '../support/browser/loginPage.ts';
import { readUserSettings } from '../support/realEditor/userSettings.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { administratorCaller, createdClient } from '../unit/localTenant/apiCaller.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { connectionNames } from './editorSuite.ts';
import { asAdministrator, newApplication, pageOpenedBy, type SignInSuite } from './signInSuite.ts';

const CREATED = 'VS Code sign-in';

/** The mark that VS Code sets once it has started what can wait, among it the question before a website is opened. */
const SETTLED = 'code/LifecyclePhase/Eventually';

/** Plays the first sign-in of somebody who has no client for it. */
export const firstContactStory = (suite: SignInSuite) =>
  describe('signing in for the first time, without a client', () => {
    const ui = () => suite.editor.workbench;
    const clients = () => ui().tree.item('Client-Credentials').waitFor();

    /** Answers the first questions of *Add Connection*, up to the one about the client. */
    async function withoutClient(address: readonly string[], tenantId: string): Promise<void> {
      const { quickInput, runCommand } = ui();
      await runCommand('Client Credentials: Add Connection…');
      const [preset = '', resource] = address;
      await quickInput.pick(preset);
      if (resource !== undefined) {
        await quickInput.waitForTitle('Add Connection (2/');
        await quickInput.type(resource);
      }
      await quickInput.waitForTitle(`Add Connection (${address.length + 1}/`);
      await quickInput.type(tenantId);
      await quickInput.pick('I don’t have a client yet…');
    }

    /** Returns the clients that were created to sign in with. */
    async function createdClients(): Promise<readonly Record<string, unknown>[]> {
      const call = await administratorCaller(suite.tenant);
      const { body } = await call('GET', '/AuthorizationCodeClients');
      return body.filter(({ Name }: { Name: string }) => Name.startsWith(CREATED));
    }

    /** Has the connection of the administrator's client offer a client, and answers until the confirmation. */
    async function askForClient(): Promise<void> {
      await playAddConnection(ui(), asAdministrator(suite));
      await allowSignIn(ui());
      await clients();
      await ui().toast('is signed in as a Tenant Administrator').waitFor();
      await ui().screenshot('first-contact-offer');
      await ui().pressToast('is signed in as a Tenant Administrator', 'Create Client…');
      await answerAboutClient();
    }

    async function answerAboutClient(): Promise<void> {
      const { quickInput } = ui();
      await quickInput.waitForTitle('Create a Client to Sign In With (1/2)');
      await quickInput.accept();
      await quickInput.waitForTitle('Create a Client to Sign In With (2/2)');
      await quickInput.type(suite.redirectUri);
      await ui().dialog('Create the client “VS Code sign-in').waitFor();
    }

    it('says what to create in the portal, opens it, and copies the redirect URI', async () => {
      const { quickInput } = ui();
      await withoutClient(['AVEVA CONNECT data services'], suite.tenant.tenantId);
      await quickInput.waitForTitle('Add Connection (4/');
      await ui().screenshot('first-contact-which-client');
      await quickInput.pick('Your own account, in the browser');
      await quickInput.row('Allowed Redirect URL(s):').waitFor();
      await ui().screenshot('first-contact-guide');
      await quickInput.pick('Allowed Redirect URL(s):');
      await eventually(async () => assert.equal(await ui().clipboardText(), DEFAULT_REDIRECT_URI));
      const redirectRow = quickInput
        .row('Allowed Redirect URL(s):')
        .filter({ hasText: 'Enter exactly this address' });
      await redirectRow.filter({ hasText: 'copied' }).waitFor();
      await ui().screenshot('first-contact-copied');
      // Before that, the editor opens addresses unasked.
      await suite.editor.page.waitForFunction(`performance.getEntriesByName('${SETTLED}').length > 0`);
      await quickInput.pick('Open the portal');
      await ui().dialog('open the external website').waitFor();
      await ui().dialog('datahub.connect.aveva.com/clients').waitFor();
      await ui().pressDialog('open the external website', 'Cancel');
      await quickInput.back();
      await quickInput.pick('A client with a secret');
      await quickInput.row('Roles:').filter({ hasText: 'Tenant Member, Tenant Administrator' }).waitFor();
      await ui().screenshot('first-contact-guide-client');
      await quickInput.cancel();
    });

    it('signs in with a client as the portal makes it', async () => {
      const { quickInput } = ui();
      const { resource, tenantId } = suite.tenant;
      await withoutClient(['Another address…', resource], tenantId);
      await quickInput.pick('Your own account, in the browser');
      await quickInput.row('Continue').waitFor();
      assert.equal(
        await quickInput.row('Open the portal').count(),
        0,
        'nobody knows the portal of this address',
      );
      const clientId = await newApplication(suite, 'AuthorizationCodeClients', { AllowOfflineAccess: false });
      await quickInput.pick('Continue');
      await quickInput.waitForTitle('Add Connection (7/9)');
      await quickInput.type(clientId);
      await quickInput.waitForTitle('Add Connection (8/9)');
      await quickInput.type(suite.redirectUri);
      await quickInput.waitForTitle('Add Connection (9/9)');
      await quickInput.type('Production');
      const login = await pageOpenedBy(suite, () => allowSignIn(ui()));
      await signIn(login, suite.tenant);
      await clients();
    });

    it('creates a client with the sign-in of another one, and switches to it', async () => {
      await askForClient();
      await ui().screenshot('first-contact-confirmation');
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Switch');
      const login = await pageOpenedBy(suite, () => allowSignIn(ui()));
      await signIn(login, suite.tenant);
      await ui().toast('now signs in through the browser with the client').waitFor();
      await ui().screenshot('first-contact-switched');
      await clients();
      const [client, ...others] = await createdClients();
      assert.deepEqual(others, []);
      assert.deepEqual(client?.RedirectUris, [suite.redirectUri]);
      assert.equal(client?.AllowOfflineAccess, true);
      const settings = () => readUserSettings(suite.editor.userDataDir)['clientCredentials.connections'];
      await eventually(() =>
        assert.deepEqual(settings(), [
          {
            name: 'Administration',
            kind: 'service',
            resource: suite.tenant.resource,
            tenantId: suite.tenant.tenantId,
            signIn: {
              method: 'browser',
              clientId: client?.Id,
              redirectUri: suite.redirectUri,
              offlineAccess: true,
            },
          },
        ]),
      );

      // The wizard sees that the client allows refresh tokens. A page in the background gets no keys.
      const { quickInput } = ui();
      await login.close();
      await suite.editor.page.bringToFront();
      await ui().clearToasts();
      await ui().runCommand('Client Credentials: Add Connection…');
      const replies = [
        suite.tenant.resource,
        suite.tenant.tenantId,
        undefined,
        String(client?.Id),
        suite.redirectUri,
      ];
      await quickInput.pick('Another address…');
      for (const [index, reply] of replies.entries()) {
        await quickInput.waitForTitle(`Add Connection (${index + 2}/`);
        await (reply === undefined ? quickInput.pick('In the browser') : quickInput.type(reply));
      }
      await quickInput
        .row('Stay signed in')
        .filter({ hasText: 'this client allows refresh tokens' })
        .waitFor();
      await ui().screenshot('first-contact-refresh-tokens');
      await quickInput.cancel();
    });

    it('says when no client was created, and what becomes of one that is not used', async () => {
      suite.tenant.inject({
        kind: 'status',
        status: 400,
        method: 'POST',
        path: 'AuthorizationCodeClients$',
        times: 1,
      });
      await askForClient();
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Keep Both');
      await ui().toast('No client was created, and “Administration” is unchanged.').waitFor();
      await ui().screenshot('first-contact-not-created');
      assert.deepEqual(await createdClients(), []);
      await eventually(() => assert.deepEqual(connectionNames(suite.editor), ['Administration']));

      await ui().pressToast('No client was created', 'Try Again…');
      await answerAboutClient();
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Keep Both');
      await ui().pressDialog('using CONNECT data services', 'Cancel');
      const unused = 'was created, but you aren’t signed in with it';
      await ui().dialog(unused).waitFor();
      await ui().screenshot('first-contact-unused');
      assert.equal((await createdClients()).length, 1);
      assert.deepEqual(connectionNames(suite.editor), ['Administration', 'Administration (browser)']);
      await ui().pressDialog(unused, 'Delete Client');
      await ui().toast('was deleted. “Administration” is unchanged.').waitFor();
      assert.deepEqual(await createdClients(), []);
      await eventually(() => assert.deepEqual(connectionNames(suite.editor), ['Administration']));
    });

    it('finds a client whose creation had no answer, and adds its connection', async () => {
      suite.tenant.inject({
        kind: 'dropAnswer',
        method: 'POST',
        path: 'AuthorizationCodeClients$',
        times: 1,
      });
      await askForClient();
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Keep Both');
      const login = await pageOpenedBy(suite, () => allowSignIn(ui()));
      await signIn(login, suite.tenant);
      await ui().tree.item('Administration (browser)').waitFor();
      assert.equal((await createdClients()).length, 1);
      await eventually(() =>
        assert.deepEqual(connectionNames(suite.editor), ['Administration', 'Administration (browser)']),
      );
    });

    const unconfirmed = 'might have been created, but this couldn’t be confirmed';

    it('says after another check that there is no client whose creation had no answer', async () => {
      suite.tenant.inject({
        kind: 'status',
        status: 500,
        method: 'POST',
        path: 'AuthorizationCodeClients$',
        times: 1,
      });
      await askForClient();
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Switch');
      await ui().toast(unconfirmed).waitFor();
      await ui().screenshot('first-contact-unconfirmed');
      // Whatever ends the editor now, the connection says that there may be a client.
      await eventually(() =>
        assert.deepEqual(connectionNames(suite.editor), ['Administration', 'Administration (browser)']),
      );
      await ui().pressToast(unconfirmed, 'Check Again');
      await ui().toast('The client doesn’t exist in the service.').waitFor();
      assert.deepEqual(await createdClients(), []);
      await eventually(() => assert.deepEqual(connectionNames(suite.editor), ['Administration']));
    });

    it('checks again as often as the answer is lost, and then signs in', async () => {
      const path = 'AuthorizationCodeClients';
      suite.tenant.inject(
        { kind: 'status', status: 500, afterEffect: true, method: 'POST', path: `${path}$`, times: 1 },
        { kind: 'status', status: 500, method: 'GET', path: `${path}/`, times: 2 },
      );
      await askForClient();
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Keep Both');
      await ui().pressToast(unconfirmed, 'Check Again');
      await ui().toast(unconfirmed).filter({ hasText: 'The service failed' }).waitFor();
      assert.equal((await createdClients()).length, 1);
      await ui().pressToast(unconfirmed, 'Check Again');
      const login = await pageOpenedBy(suite, () => allowSignIn(ui()));
      await signIn(login, suite.tenant);
      await ui().tree.item('Administration (browser)').waitFor();
      assert.equal((await createdClients()).length, 1);
    });

    it('offers to delete a client again that could not be deleted', async () => {
      suite.tenant.inject({ kind: 'status', status: 500, method: 'DELETE', times: 1 });
      await askForClient();
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Switch');
      await ui().pressDialog('using CONNECT data services', 'Cancel');
      await ui().pressDialog('The sign-in was cancelled.', 'Delete Client');
      await ui().dialog('The client couldn’t be deleted.').waitFor();
      await ui().screenshot('first-contact-not-deleted');
      assert.equal((await createdClients()).length, 1);
      assert.deepEqual(connectionNames(suite.editor), ['Administration', 'Administration (browser)']);
      await ui().pressDialog('The client couldn’t be deleted.', 'Delete Client');
      await ui().toast('was deleted. “Administration” is unchanged.').waitFor();
      assert.deepEqual(await createdClients(), []);
      await eventually(() => assert.deepEqual(connectionNames(suite.editor), ['Administration']));
    });

    it('signs in again to the connection that is not allowed to create the client', async () => {
      suite.tenant.inject({
        kind: 'status',
        status: 403,
        method: 'POST',
        path: 'AuthorizationCodeClients$',
        times: 1,
      });
      await askForClient();
      await ui().pressDialog('Create the client “VS Code sign-in', 'Create and Keep Both');
      await ui().pressToast('No client was created', 'Sign In…');
      await ui().pressDialog('using CONNECT data services', 'Cancel');
      await eventually(() => assert.deepEqual(connectionNames(suite.editor), ['Administration']));
    });

    it('offers nothing to a client that is not an administrator, and says why when asked', async () => {
      const { quickInput } = ui();
      const { Client, Secret } = await createdClient(await administratorCaller(suite.tenant), {
        Name: 'Member',
      });
      const member = asAdministrator(suite, { name: 'Member', clientId: Client.Id, clientSecret: Secret });
      await playAddConnection(ui(), member);
      await allowSignIn(ui());
      await clients();
      await ui().runCommand('Client Credentials: Edit Connection…');
      for (const step of [1, 2, 3]) {
        await quickInput.waitForTitle(`Edit Member (${step}/`);
        await quickInput.accept();
      }
      await quickInput.pick('I don’t have a client yet…');
      await quickInput.pick('A new client, created by this extension');
      await ui().toast('“Member” can’t create clients').waitFor();
      await ui().screenshot('first-contact-not-allowed');
      assert.equal(await ui().toast('is signed in as a Tenant Administrator').count(), 0);
      assert.deepEqual(await createdClients(), []);
    });
  });
