import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { runApplication } from '../support/application/runApplication.ts';
import { playAddClient, STEPS, signInToLocalTenant } from './addClientWizard.ts';
import type { ProjectSuite } from './editorSuite.ts';

/** Plays a new user from the welcome view to an application with a token. */
export const addClientStory = (suite: ProjectSuite) =>
  describe('from nothing to a running application', () => {
    const { folder } = suite;

    it('asks about the client, not the connection, while the local tenant starts', async () => {
      const { workbench } = suite.editor;
      await workbench.openContainer('Client Credentials');
      await workbench.page.getByRole('button', { name: 'Use Local Tenant' }).click();
      await workbench.runCommand('Client Credentials: Add Client…');
      await workbench.quickInput.waitForTitle(`Add Client (1/${STEPS.suggested})`);
      await workbench.quickInput.cancel();
    });

    it('plays welcome, local tenant, Add Client into .env, and the application has its token', async () => {
      const { workbench } = suite.editor;
      const { quickInput, tree } = workbench;
      await workbench.openContainer('Client Credentials');
      await workbench.page.getByRole('button', { name: 'Use Local Tenant' }).waitFor();
      await workbench.screenshot('welcome');
      await signInToLocalTenant(workbench);

      await workbench.runCommand('Client Credentials: Add Client…');
      await quickInput.waitForTitle(`Add Client (1/${STEPS.suggested})`);
      await workbench.screenshot('add-client-type');
      await quickInput.accept();
      await quickInput.waitForTitle(`Add Client (2/${STEPS.suggested})`);
      await quickInput.accept();
      await quickInput.message('A client needs a name.');
      await quickInput.type('Edge gateway');
      await quickInput.waitForTitle(`Add Client (3/${STEPS.suggested})`);
      await workbench.screenshot('add-client-extent');
      await quickInput.pick('Choose everything…');
      await quickInput.waitForTitle(`Add Client (4/${STEPS.everything})`);
      await quickInput.pick('Tenant Viewer');
      await quickInput.pick('Tenant Member');
      // Locked: it is selected again, and the other stays.
      for (const role of ['Tenant Member', 'Tenant Viewer']) {
        await quickInput.row(role).getByRole('checkbox', { checked: true }).waitFor();
      }
      await quickInput.pick('Tenant Viewer');
      await workbench.screenshot('add-client-roles');
      await quickInput.accept();
      await quickInput.waitForTitle(`Add Client (5/${STEPS.everything})`);
      await quickInput.type('30');
      await quickInput.message('The service allows 60 to 3600 seconds');
      await workbench.screenshot('add-client-invalid-lifetime');
      await quickInput.type('900');
      await quickInput.waitForTitle(`Add Client (6/${STEPS.everything})`);
      await quickInput.back();
      await quickInput.waitForTitle(`Add Client (5/${STEPS.everything})`);
      // The answer was kept.
      await quickInput.accept();
      await quickInput.waitForTitle(`Add Client (6/${STEPS.everything})`);
      await quickInput.type('laptop');
      await quickInput.waitForTitle(`Add Client (7/${STEPS.everything})`);
      await workbench.screenshot('add-client-expiry');
      await quickInput.accept();
      await quickInput.waitForTitle(`Add Client (${STEPS.everything}/${STEPS.everything})`);
      assert.match(
        await quickInput.placeholder(),
        /“Edge gateway”: Tenant Member, 15 min tokens, secret until \d{4}-/,
      );
      // Shows the change before it is written.
      await quickInput.row('External store…').waitFor();
      // The previous list may still show rows below.
      assert.deepEqual((await quickInput.labels()).slice(0, 7), [
        'appsettings.json',
        'Resource (replaced), TenantId, ClientId, ClientSecret = ••••••',
        '.env',
        'ADH_RESOURCE, ADH_TENANT_ID, ADH_CLIENT_ID, ADH_CLIENT_SECRET = ••••••',
        'Keep in SecretStorage only',
        'Insert it into a project whenever you want.',
        'External store…',
      ]);
      await workbench.screenshot('add-client-destination');
      await quickInput.pick('.env');

      const page = workbench.webview();
      await page.getByRole('heading', { name: 'Edge gateway' }).waitFor();
      await page.getByText('Kept in SecretStorage.').waitFor();
      await page.getByText('Written to .env').waitFor();
      await workbench.screenshot('result-view');
      const file = path.join(folder, '.env');
      const written = dotenv.parse(fs.readFileSync(file, 'utf8'));
      const secret = written.ADH_CLIENT_SECRET ?? '';
      assert.equal(fs.statSync(file).mode & 0o777, 0o600);
      assert.equal(await page.locator('#clientId').textContent(), written.ADH_CLIENT_ID);

      const isShown = async () => (await page.locator('body').innerHTML()).includes(secret);
      assert.equal(await isShown(), false, 'masked until the user reveals it');
      await page.getByRole('button', { name: 'Reveal' }).click();
      await page.getByText(secret).waitFor();
      await page.getByRole('button', { name: 'Hide' }).click();
      assert.equal(await isShown(), false);
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('It works: a token of 15 min').waitFor();
      await page.getByRole('button', { name: 'Copy Secret' }).click();
      await page.getByText('The clipboard is cleared in 60 s').waitFor();
      assert.equal(await workbench.clipboardText(), secret);
      await workbench.screenshot('result-view-verified');

      await tree.expand('Client-Credentials');
      await tree.item('Edge gateway').waitFor();
      assert.match(await tree.description('Edge gateway'), /^1 secret · next expires in 36[56] days$/);
      await tree.expand('Edge gateway');
      await tree.item('laptop').waitFor();
      assert.match(
        await tree.description('laptop'),
        /^expires \d{4}-\d\d-\d\d, in 36[56] days · value kept here$/,
      );
      const tooltip = (await tree.hoverText('Edge gateway')).replaceAll('\u00a0', ' ');
      assert.match(
        tooltip,
        new RegExp(`${written.ADH_CLIENT_ID}[^]*Tenant Member[^]*laptop[^]*ADH_CLIENT_SECRET`),
      );
      await workbench.screenshot('tree-tooltip');

      assert.deepEqual(runApplication(file), {
        expiresIn: 900,
        tenantStatus: 200,
        tenantId: written.ADH_TENANT_ID,
      });
    });

    it('makes appsettings.json from its placeholder file, and the application has its token', async () => {
      const { workbench } = suite.editor;
      await signInToLocalTenant(workbench);
      const placeholder = path.join(folder, 'appsettings.placeholder.json');
      const before = fs.readFileSync(placeholder, 'utf8');
      await playAddClient(workbench, {
        name: 'Web job',
        lifetime: '1200',
        destination: 'appsettings.json',
        write: 'Write to appsettings.json',
      });
      await workbench.webview().getByText('Written to appsettings.json').waitFor();
      assert.equal(fs.readFileSync(placeholder, 'utf8'), before, 'the placeholder file is never filled');
      const report = runApplication(path.join(folder, 'appsettings.json'));
      assert.equal(report.expiresIn, 1200);
      assert.equal(report.tenantStatus, 200);
    });
  });
