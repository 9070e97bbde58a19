import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../support/waiting/eventually.ts';
import { playAddClient, signInToLocalTenant } from '../addClientWizard.ts';
import type { ProjectSuite } from '../editorSuite.ts';

const VALUE = /^[\w+/]{43}=$/;

/** Checks how long a revealed secret is seen, and the question before it is. */
export const revealStory = (suite: ProjectSuite) =>
  describe('a revealed secret', () => {
    const ui = () => suite.editor.workbench;
    const page = () => ui().webview();
    const button = (name: string) => page().getByRole('button', { name, exact: true });

    /** Opens the page of a new credential in a window with these settings. */
    async function openResult(name: string, settings: Readonly<Record<string, unknown>>): Promise<Locator> {
      await suite.editor.changeSettings({
        'clientCredentials.confirmBeforeReveal': false,
        'clientCredentials.reveal.hideAfterSeconds': 0,
        ...settings,
      });
      await signInToLocalTenant(ui());
      await playAddClient(ui(), { name, destination: 'Keep in SecretStorage only' });
      await page().getByRole('heading', { name }).waitFor();
      await button('Reveal').waitFor();
      return page().locator('#secret');
    }

    it('is hidden again after the time in the setting', async () => {
      const secret = await openResult('Timed', { 'clientCredentials.reveal.hideAfterSeconds': 3 });
      // On a slow machine its time can be over before it is seen.
      await eventually(async patienceMs => {
        await button('Reveal').click();
        await button('Hide').waitFor({ timeout: patienceMs });
      });
      await button('Reveal').waitFor();
      assert.match((await secret.textContent()) ?? '', /^•+$/);
    });

    it('is hidden when the page loses the focus', async () => {
      const secret = await openResult('Left', {});
      await button('Reveal').click();
      await button('Hide').waitFor();
      assert.match((await secret.textContent()) ?? '', VALUE);
      await ui().openContainer('Explorer');
      await button('Reveal').waitFor();
      assert.match((await secret.textContent()) ?? '', /^•+$/);
    });

    it('is revealed, copied and passed to a terminal only after a question, if the setting wants that', async () => {
      const secret = await openResult('Revealed', { 'clientCredentials.confirmBeforeReveal': true });
      await button('Reveal').click();
      await ui().pressDialog('Reveal the secret of “Revealed”?', 'Cancel');
      await button('Copy Secret').click();
      await ui().pressDialog('Copy the secret of “Revealed”?', 'Cancel');
      await button('Run in Terminal').click();
      await ui().pressDialog('Open a terminal with the secret of “Revealed”?', 'Cancel');
      assert.match((await secret.textContent()) ?? '', /^•+$/);
      assert.equal(await suite.editor.page.locator('.terminal-wrapper').count(), 0);
      assert.doesNotMatch(await ui().clipboardText(), VALUE);

      await button('Reveal').click();
      await ui().pressDialog('Reveal the secret of “Revealed”?', 'Reveal');
      await button('Hide').waitFor();
      assert.match((await secret.textContent()) ?? '', VALUE);
      await button('Copy Secret').click();
      await ui().pressDialog('Copy the secret of “Revealed”?', 'Copy Secret');
      await page().getByText('Client secret copied').waitFor();
      assert.match(await ui().clipboardText(), VALUE);
      await suite.editor.changeSettings({ 'clientCredentials.confirmBeforeReveal': false });
    });
  });
