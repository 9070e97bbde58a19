import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { newClient, tenantSuite } from './tenantSuite.ts';

const CLIENTS = '/ClientCredentialClients';

describe('auditing a tenant in the editor', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'audit-')));
  const suite = tenantSuite(12, () => ({ folder }));
  after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ui = () => suite.editor.workbench;
  const run = (title: string) => ui().runCommand(`Client Credentials: ${title}`);
  /** Hides the Clients view, so that every row is of the Audit view and on the screen. */
  const hideClients = () => ui().page.getByRole('button', { name: 'Clients Section' }).click();

  it('lists what is wrong by rule, and mends it from there', async () => {
    const { tree, quickInput } = ui();
    const id = await newClient(suite, 'Careless', { SecretDescription: '', SecretExpirationDate: null });
    await run('Audit Clients');
    await tree.item('Never expires').waitFor();
    await hideClients();
    for (const rule of ['Tenant Administrator', 'More than two active secrets', 'Expired, and still listed'])
      await tree.item(rule).waitFor();
    await tree.expand('No description');
    await tree.item('Careless').waitFor();
    await ui().screenshot('audit');

    await tree.inlineAction('Careless', 'Fix…');
    await quickInput.waitForTitle('(1/3)');
    await quickInput.type('cooling water');
    await quickInput.waitForTitle('(2/3)');
    await quickInput.pick('Leave it');
    await quickInput.waitForTitle('(3/3)');
    await quickInput.pick('Save');
    await tree.item('Careless').waitFor({ state: 'detached' });
    await tree.expand('Never expires');
    await tree.item('Careless').waitFor();
    await tree.inlineAction('Careless', 'Fix…');
    await quickInput.waitForTitle('Careless: Never expires');
    await ui().screenshot('audit-fix');
    await quickInput.cancel();
    const [secret] = (await suite.call('GET', `${CLIENTS}/${id}/Secrets`)).body;
    assert.equal(secret.Description, 'cooling water');
  });

  it('is reported as Markdown', async () => {
    await run('Export Audit Report…');
    await ui().quickInput.widget.getByRole('button', { name: 'OK' }).waitFor();
    await ui().quickInput.accept();
    await ui().toast('Saved: client-audit.md').waitFor();
    await eventually(() => {
      const report = fs.readFileSync(path.join(folder, 'client-audit.md'), 'utf8');
      assert.match(report, /^## Never expires \(\d+\)$/m);
      assert.match(report, /\| Careless \|/);
    });
  });
});
