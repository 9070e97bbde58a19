import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { resizeSideBar } from '../support/realEditor/workbench/sideBar.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { described, leaveClientsAsFound, newClient, type TenantSuite } from './tenantSuite.ts';

const CLIENTS = '/ClientCredentialClients';
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** The width of a side bar that leaves room for the code, CSS pixels. */
const NARROW_PX = 300;

/** What a row has room for, and what it needs, CSS pixels; and the text of its badge. */
interface Measured {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly badge: string;
}

/** Plays the Clients view itself: what its rows say, and what mouse and keyboard do with them. */
export const clientsViewStory = (suite: TenantSuite) =>
  describe('the Clients view in the editor', () => {
    leaveClientsAsFound(suite);
    const ui = () => suite.editor.workbench;
    const connectionItem = () => ui().page.locator('.statusbar-item', { hasText: 'Local tenant' });
    const selectOnly = (label: string) =>
      ui()
        .tree.item(label)
        .click({ modifiers: ['ControlOrMeta'] });
    const isSelected = (row: Locator) => row.and(ui().page.locator('[aria-selected="true"]')).waitFor();
    const tabs = () => ui().page.locator('.tab .label-name').allInnerTexts();

    const measure = (label: string): Promise<Measured> =>
      ui()
        .tree.item(label)
        .locator('.custom-view-tree-node-item-resourceLabel')
        .evaluate((element: unknown) => {
          const label = element as { querySelector(selector: string): Measured };
          const { scrollWidth, clientWidth } = label.querySelector('.monaco-icon-label-container');
          const { getComputedStyle } = globalThis as unknown as {
            getComputedStyle(element: unknown, pseudo: string): { readonly content: string };
          };
          const { content } = getComputedStyle(label, '::after');
          return { scrollWidth, clientWidth, badge: content.replaceAll('"', '') };
        });

    it('names the connection behind its name, and in the status bar while it is shown', async () => {
      const { page } = ui();
      await page.locator('.pane-header', { hasText: 'Clients' }).getByText('Local tenant').waitFor();
      await connectionItem().waitFor();
      await ui().openContainer('Explorer');
      await connectionItem().waitFor({ state: 'hidden' });
      await ui().openContainer('Client Credentials');
      await connectionItem().click();
      await ui().quickInput.waitForTitle('Which connection do you want to use in this workspace?');
      await ui().quickInput.cancel();
    });

    it('says the most urgent first, and all of it at 300 pixels', async () => {
      const id = await newClient(suite, 'Soon gone', { SecretExpirationDate: inDays(3) });
      for (const days of [90, 200, 300, 365, 400])
        await suite.call('POST', `${CLIENTS}/${id}/Secrets`, {
          Description: `${days}`,
          Expiration: inDays(days),
        });
      await suite.call('POST', `${CLIENTS}/${id}/Secrets`, { Description: 'never', Expires: false });
      await newClient(suite, 'Tomorrow', { SecretExpirationDate: inDays(1) });
      await newClient(suite, 'Later', { SecretExpirationDate: inDays(20) });
      await newClient(suite, 'Without end', { SecretExpires: false });
      await resizeSideBar(ui().page, NARROW_PX);
      const rows = {
        'Soon gone': ['in 3 days · 7 secrets', '3d'],
        Tomorrow: ['tomorrow', '1d'],
        Later: ['in 20 days', 'none'],
        'Without end': ['never expires', 'none'],
      } as const;
      for (const [label, [description, badge]] of Object.entries(rows)) {
        await described(ui().tree.item(label), description);
        const measured = await eventually(async () => {
          const now = await measure(label);
          assert.equal(now.badge, badge, label);
          return now;
        });
        assert.ok(measured.scrollWidth <= measured.clientWidth, `${label}: ${JSON.stringify(measured)}`);
      }
      await ui().tree.expand('Soon gone');
      for (const label of ['first', '90', 'never']) {
        await ui().tree.item(label).waitFor();
        const { scrollWidth, clientWidth } = await measure(label);
        assert.ok(scrollWidth <= clientWidth, label);
      }
      await ui().screenshot('clients-300');
    });

    it('has a tooltip with the secrets by urgency and with links that run on the row', async () => {
      const { tree, page, quickInput } = ui();
      const text = (await tree.hoverText('Soon gone')).replaceAll('\u00a0', ' ');
      assert.match(text, /first.*in 3 days.*90.*in 90 days.*3 more.*Rotate · Copy ID\s*$/s);
      await page.locator('.monaco-hover:visible').last().getByText('Copy ID').click();
      const clients = (await suite.call('GET', `${CLIENTS}?count=1000`)).body;
      const { Id } = clients.find(({ Name }: { Name: string }) => Name === 'Soon gone');
      await eventually(async () => assert.equal(await ui().clipboardText(), Id));
      await tree.hoverText('Soon gone');
      await page.locator('.monaco-hover:visible').last().getByText('Rotate').click();
      await quickInput.waitForTitle('Which secret of “Soon gone”?');
      await quickInput.cancel();
    });

    it('opens the details on a click or Enter, on one page, and only selects with Ctrl', async () => {
      const { tree, page } = ui();
      const heading = (name: string) => ui().webview().getByRole('heading', { name }).first();
      await tree.item('Tomorrow').click();
      await heading('Tomorrow').waitFor();
      await tree.item('Later').click();
      await heading('Later').waitFor();
      assert.deepEqual(await tabs(), ['Later']);
      await selectOnly('Tomorrow');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      assert.deepEqual(await tabs(), ['Later']);
      await page.keyboard.press('Enter');
      await heading('Tomorrow').waitFor();
      assert.deepEqual(await tabs(), ['Tomorrow']);
      // The keyboard is still in the tree.
      await page.locator('.monaco-list:focus-within').first().waitFor();
      await ui().screenshot('clients-details');
    });

    it('asks for the type after a click on +, whatever is selected, and not on the row of a type', async () => {
      const { tree, page, quickInput } = ui();
      await selectOnly('Hybrid');
      const header = page.locator('.pane-header', { hasText: 'Clients' });
      await header.hover();
      await header.getByRole('button', { name: 'Add Client…' }).click();
      await quickInput.waitForTitle('Add Client (1/');
      for (const type of ['Client-Credentials', 'Authorization Code', 'Hybrid', 'Device Code'])
        await quickInput.row(type).waitFor();
      await ui().screenshot('clients-add');
      await quickInput.cancel();
      await tree.inlineAction('Hybrid', 'Add Hybrid Client…');
      await quickInput.waitForTitle('Add Client (1/');
      await quickInput.message('Name of the client');
      await quickInput.cancel();
    });

    it('selects a client that was added', async () => {
      const { tree, quickInput } = ui();
      await tree.item('Client-Credentials').locator('.monaco-tl-twistie').click();
      await tree.item('Tomorrow').waitFor({ state: 'detached' });
      await ui().runCommand('Client Credentials: Add Client-Credentials Client…');
      await quickInput.waitForTitle('Add Client (1/');
      await quickInput.type('Brand new');
      await quickInput.waitForTitle('Add Client (2/');
      await quickInput.accept();
      await quickInput.pick('Save to secret storage only');
      await ui().webview().getByRole('heading', { name: 'Brand new' }).waitFor();
      await isSelected(tree.item('Brand new'));
      await ui().screenshot('clients-revealed');
    });

    it('copies a saved secret from its row', async () => {
      const { tree } = ui();
      await tree.expand('Brand new');
      const secret = await tree.firstChild('Brand new');
      await described(tree.item(secret), /^in 36[56] days · saved$/);
      await tree.inlineAction(secret, 'Copy Secret');
      await ui().toast('Client secret copied.').waitFor();
      assert.match(await ui().clipboardText(), /^[\w+/]{43}=$/);
      await ui().clearToasts();
    });

    it('renames with F2, and deletes with Delete after a question that names the connection', async () => {
      const { tree, page, quickInput } = ui();
      const id = await newClient(suite, 'To rename');
      await selectOnly('To rename');
      await page.keyboard.press('F2');
      await quickInput.waitForTitle('Rename To rename');
      await quickInput.type('Renamed');
      await tree.item('Renamed').waitFor();
      await tree.expand('Renamed');
      await selectOnly('Renamed');
      // On the row with the focus, not on the selected one.
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('F2');
      await quickInput.waitForTitle('Rename first');
      await quickInput.type('second');
      await tree.item('second').waitFor();
      const [secret] = (await suite.call('GET', `${CLIENTS}/${id}/Secrets`)).body;
      assert.equal(secret.Description, 'second');
      await selectOnly('second');
      await page.keyboard.press('Delete');
      await ui().dialog('Connection: Local tenant').waitFor();
      await ui().screenshot('clients-delete-key');
      await ui().pressDialog('Delete the secret “second” of “Renamed”?', 'Delete Secret');
      await tree.item('second').waitFor({ state: 'detached' });
      await selectOnly('Renamed');
      await page.keyboard.press('Delete');
      await ui().dialog('Connection: Local tenant').waitFor();
      await ui().pressDialog('Delete “Renamed”?', 'Delete Client');
      await tree.item('Renamed').waitFor({ state: 'detached' });
      assert.equal((await suite.call('GET', `${CLIENTS}/${id}`)).status, 404);
      // On the row of a type, both keys do nothing.
      await selectOnly('Client-Credentials');
      await page.keyboard.press('Delete');
      await page.keyboard.press('F2');
      await ui().runCommand('Client Credentials: Sort Clients…');
      assert.equal(await ui().dialog('').count(), 0);
      await quickInput.cancel();
    });

    it('deletes several selected secrets at once', async () => {
      const { tree, page } = ui();
      const id = await newClient(suite, 'Cleaned up');
      for (const name of ['two', 'three'])
        await suite.call('POST', `${CLIENTS}/${id}/Secrets`, { Description: name, Expires: false });
      await tree.expand('Cleaned up');
      for (const label of ['first', 'two']) await selectOnly(label);
      await page.keyboard.press('Delete');
      await ui().dialog('Delete 2 secrets?').waitFor();
      await ui().dialog('• Cleaned up · two').waitFor();
      await ui().pressDialog('Delete 2 secrets?', 'Delete 2 Secrets');
      await tree.item('two').waitFor({ state: 'detached' });
      const left = (await suite.call('GET', `${CLIENTS}/${id}/Secrets`)).body;
      assert.deepEqual(
        left.map(({ Description }: { Description: string }) => Description),
        ['three'],
      );
    });

    it('has at most ten entries in its menu, with the connections below one of them', async () => {
      const { page } = ui();
      const header = page.locator('.pane-header', { hasText: 'Clients' });
      await header.hover();
      await header.locator('.codicon-toolbar-more').click();
      const items = page.locator('.monaco-menu [role="menuitem"]');
      await items.getByText('Connection').waitFor();
      const count = await items.count();
      assert.ok(count <= 10, `${count} entries`);
      await items.getByText('Connection').hover();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('menuitem', { name: 'Switch Connection…' }).waitFor();
      await ui().screenshot('clients-menu');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    });
  });
