import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../support/realEditor/workbench/workbench.ts';
import { playAddClient } from './addClientWizard.ts';
import { described } from './tenantSuite.ts';

/** Plays a folder before and after the user trusts it. `file` needs credentials and is not ignored by git. */
export const restrictedModeStory = (ui: () => Workbench, file: string) =>
  describe('an untrusted folder', () => {
    const name = path.basename(file);

    it('shows clients and files, of the user’s own connections only', async () => {
      await described(ui().tree.item(name), 'to be filled in');
      assert.ok(!(await ui().tree.labels()).includes('Evil'));
      await ui().screenshot('restricted-mode');
    });

    it('is never written to: secrets are only saved', async () => {
      const before = fs.readFileSync(file, 'utf8');
      const { quickInput, tree } = ui();
      await playAddClient(ui(), { name: 'Careful' });
      await quickInput.row('Keep in SecretStorage only').waitFor();
      assert.deepEqual((await quickInput.labels()).slice(0, 2), [
        'Keep in SecretStorage only',
        'Insert it into a project whenever you want.',
      ]);
      await quickInput.pick('Keep in SecretStorage only');
      await ui().webview().getByText('Kept in SecretStorage.').waitFor();
      await ui().closeAllEditors();
      await tree.expand('Client-Credentials');
      for (const [row, action] of [
        ['Careful', 'Insert into Project…'],
        [name, 'Insert Credentials Here…'],
      ] as const) {
        await tree.inlineAction(row, action);
        await ui().toast('this workspace is in Restricted Mode').waitFor();
        await ui().clearToasts();
      }
      assert.equal(fs.readFileSync(file, 'utf8'), before);
    });

    it('has nothing rotated, resumed or run, and says why, with a way to trust it', async () => {
      const { page, quickInput } = ui();
      for (const title of ['Rotate Secret…', 'Resume Interrupted Work…', 'Open Terminal with Credentials']) {
        await ui().runCommand(`Client Credentials: ${title}`);
        await ui().toast('this workspace is in Restricted Mode').waitFor();
        assert.equal(await quickInput.widget.isVisible(), false, 'nothing is asked');
        await ui().screenshot('restricted-mode-refusal');
        await ui().pressToast('this workspace is in Restricted Mode', 'Manage Workspace Trust');
        await page.locator('.workspace-trust-editor').waitFor();
        await ui().closeAllEditors();
      }
      await ui().openContainer('Client Credentials');
    });

    it('takes a secret once it is trusted', async () => {
      const { quickInput, tree, page } = ui();
      await ui().runCommand('Workspaces: Manage Workspace Trust');
      await page.getByRole('button', { name: 'Trust', exact: true }).click();
      await ui().closeAllEditors();
      await ui().openContainer('Client Credentials');
      await tree.expand('Client-Credentials');
      await tree.inlineAction('Careful', 'Insert into Project…');
      await quickInput.pick(name);
      await quickInput.pick(`Write to ${name}`);
      await ui().pressDialog(`git does not ignore ${name}.`, 'Write Anyway');
      await ui().toast(`The credentials of Careful are in ${name}.`).waitFor();
    });
  });
