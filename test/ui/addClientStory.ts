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
      await workbench.quickInput.waitForTitle(`Add Client (1/${STEPS})`);
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
      await quickInput.waitForTitle(`Add Client (1/${STEPS})`);
      await workbench.screenshot('add-client-type');
      await quickInput.accept();
      await quickInput.waitForTitle(`Add Client (2/${STEPS})`);
      await quickInput.accept();
      await quickInput.message('A client needs a name.');
      await quickInput.type('Edge gateway');
      await quickInput.waitForTitle(`Add Client (3/${STEPS})`);
      await workbench.screenshot('add-client-extent');
      await quickInput.pick('Customize…');
      const options = await quickInput.nextQuestion();
      for (const option of ['Roles', 'Token lifetime', 'Secret description', 'Secret expiration']) {
        await quickInput.pick(option);
      }
      await workbench.screenshot('add-client-customize');
      await quickInput.accept();
      const roles = await quickInput.nextQuestion(options);
      await quickInput.pick('Tenant Viewer');
      await quickInput.pick('Tenant Member');
      // Locked: it is selected again, and the other stays.
      for (const role of ['Tenant Member', 'Tenant Viewer']) {
        await quickInput.row(role).getByRole('checkbox', { checked: true }).waitFor();
      }
      await quickInput.pick('Tenant Viewer');
      await workbench.screenshot('add-client-roles');
      await quickInput.accept();
      const lifetime = await quickInput.nextQuestion(roles);
      assert.match(lifetime, /^Add Client \(3\/4\)/);
      await quickInput.type('30');
      await quickInput.message('The service allows 60 to 3600 seconds');
      await workbench.screenshot('add-client-invalid-lifetime');
      await quickInput.type('900');
      await quickInput.message('What is the secret for?');
      await quickInput.back();
      await quickInput.message('How long each access token is valid');
      // The answer was kept.
      await quickInput.accept();
      await quickInput.message('What is the secret for?');
      await quickInput.type('laptop');
      await quickInput.row('180 days').waitFor();
      await workbench.screenshot('add-client-expiry');
      await quickInput.accept();
      await quickInput.waitForTitle(`Add Client (${STEPS}/${STEPS})`);
      assert.equal(
        await quickInput.placeholder(),
        'Where do you want to store the secret for “Edge gateway”?',
      );
      // Shows the change before it is written.
      await quickInput.row('External store…').waitFor();
      // The previous list may still show rows below.
      const labels = await quickInput.labels();
      const [summary, text = ''] = labels;
      assert.equal(summary, 'Summary');
      assert.match(text, /^Client-Credentials, Tenant Member, 15 min tokens, secret until \d{4}-/);
      assert.deepEqual(labels.slice(2, 9), [
        'appsettings.json',
        'Resource (replaced), TenantId, ClientId, ClientSecret = ••••••',
        '.env',
        'ADH_RESOURCE, ADH_TENANT_ID, ADH_CLIENT_ID, ADH_CLIENT_SECRET = ••••••',
        'Keep in SecretStorage only',
        'Insert it into a project whenever you want.',
        'External store…',
      ]);
      await workbench.screenshot('add-client-destination');
      await quickInput.pick('Summary');
      await quickInput.row('Secret description').filter({ hasText: 'laptop' }).waitFor();
      await workbench.screenshot('add-client-summary');
      await quickInput.pick('Name');
      await quickInput.waitForTitle(`Add Client (2/${STEPS})`);
      await quickInput.pressButton('Back');
      await quickInput.waitForTitle(`Add Client (1/${STEPS})`);
      let question = '';
      for (let times = 0; times < 8; times += 1) {
        question = await quickInput.nextQuestion(question);
        await quickInput.accept();
        // Every answer is still there.
      }
      await quickInput.waitForTitle(`Add Client (${STEPS}/${STEPS})`);
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
      const { quickInput } = workbench;
      await playAddClient(workbench, { name: 'Web job', lifetime: '1200' });
      // Enter takes the most likely location.
      await quickInput.row('appsettings.json').and(workbench.page.locator('.focused')).waitFor();
      await quickInput.accept();
      await quickInput.pick('Write to appsettings.json');
      await workbench.webview().getByText('Written to appsettings.json').waitFor();
      assert.equal(fs.readFileSync(placeholder, 'utf8'), before, 'the placeholder file is never filled');
      const report = runApplication(path.join(folder, 'appsettings.json'));
      assert.equal(report.expiresIn, 1200);
      assert.equal(report.tenantStatus, 200);
    });
  });
