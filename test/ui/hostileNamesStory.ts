import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { labelText } from '../../src/editor/vocabulary/shownText.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { HOSTILE_NAMES } from '../unit/editor/vocabulary/hostileNames.ts';
import { newClient, type TenantSuite } from './tenantSuite.ts';

/** All names combined, for surfaces that need one client. */
const WORST = '[Fix](command:workbench.action.terminal.new) $(error) <b>x</b> \u202eevil\n%s';

/** As rendered text: white space is collapsed. */
const laidOut = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Names that are tried in dialogs, each of which takes seconds. */
const ASKED = ['a link that runs a command', 'an icon', 'HTML', 'lines', 'the other direction', 'length'];

/** Must never match a name. */
const MADE = 'a[href], img, script, b, .codicon-error, .codicon-check';

/** Tests names that try to be more than text. */
export const hostileNamesStory = (suite: TenantSuite) =>
  describe('untrusted names in the editor', () => {
    const ui = () => suite.editor.workbench;
    const run = (title: string) => ui().runCommand(`Client Credentials: ${title}`);
    const ids: string[] = [];

    before(async () => {
      const roles = await suite.call('GET', '/Roles');
      const member = roles.body.find((role: { Name: string }) => role.Name === 'Tenant Member').Id;
      for (const { name } of HOSTILE_NAMES) {
        const answer = await suite.call('POST', '/ClientCredentialClients', {
          Name: name,
          RoleIds: [member],
          SecretDescription: name,
        });
        assert.equal(answer.status, 201, 'the service takes it');
        ids.push(answer.body.Client.Id);
      }
      await newClient(suite, labelText(WORST), { Name: WORST, SecretDescription: WORST });
    });

    /** Opens the list of clients, filtered to one. */
    async function listOf(title: string, id: string) {
      const { quickInput } = ui();
      await run(title);
      await quickInput.waitForTitle('Which client?');
      await quickInput.filter(id);
      const row = quickInput.widget.locator('.monaco-list-row', { hasText: id }).last();
      await row.waitFor();
      return row;
    }

    /** Picks a line; retries the click if the line is redrawn at that moment. */
    const take = (row: Locator) =>
      eventually(async patienceMs => {
        if (await row.isVisible()) await row.click({ timeout: patienceMs });
        await row.waitFor({ state: 'detached', timeout: patienceMs });
      });

    it('are labels of one line in the tree', async () => {
      const { tree, page } = ui();
      const shown = (await tree.labels()).map(laidOut);
      for (const { what, name } of HOSTILE_NAMES)
        assert.ok(shown.includes(laidOut(labelText(name))), `${what}: ${shown.join('\n')}`);
      assert.equal(await page.locator('[role="treeitem"] .label-name').locator(MADE).count(), 0);
      await ui().screenshot('hostile-names');
    });

    it('are text in tooltips', async () => {
      const { tree, page } = ui();
      let hovered = 0;
      for (const { name } of HOSTILE_NAMES.slice(0, 7)) {
        const text = await tree.hoverText(labelText(name)).catch(() => undefined);
        if (text === undefined) continue;
        hovered += 1;
        const hover = page.locator('.monaco-hover:visible').last();
        assert.equal(await hover.locator(MADE).count(), 0, await hover.innerHTML());
      }
      assert.ok(hovered >= 4, `${hovered} tooltips were seen`);
    });

    it('are list items without icons, and questions with visible buttons', async () => {
      const { page } = ui();
      for (const [index, id] of ids.entries()) {
        if (!ASKED.includes(HOSTILE_NAMES[index]?.what ?? '')) continue;
        const row = await listOf('Remove Client…', id);
        assert.equal(await row.locator(MADE).count(), 0, await row.innerHTML());
        await take(row);
        const dialog = ui().dialog('Remove “');
        await dialog.waitFor();
        assert.equal(
          await dialog.locator('.dialog-message-container').locator('a[href], img, script').count(),
          0,
        );
        const button = dialog.getByRole('button', { name: 'Remove Client', exact: true });
        const box = await button.boundingBox();
        const { height = 0, width = 0 } = page.viewportSize() ?? {};
        assert.ok(
          box && box.y > 0 && box.y + box.height < height && box.x + box.width < width,
          HOSTILE_NAMES[index]?.what,
        );
        if (HOSTILE_NAMES[index]?.what === 'length') await ui().screenshot('hostile-names-dialog');
        await ui().pressDialog('Remove “', 'Cancel');
      }
    });

    it('are text in messages, on pages, in titles and on terminals', async () => {
      const { quickInput, page } = ui();
      await take(await listOf('Add Secret…', 'Fix'));
      await quickInput.widget.getByText('What is the secret for? (optional)').waitFor();
      assert.equal(await quickInput.widget.locator('.quick-input-title').locator(MADE).count(), 0);
      await quickInput.type(WORST.replace('\n', ' '));
      await quickInput.waitForTitle('(2/3)');
      await quickInput.accept();
      await quickInput.waitForTitle('(3/3)');
      await quickInput.pick('Keep in SecretStorage only');
      const view = ui().webview();
      await view.getByRole('heading').first().waitFor();
      assert.equal(await view.locator('main').locator(MADE).count(), 0);
      await ui().closeAllEditors();

      await run('Verify');
      const kept = quickInput.widget.locator('.monaco-list-row', { hasText: '[Fix]' }).first();
      await kept.waitFor();
      assert.equal(await kept.locator(MADE).count(), 0);
      await kept.click();
      const toast = ui().toast('[Fix]');
      await toast.waitFor();
      await ui().screenshot('hostile-names-toast');
      assert.equal(await toast.locator('.notification-list-item-message').locator(MADE).count(), 0);

      await run('Open Terminal with Credentials');
      await kept.click();
      const question = ui().dialog('Open a terminal with the secret of');
      await question.waitFor();
      assert.equal(await question.locator('.dialog-message-container').locator('a[href], b, img').count(), 0);
      await ui().pressDialog('Open a terminal with the secret of', 'Open Terminal');
      await page.locator('.terminal-wrapper.active').getByText('Set in this terminal').first().waitFor();
      await page.locator('.part.panel').getByText('[Fix]').first().waitFor();
      assert.equal(await page.locator('.part.panel .codicon-error').count(), 0);
      await ui().screenshot('hostile-names-terminal');
      await ui().clearToasts();
    });

    it('are text in the details, as JSON, on the timeline and in the audit', async () => {
      const { tree, page } = ui();
      const looks: readonly (readonly [title: string, isPicked: boolean])[] = [
        ['Show Details', true],
        ['Show Client as JSON', true],
        ['Show Expiry Timeline', false],
      ];
      for (const [title, isPicked] of looks) {
        if (isPicked) await take(await listOf(title, 'Fix'));
        else await run(title);
        await page.locator('.tab.active').waitFor();
        assert.equal(await page.locator('.tab.active').locator(MADE).count(), 0, title);
        if (title === 'Show Client as JSON')
          await page.locator('.tab.active', { hasText: '[Fix]' }).waitFor();
        else {
          await ui().webview().getByRole('heading').first().waitFor();
          assert.equal(
            await ui().webview().locator('main').locator('a[href], img, script, b').count(),
            0,
            title,
          );
        }
        await ui().closeAllEditors();
      }
      await run('Audit Clients');
      await tree.item('Never expires').waitFor();
      await tree.expand('Never expires');
      assert.equal(await page.locator('[role="treeitem"] .label-description').locator(MADE).count(), 0);
    });
  });
