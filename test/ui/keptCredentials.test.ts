import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import { copySampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { workbench } from '../support/realEditor/workbench/workbench.ts';
import { clientToken } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient } from './addClientWizard.ts';
import { described, newClient, tenantSuite } from './tenantSuite.ts';

const CLIENTS = '/ClientCredentialClients';
/** Maximum secrets of a client. */
const MOST = 10;

describe('saved credentials at the limits, in the editor', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'limits-')));
  const suite = tenantSuite(2, () => {
    copySampleWorkspace(folder);
    return { folder };
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ui = () => suite.editor.workbench;

  const secretsOf = async (id: string): Promise<readonly { Id: number; Description: string }[]> =>
    (await suite.call('GET', `${CLIENTS}/${id}/Secrets`)).body;

  /** Fills a client up to the given number of secrets, with the API. */
  async function fillUp(id: string, count: number): Promise<void> {
    for (let index = (await secretsOf(id)).length; index < count; index += 1)
      await suite.call('POST', `${CLIENTS}/${id}/Secrets`, {
        Description: `number ${index}`,
        Expires: false,
      });
  }

  it('verifies every saved or written value, says why some do not work, and fixes one', async () => {
    const { quickInput, tree } = ui();
    const kept = 'Keep in SecretStorage only';
    for (const [name, destination] of [
      ['Sound', kept],
      ['Off', kept],
      ['Deleted', kept],
      ['Written', '.env'],
    ] as const) {
      await playAddClient(ui(), { name, destination });
      await ui().webview().getByRole('heading', { name }).waitFor();
      await ui().closeAllEditors();
    }
    const clients: readonly { Id: string; Name: string }[] = (await suite.call('GET', CLIENTS)).body;
    const idOf = (name: string) => clients.find(each => each.Name === name)?.Id;
    await suite.call('PUT', `${CLIENTS}/${idOf('Off')}`, { Enabled: false });
    await suite.call('DELETE', `${CLIENTS}/${idOf('Deleted')}`);
    const file = path.join(folder, '.env');
    const { ADH_CLIENT_SECRET: value = '' } = dotenv.parse(fs.readFileSync(file));
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(value, 'typed-by-hand'));

    await ui().runCommand('Client Credentials: Verify All Credentials');
    await quickInput.waitForTitle('Verified: 2 of 5 work');
    await ui().screenshot('verify-all');
    const line = (name: string, text: string | RegExp) =>
      quickInput.widget.locator('.monaco-list-row', { hasText: name }).getByText(text).first().waitFor();
    await line('Deleted', /deleted/);
    await line('Off', /disabled/);
    await line('.env', 'Somebody has written another value there');
    await quickInput.widget.locator('.monaco-list-row', { hasText: 'Off' }).click();
    await tree.expand('Client-Credentials');
    await described(tree.item('Off'), /^1 secret/);

    await tree.expand('Off');
    await tree.contextMenu(await tree.firstChild('Off'), 'Verify');
    await ui().toast('“Off”: ').filter({ hasText: 'works' }).waitFor();
  });

  it('warns that the limit is reached, then asks which secret to replace', async () => {
    const { tree, quickInput } = ui();
    const id = await newClient(suite, 'Full');
    await fillUp(id, MOST - 1);
    await ui().runCommand('Client Credentials: Refresh Clients');
    await tree.expand('Client-Credentials');
    await tree.expand('Full');
    await tree.contextMenu('first', 'Rotate Secret…');
    await quickInput.waitForTitle('Rotate a Secret of Full (1/3)');
    await quickInput.pick('1 year');
    await quickInput.pick('Keep it');
    await quickInput.row('Rotate').getByText('has all 10 secrets that it may have').waitFor();
    await ui().screenshot('rotate-ninth');
    await quickInput.pick('Rotate');
    await ui().toast('The old one is kept.').waitFor();
    await ui().closeAllEditors();
    assert.equal((await secretsOf(id)).length, MOST);

    await tree.contextMenu('first', 'Rotate Secret…');
    await quickInput.waitForTitle('Rotate a Secret of Full (1/4)');
    await ui().screenshot('rotate-full');
    await quickInput.pick('number 3');
    await quickInput.waitForTitle('Rotate a Secret of Full (2/4)');
    await quickInput.back();
    assert.equal((await secretsOf(id)).length, MOST, 'nothing is deleted before the last answer');
    await quickInput.pick('number 4');
    await quickInput.pick('1 year');
    await quickInput.pick('Delete it at once');
    await quickInput.pick('Rotate');
    await ui().toast('The old one is deleted.').waitFor();
    const left = (await secretsOf(id)).map(({ Description }) => Description);
    assert.equal(left.length, MOST - 1);
    for (const gone of ['number 4', 'first']) assert.ok(!left.includes(gone), gone);
    assert.ok(left.includes('number 3'));
  });

  it('rotates several at once, and reports failures', async () => {
    const { tree, quickInput, page } = ui();
    const names = ['One of three', 'Two of three', 'Three of three'] as const;
    const ids: string[] = [];
    for (const name of names) ids.push(await newClient(suite, name));
    await fillUp(ids[1] ?? '', MOST);
    await ui().runCommand('Client Credentials: Refresh Clients');
    // A redrawn row loses its selection.
    await described(tree.item(names[1]), '10 secrets');
    // A click expands it, and moves rows below.
    await tree.item(names[0]).click();
    await tree.item('first').waitFor();
    for (const name of names.slice(1)) await tree.item(name).click({ modifiers: ['Control'] });
    await tree.contextMenu(names[2], 'Rotate Secret…');
    await quickInput.waitForTitle('Rotate 3 Secrets (1/3)');
    await quickInput.pick('Each as long as its old one');
    await quickInput.pick('Delete it at once');
    await ui().screenshot('rotate-several');
    await quickInput.pick('Rotate');
    await ui().dialog('Clients done: 2. Not done: 1.').waitFor();
    await ui().screenshot('rotate-several-failed');
    await page.keyboard.press('Escape');
    for (const [index, id] of ids.entries()) {
      const secrets = await secretsOf(id);
      const expected = index === 1 ? MOST : 1;
      assert.equal(secrets.length, expected, names[index]);
      if (index !== 1) assert.notEqual(secrets[0]?.Description, 'first');
    }
  });

  it('runs in one window only, and informs a second one', async () => {
    await playAddClient(ui(), { name: 'Contested pump', destination: '.env' });
    // The file has a value that someone else wrote.
    await ui().quickInput.pick('Write to .env');
    await ui().webview().getByText('Written to .env').waitFor();
    await ui().closeAllEditors();
    const before = dotenv.parse(fs.readFileSync(path.join(folder, '.env')));
    const id = before.ADH_CLIENT_ID ?? '';
    const page = await suite.editor.page.context().newPage();
    await page.goto(suite.editor.page.url());
    const other = workbench(page);
    await other.ready();
    await other.openContainer('Client Credentials');
    const windows = [ui(), other];
    for (const { tree, quickInput } of windows) {
      await tree.expand('Client-Credentials');
      await tree.contextMenu('Contested pump', 'Rotate Secret…');
      await quickInput.waitForTitle('Rotate a Secret of Contested pump (1/3)');
      await quickInput.pick('1 year');
      await quickInput.pick('Delete it at once');
    }
    await Promise.all(windows.map(({ quickInput }) => quickInput.pick('Rotate')));
    const outcome = (window: typeof other) =>
      Promise.race([
        window
          .toast('The old one is deleted.')
          .waitFor()
          .then(() => 'rotated'),
        window
          .toast('Somebody')
          .or(window.toast('Another window'))
          .first()
          .waitFor()
          .then(() => 'refused'),
      ]);
    assert.deepEqual((await Promise.all(windows.map(outcome))).sort(), ['refused', 'rotated']);
    await other.screenshot('rotate-two-windows');
    await page.close();
    assert.equal((await secretsOf(id)).length, 1);
    await eventually(async () => {
      const after = dotenv.parse(fs.readFileSync(path.join(folder, '.env')));
      assert.notEqual(after.ADH_CLIENT_SECRET, before.ADH_CLIENT_SECRET);
      await clientToken(suite.tenant, id, after.ADH_CLIENT_SECRET ?? '');
    });
  });
});
