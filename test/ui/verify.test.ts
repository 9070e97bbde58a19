import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import { copySampleWorkspace } from '../support/sampleWorkspaceCopy.ts';
import { playAddClient } from './addClientWizard.ts';
import { described, tenantSuite } from './tenantSuite.ts';

const CLIENTS = '/ClientCredentialClients';

describe('verifying in the editor', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'verify-')));
  const suite = tenantSuite(2, () => {
    copySampleWorkspace(folder);
    return { folder };
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ui = () => suite.editor.workbench;

  it('tries every value that is kept or written, says why some do not work, and mends one', async () => {
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
    const labels = await tree.labels();
    await tree.contextMenu(labels[labels.indexOf('Off') + 1] ?? '', 'Verify');
    await ui().toast('“Off”: ').filter({ hasText: 'works' }).waitFor();
  });
});
