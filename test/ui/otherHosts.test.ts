import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import { copySampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { clientToken } from '../support/tenant/localTenant.ts';
import { playAddClient } from './addClientWizard.ts';
import { insist } from './leaks/play.ts';
import { tenantSuite } from './tenantSuite.ts';

const CLIENTS = '/ClientCredentialClients';
const STORAGE = 'User/globalStorage/client-credentials.connect-client-credentials';

describe('saved secrets of several hosts, in the editor', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'hosts-')));
  const suite = tenantSuite(2, () => {
    copySampleWorkspace(folder);
    return { folder };
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ui = () => suite.editor.workbench;
  const run = (title: string) => ui().runCommand(`Client Credentials: ${title}`);
  const storage = (name = '') => path.join(suite.editor.userDataDir, STORAGE, name);
  const written = () => dotenv.parse(fs.readFileSync(path.join(folder, '.env')));
  const secretCount = async (id: string) => (await suite.call('GET', `${CLIENTS}/${id}/Secrets`)).body.length;

  async function reload(): Promise<void> {
    await suite.editor.reload();
    await ui().openContainer('Client Credentials');
    await ui().tree.expand('Client-Credentials');
  }

  /** Opens *Review Saved Secrets and Hosts*; a second click on the row of the palette may have hit its list. */
  async function review(): Promise<void> {
    const title = ui().quickInput.widget.locator('.quick-input-title', {
      hasText: 'Saved Secrets and Hosts',
    });
    await insist(async () => {
      await ui().page.keyboard.press('Escape');
      await run('Review Saved Secrets and Hosts…');
    }, title);
  }

  /** Answers *Rotate Secret*, so that the old secret is deleted at once. */
  async function rotate(client: string): Promise<void> {
    const { tree, quickInput } = ui();
    await tree.contextMenu(client, 'Rotate Secret…');
    await quickInput.waitForTitle(`Rotate a Secret of ${client} (1/3)`);
    await quickInput.pick('1 year');
    await quickInput.pick('Delete it at once');
  }

  it('are used again after a container was rebuilt, and not deleted unasked while the old one has them', async () => {
    const { quickInput } = ui();
    await playAddClient(ui(), { name: 'Shared pump', destination: '.env' });
    await ui().webview().getByText('Written to .env').waitFor();
    await ui().closeAllEditors();
    const { ADH_CLIENT_ID: id = '', ADH_CLIENT_SECRET: first = '' } = written();
    // The new container has the same secret storage, and none of the files.
    for (const name of ['host', 'kept', 'bindings', 'journal'])
      fs.rmSync(storage(name), { recursive: true, force: true });
    await reload();

    await review();
    await quickInput.row('Shared pump').getByText('recorded on').waitFor();
    await ui().screenshot('hosts-review');
    await quickInput.pick('Shared pump');
    await ui().pressDialog('is in SecretStorage', 'Use on This Host');

    await rotate('Shared pump');
    await quickInput.row('Rotate').getByText('Other hosts hold it and are not updated').waitFor();
    await quickInput.pick('Rotate');
    await ui().dialog('although other hosts hold it').waitFor();
    await ui().dialog(path.join(folder, '.env')).waitFor();
    await ui().screenshot('hosts-held');
    await ui().pressDialog('although other hosts hold it', 'Cancel');
    await ui().toast('You are asked again in an hour.').waitFor();
    assert.equal(await secretCount(id), 2);
    await clientToken(suite.tenant, id, first);
    await ui().closeAllEditors();

    await run('Resume Interrupted Work…');
    await quickInput.waitForTitle('Rotating a secret of “Shared pump”');
    await quickInput.pick('Delete the old secret now');
    await ui().pressDialog('although other hosts hold it', 'Delete Anyway');
    await ui().toast('The old one is deleted.').waitFor();
    assert.equal(await secretCount(id), 1);

    await review();
    await quickInput.widget.locator('.monaco-list-row', { hasText: '(another profile' }).click();
    await ui().pressDialog('from the list of hosts?', 'Remove Host');
    await run('Review Saved Secrets and Hosts…');
    await ui().toast('Every saved secret has a record on this host').waitFor();
  });

  it('are not rotated while a record is damaged, which is named', async () => {
    await playAddClient(ui(), { name: 'Careful pump', destination: 'Keep in SecretStorage only' });
    await ui().webview().getByRole('heading', { name: 'Careful pump' }).waitFor();
    await ui().closeAllEditors();
    const file = storage('bindings/damaged.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '{"kind":"fi');
    await reload();
    // A toast hides after a time; the list of notifications still has it.
    const notice = ui()
      .page.locator('.notifications-center .notification-list-item', {
        hasText: 'A record of this extension',
      })
      .filter({ hasText: file });
    await insist(() => ui().runCommand('Notifications: Show Notifications'), notice);
    await ui().screenshot('damaged-record');
    await ui().page.keyboard.press('Escape');
    await ui().clearToasts();
    await ui().tree.contextMenu('Careful pump', 'Rotate Secret…');
    await ui().toast('is damaged, or another version has written it').waitFor();
    assert.equal(fs.readFileSync(file, 'utf8'), '{"kind":"fi');
    fs.rmSync(file);
    await rotate('Careful pump');
    await ui().quickInput.pick('Rotate');
    await ui().toast('The old one is deleted.').waitFor();
  });
});
