import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { signIn } from '../support/browser/loginPage.ts';
import { clientToken, type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient } from './addClientWizard.ts';
import { leaveNoConnection, type ProjectSuite } from './editorSuite.ts';
import { inTheBrowser, newApplication, newRedirectUri, sentToBrowser } from './signInSuite.ts';

/**
 * Plays sign-in and the main job with a tenant that forgives nothing that the service may not forgive. `npm test -- ui
 * --profile strict` plays all stories with such tenants.
 */
export const strictTenantStory = (suite: ProjectSuite) =>
  describe('with a strict tenant', () => {
    let tenant: LocalTenant;
    before(async () => {
      tenant = await startLocalTenant({ profile: 'strict', seed: 3 });
    });
    after(() => tenant.stop());

    it('signs in by browser, adds, verifies and rotates a secret, and saves a diagnosis', async () => {
      const { folder, editor } = suite;
      const { workbench } = editor;
      const context = { editor, tenant, redirectUri: await newRedirectUri() };
      const portalMade = { AllowOfflineAccess: false };
      await workbench.openContainer('Client Credentials');
      const clientId = await newApplication(context, 'AuthorizationCodeClients', portalMade);
      const login = await sentToBrowser(
        context,
        inTheBrowser(context, clientId, { after: 'Ask me to sign in again' }),
      );
      await signIn(login, tenant);
      await workbench.tree.item('Client-Credentials').waitFor();
      await workbench.accounts.open(/^Local Administrator \(Production\)/);
      await workbench.page.keyboard.press('Escape');

      await playAddClient(workbench, { name: 'Strict pump', destination: '.env' });
      const page = workbench.webview();
      await page.getByText('Written to .env').waitFor();
      const file = path.join(folder, '.env');
      const env = () => dotenv.parse(fs.readFileSync(file));
      const before = env();
      await eventually(() => {
        const said = execFileSync(process.execPath, ['token.mjs'], { cwd: folder, encoding: 'utf8' });
        assert.match(said, /Token lifetime: 3600 s\nCompany name: ./);
      });
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('It works: a token of 1 h').waitFor();
      await workbench.screenshot('strict-tenant-verified');
      await workbench.closeAllEditors();

      await workbench.tree.expand('Client-Credentials');
      await workbench.tree.expand('Strict pump');
      await workbench.tree.inlineAction(await workbench.tree.firstChild('Strict pump'), 'Rotate Secret…');
      await workbench.quickInput.pick('As long as the old one');
      await workbench.quickInput.pick('Delete it at once');
      await workbench.quickInput.pick('Rotate');
      await workbench.toast('The old one is deleted.').waitFor();
      const after = env();
      assert.notEqual(after.ADH_CLIENT_SECRET, before.ADH_CLIENT_SECRET);
      const token = ({ ADH_CLIENT_ID = '', ADH_CLIENT_SECRET = '' }: Record<string, string>) =>
        clientToken(tenant, ADH_CLIENT_ID, ADH_CLIENT_SECRET);
      assert.match(await token(after), /^eyJ/);
      await eventually(() => assert.rejects(token(before), /invalid_client/));

      await workbench.clearToasts();
      await workbench.runCommand('Client Credentials: Test Connection');
      await workbench.pressDialog('reaches the service', 'Save Diagnosis…');
      await workbench.quickInput.widget.getByRole('button', { name: 'OK' }).waitFor();
      await workbench.quickInput.accept();
      await workbench.toast('Saved: connection-diagnosis.md').waitFor();
      const diagnosis = fs.readFileSync(path.join(folder, 'connection-diagnosis.md'), 'utf8');
      assert.match(diagnosis, /No rule failed\./);
      assert.match(diagnosis, /https:\/\/[^/|]+\.test\/identity/, 'the foreign issuer');
      for (const value of [after.ADH_CLIENT_SECRET ?? '', tenant.clientSecret, 'eyJ']) {
        assert.ok(!diagnosis.includes(value));
      }
      await leaveNoConnection(editor);
    });
  });
