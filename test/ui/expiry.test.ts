import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import papaparse from 'papaparse';
import { copySampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient } from './addClientWizard.ts';
import { newClient, tenantSuite } from './tenantSuite.ts';

const CLIENTS = '/ClientCredentialClients';
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const LONG_NAME = 'A name that nobody can read to its end where it stands, for it is longer than that';
/** DOM size of an element, CSS pixels. */
interface Sized {
  /** Of its content. */
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

describe('an expiring secret', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'expiry-')));
  const suite = tenantSuite(12, () => {
    copySampleWorkspace(folder);
    return { folder };
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ui = () => suite.editor.workbench;
  const run = (title: string) => ui().runCommand(`Client Credentials: ${title}`);
  const badge = () => ui().containerTab('Client Credentials').locator('.badge-content');

  /** Reloads the window to start the watch. */
  async function restart(): Promise<void> {
    await suite.editor.reload();
    await ui().openContainer('Client Credentials');
    await ui().tree.expand('Client-Credentials');
  }

  it('is reported once, counted on the icon, marked in the tree, gone after Rotate', async () => {
    const { tree, quickInput } = ui();
    await playAddClient(ui(), { name: 'Pump', destination: '.env' });
    await ui().webview().getByText('Written to .env').waitFor();
    const id = dotenv.parse(fs.readFileSync(path.join(folder, '.env'))).ADH_CLIENT_ID ?? '';
    const [secret] = (await suite.call('GET', `${CLIENTS}/${id}/Secrets`)).body;
    assert.equal(await ui().statusBarItem('expires soon').count(), 0);
    const changed = { ...secret, Expires: true, Expiration: inDays(5.5) };
    assert.equal((await suite.call('PUT', `${CLIENTS}/${id}/Secrets/${secret.Id}`, changed)).status, 200);

    await restart();
    await ui().toast('A secret of “Pump” expires in 5 days.').waitFor();
    await ui().statusBarItem('1 secret expires soon').waitFor();
    await badge().filter({ hasText: '1' }).waitFor();
    await tree.expand('Pump');
    await tree.item('Pump').locator('[class*="monaco-decoration"]').first().waitFor();
    await ui().screenshot('expiry-notice');

    await restart();
    await ui().statusBarItem('1 secret expires soon').waitFor();
    assert.equal(await ui().toast('expires in 5 days').count(), 0, 'it is told once');

    await tree.contextMenu('Pump', 'Rotate Secret…');
    await quickInput.waitForTitle('Rotate a Secret of Pump (1/3)');
    await quickInput.pick('1 year');
    await quickInput.pick('Delete it at once');
    await quickInput.pick('Rotate');
    await ui().toast('The old one is deleted.').waitFor();
    await ui().statusBarItem('expires soon').waitFor({ state: 'hidden' });
    await badge().waitFor({ state: 'hidden' });
  });

  it('is on a timeline, by mouse and keyboard, with a link to the secret', async () => {
    await newClient(suite, 'Soonest', { SecretDescription: 'overdue', SecretExpirationDate: inDays(0.9) });
    await newClient(suite, LONG_NAME, { SecretDescription: 'too', SecretExpirationDate: inDays(1.9) });
    await newClient(suite, 'Later', { SecretDescription: 'not yet', SecretExpirationDate: inDays(500) });
    await run('Check All Expiries');
    const view = ui().webview();
    const row = (name: string) => view.getByRole('button', { name: new RegExp(`^${name}`) });
    await row('Soonest · overdue, within a day').waitFor();
    await row('Later · not yet').waitFor();
    const isCut = (name: string) =>
      row(name)
        .locator('.wide .name')
        .evaluate(element => {
          const { scrollWidth, clientWidth } = element as unknown as Sized;
          return scrollWidth > clientWidth;
        });
    // Truncated by its style.
    assert.deepEqual([await isCut(LONG_NAME), await isCut('Soonest')], [true, false]);
    await ui().screenshot('timeline-dark');
    // Expired secrets of the sample clients come first.
    const rows = view.locator('.row');
    await rows.first().focus();
    const { keyboard } = ui().page;
    await keyboard.press('End');
    await keyboard.press('Home');
    await keyboard.press('ArrowDown');
    const focused = view.locator('.row:focus');
    assert.equal(await focused.getAttribute('data-index'), '1');
    await row('Soonest').focus();
    await keyboard.press('Enter');
    await ui().page.getByRole('tab', { name: 'Soonest' }).waitFor();
    await ui().webview().locator('tr[data-focus]:focus', { hasText: 'overdue' }).waitFor();
    await ui().screenshot('timeline-to-secret');
  });

  it('is reported as CSV, Markdown and a calendar', async () => {
    const { quickInput } = ui();
    for (const [form, label] of [
      ['csv', 'CSV'],
      ['md', 'Markdown'],
      ['ics', 'iCalendar'],
    ] as const) {
      await run('Export Expiry Report…');
      await quickInput.waitForTitle('Export Expiry Report');
      await quickInput.pick(label);
      const file = path.join(folder, `client-secret-expiry.${form}`);
      await quickInput.widget.getByRole('button', { name: 'OK' }).waitFor();
      await quickInput.accept();
      await ui().toast(`Saved: client-secret-expiry.${form}`).waitFor();
      await eventually(() => assert.match(fs.readFileSync(file, 'utf8'), /Soonest/));
    }
    const csv = fs.readFileSync(path.join(folder, 'client-secret-expiry.csv'), 'utf8');
    const { data } = papaparse.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    const clients = (await suite.call('GET', `${CLIENTS}?count=1000`)).body;
    const named = data.filter(({ clientType }) => clientType === 'clientCredentials');
    for (const { clientId, clientName } of named)
      assert.ok(
        clients.some(
          (each: { Id: string; Name: string }) => each.Id === clientId && each.Name === clientName,
        ),
      );
    assert.ok(named.length > 5);
  });

  /** Reads the records of a kind, as texts. */
  function records(kind: 'kept' | 'notices'): readonly string[] {
    const storage = 'User/globalStorage/client-credentials.connect-client-credentials';
    const recordFolder = path.join(suite.editor.userDataDir, storage, kind);
    return fs.readdirSync(recordFolder).map(name => fs.readFileSync(path.join(recordFolder, name), 'utf8'));
  }
  const lostMarks = () => records('notices').filter(text => text.includes('"lost '));

  it('is reported if its value is lost', async () => {
    await ui().page.evaluate("localStorage.removeItem('secrets.provider')");
    await suite.editor.reload();
    await ui().openContainer('Client Credentials');
    await ui().toast('SecretStorage has lost a secret of “Pump”. Nobody can read it again.').waitFor();
    assert.deepEqual([records('kept').length, lostMarks().length], [1, 1]);
    await ui().screenshot('lost-keyring');
    await ui().pressToast('SecretStorage has lost', 'Forget It');
    await ui().pressDialog('of “Pump”?', 'Forget It');
    await eventually(() => assert.deepEqual(records('kept'), []));
    await suite.editor.reload();
    await ui().openContainer('Client Credentials');
    // The check for lost secrets clears the mark of the previous one.
    await eventually(() => assert.deepEqual(lostMarks(), []));
    assert.equal(await ui().toast('SecretStorage has lost').count(), 0);
  });

  /** Hides the Clients view, so that all rows are in the Audit view and visible. */
  const hideClients = () => ui().page.getByRole('button', { name: 'Clients Section' }).click();

  it('is listed by rule in the Audit view with all other findings, and fixed from there', async () => {
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

  it('is reported by the audit as Markdown', async () => {
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
