import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { runApplication } from '../support/application/runApplication.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient, signInToLocalTenant } from './addClientWizard.ts';
import type { ProjectSuite } from './editorSuite.ts';

/** Plays commands on an existing client. */
export const maintainClientStory = (suite: ProjectSuite) =>
  describe('an existing client', () => {
    const { folder } = suite;

    it('gets another secret, which goes into a file that is open and unsaved', async () => {
      // Not .env: other stories wrote to it, so no question would be asked.
      const name = '.env.local';
      const file = path.join(folder, name);
      fs.appendFileSync(path.join(folder, '.gitignore'), `${name}\n`);
      fs.writeFileSync(file, '# mine\nOTHER=1\n');
      const { workbench, page } = suite.editor;
      const { quickInput, tree } = workbench;
      await signInToLocalTenant(workbench);
      await playAddClient(workbench, { name: 'Rig', destination: 'Keep in SecretStorage only' });
      await workbench.webview().getByRole('heading', { name: 'Rig' }).waitFor();
      await workbench.closeAllEditors();

      await workbench.openContainer('Explorer');
      await tree.item(name).dblclick();
      await page.locator('.monaco-editor .view-line').first().click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('# unsaved\n');
      await workbench.openContainer('Client Credentials');
      await tree.expand('Client-Credentials');
      await tree.inlineAction('Rig', 'Add Secret…');
      await quickInput.waitForTitle('Add Secret to Rig (1/3)');
      await quickInput.type('second');
      await quickInput.waitForTitle('Add Secret to Rig (2/3)');
      await quickInput.pick('90 days');
      await quickInput.waitForTitle('Add Secret to Rig (3/3)');
      await quickInput.pick(name);
      // The diff includes unsaved changes.
      await page.locator('.modified-in-monaco-diff-editor').getByText('# unsaved').waitFor();
      await quickInput.pick(`Write to ${name}`);
      await workbench.webview().getByText(`Written to ${name}`).waitFor();
      const text = fs.readFileSync(file, 'utf8');
      assert.match(text, /^# unsaved\n# mine\nOTHER=1\nADH_RESOURCE=/, 'what was unsaved is kept');
      assert.equal(runApplication(file).tenantStatus, 200);

      await page.locator('.tab', { hasText: name }).click();
      await page.locator('.monaco-editor .view-line').first().click();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+s');
      // Undo reverts only the insertion, not the earlier typing.
      await eventually(() => assert.equal(fs.readFileSync(file, 'utf8'), '# unsaved\n# mine\nOTHER=1\n'));

      await workbench.openContainer('Client Credentials');
      await tree.expand('Client-Credentials');
      await tree.expand('Rig');
      await tree.item('second').waitFor();
      assert.match(await tree.description('Rig'), /^2 secrets · next expires in 90 days$/);
      await workbench.screenshot('add-secret');
    });

    it('disappears after sign-out, and returns after sign-in', async () => {
      const { workbench, page } = suite.editor;
      await signInToLocalTenant(workbench);
      await workbench.runCommand('Client Credentials: Sign Out');
      await page.getByText('You are signed out.').waitFor();
      await page.getByRole('button', { name: 'Sign In' }).click();
      await workbench.tree.item('Client-Credentials').waitFor();
      await workbench.runCommand('Client Credentials: Remove Connection…');
      await workbench.pressDialog('Remove the connection', 'Remove');
      await page.getByRole('button', { name: 'Use Local Tenant' }).waitFor();
    });
  });
