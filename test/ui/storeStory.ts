import assert from 'node:assert/strict';
import fs from 'node:fs';
import { eventually } from '../support/waiting/eventually.ts';
import type { StorePrograms } from './storePrograms.ts';
import { leaveClientsAsFound, type TenantSuite } from './tenantSuite.ts';

/** Plays a secret's way into an external store that has something already. */
export const storeStory = (programs: StorePrograms) => (suite: TenantSuite) =>
  describe('an external store in the editor', () => {
    leaveClientsAsFound(suite);
    const ui = () => suite.editor.workbench;
    const read = () => fs.readFileSync(programs.entry('rig'), 'utf8');
    const NAME = 'A rig in a store';

    /** Answers the steps of a wizard: what is typed, picked (`>…`) or accepted as it is. */
    async function answer(title: string, ...replies: readonly string[]) {
      const { quickInput } = ui();
      for (const [index, reply] of replies.entries()) {
        await quickInput.waitForTitle(`${title} (${index + 1}/`);
        if (reply === '') await quickInput.accept();
        else if (reply.startsWith('>')) await quickInput.pick(reply.slice(1));
        else await quickInput.type(reply);
      }
    }

    it('asks before it replaces a value, and then replaces one line, in rotations too', async () => {
      fs.writeFileSync(programs.entry('rig'), 'their own\nuser: someone\n');
      await ui().runCommand('Client Credentials: Add Client…');
      await answer('Add Client', '', NAME, '', '>External store…', '>pass', 'rig');
      const question = 'pass · rig already has a value';
      await ui().dialog(question).waitFor();
      await ui().screenshot('store-question');
      await ui().pressDialog(question, 'Choose Another Location…');
      await ui().quickInput.pick('pass');
      await ui().quickInput.waitForTitle('(2/2)');
      await ui().quickInput.type('rig');
      await ui().dialog(question).waitFor();
      assert.equal(read(), 'their own\nuser: someone\n');
      await ui().pressDialog(question, 'Replace This Value');
      const page = ui().webview();
      await page.getByText('Stored in pass · rig').waitFor();
      await page.getByRole('button', { name: 'Reveal' }).click();
      await eventually(async () => {
        const shown = await page.locator('#secret').textContent();
        assert.equal(read(), `${shown}\nuser: someone\n`);
      });

      const before = `note\n${read()}`;
      fs.writeFileSync(programs.entry('rig'), before);
      await ui().closeAllEditors();
      await ui().tree.expand('Client-Credentials');
      await ui().tree.expand(NAME);
      const secret = ui().page.locator('[role="treeitem"][aria-level="3"] .label-name');
      await ui().tree.inlineAction(((await secret.textContent()) ?? '').trim(), 'Rotate Secret…');
      await answer(`Rotate a Secret of ${NAME}`, '>As long as the old one', '>Delete it at once', '>Rotate');
      await eventually(() => {
        assert.notEqual(read(), before);
        assert.match(read(), /^note\n\S+\nuser: someone\n$/);
      });
    });

    it('asks for what a location lacks, and adds a value to what is there', async () => {
      const secret = () => JSON.parse(fs.readFileSync(programs.awsSecret(), 'utf8'));
      fs.writeFileSync(programs.awsSecret(), '{"user":"someone"}');
      await ui().runCommand('Client Credentials: Add Client…');
      const place = ['>AWS Secrets Manager', 'rig', ''];
      await answer('Add Client', '', 'A rig in JSON', '', '>External store…', ...place);
      await answer('Complete AWS Secrets Manager · rig', 'client_secret');
      const question = 'AWS Secrets Manager · rig · client_secret already exists';
      await ui().dialog(question).waitFor();
      assert.deepEqual(secret(), { user: 'someone' });
      await ui().pressDialog(question, 'Add the Value');
      const page = ui().webview();
      await page.getByText('Stored in AWS Secrets Manager · rig · client_secret').waitFor();
      await page.getByRole('button', { name: 'Reveal' }).click();
      await eventually(async () => {
        const shown = await page.locator('#secret').textContent();
        assert.deepEqual(secret(), { user: 'someone', client_secret: shown });
      });
    });
  });
