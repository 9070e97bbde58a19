import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { playAddClient } from './addClientWizard.ts';
import { attachedTo } from './attachedTo.ts';
import { described } from './tenantSuite.ts';

const PLACEHOLDERS = 'ADH_CLIENT_ID=<id>\nADH_CLIENT_SECRET=<secret>\n';

/** What a folder from somewhere might try: to choose hosts, files and programs. */
const HOSTILE_SETTINGS = {
  'clientCredentials.connections': [
    {
      name: 'Evil',
      resource: 'https://evil.example',
      tenantId: 'x',
      signIn: { method: 'client', clientId: 'x' },
    },
  ],
  'clientCredentials.localTenant.dataFolder': '/evil',
};

describe('a folder that is not trusted', () => {
  let folder: string;
  let tenant: LocalTenant;
  let editor: Editor;

  before(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'untrusted-')));
    fs.writeFileSync(path.join(folder, '.env'), PLACEHOLDERS);
    fs.mkdirSync(path.join(folder, '.vscode'));
    fs.writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(HOSTILE_SETTINGS));
    tenant = await startLocalTenant({ seed: 1 });
    editor = await openEditor({ folder, workspaceTrust: true, settings: attachedTo(tenant) });
    await editor.workbench.statusBarItem('Restricted Mode').waitFor();
    await editor.workbench.openContainer('Client Credentials');
    await editor.workbench.tree.item('Client-Credentials').waitFor();
  });
  after(async () => {
    await editor?.dispose();
    await tenant?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('shows clients and files, of the user’s own connections only', async () => {
    const { tree } = editor.workbench;
    await described(tree.item('.env'), 'to be filled in');
    assert.ok(!(await tree.labels()).includes('Evil'));
    await editor.workbench.screenshot('restricted-mode');
  });

  it('is never written to: a new secret can only be kept', async () => {
    const { quickInput, tree, ...workbench } = editor.workbench;
    await playAddClient(editor.workbench, { name: 'Careful' });
    await quickInput.row('Keep in SecretStorage only').waitFor();
    assert.deepEqual((await quickInput.labels()).slice(0, 2), [
      'Keep in SecretStorage only',
      'Insert it into a project whenever you want.',
    ]);
    await quickInput.pick('Keep in SecretStorage only');
    await workbench.webview().getByText('Kept in SecretStorage.').waitFor();
    await workbench.closeAllEditors();
    await tree.expand('Client-Credentials');
    await tree.inlineAction('Careful', 'Insert into Project…');
    await workbench.toast('Open a folder that you trust').waitFor();
    await workbench.clearToasts();
    await tree.inlineAction('.env', 'Insert Credentials Here…');
    await quickInput.pick('Careful');
    await workbench.toast('Open a folder that you trust').waitFor();
    assert.equal(fs.readFileSync(path.join(folder, '.env'), 'utf8'), PLACEHOLDERS);
  });

  it('takes a secret once it is trusted', async () => {
    const { quickInput, tree, ...workbench } = editor.workbench;
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.closeAllEditors();
    await workbench.openContainer('Client Credentials');
    await tree.expand('Client-Credentials');
    await tree.inlineAction('Careful', 'Insert into Project…');
    await quickInput.pick('.env');
    await quickInput.pick('Write to .env');
    await workbench.toast('The credentials of Careful are in .env.').waitFor();
  });
});
