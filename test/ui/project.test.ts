import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import { runApplication } from '../support/application/runApplication.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { described, newClient, tenantSuite } from './tenantSuite.ts';

/** Prints what a program started by the debugger finds in its environment, for the test to read. */
const PROGRAM = `require('fs').mkdirSync(__dirname + '/out', { recursive: true });
require('fs').writeFileSync(__dirname + '/out/.env',
  Object.entries(process.env).filter(([name]) => name.startsWith('ADH_')).map(pair => pair.join('=')).join('\\n'));`;

/** Of the user secrets of a .NET project. */
const ID = 'api-3f2a';

const LAUNCH = `{
  // started by hand
  "version": "0.2.0",
  "configurations": [
    { "name": "Job", "type": "probe", "request": "launch", "program": "\${workspaceFolder}/job.cjs", "env": {} },
  ],
}
`;

describe('the credentials of a project in the editor', () => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'project-')));
  const at = (...names: string[]) => path.join(root, ...names);
  const put = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  };
  const suite = tenantSuite(2, () => {
    put('app/.env', '# ours\nADH_CLIENT_ID=<client-id>\nADH_CLIENT_SECRET=<client-secret>\nOTHER=1\n');
    put('app/job.cjs', PROGRAM);
    put('app/.vscode/launch.json', LAUNCH);
    put('api/appsettings.json', '{\n  "Connect": { "ClientId": "", "ClientSecret": "" }\n}\n');
    // An editor in the browser would save what the tests leave unsaved.
    const settings = { 'files.autoSave': 'off' };
    put('both.code-workspace', JSON.stringify({ folders: [{ path: 'app' }, { path: 'api' }], settings }));
    execFileSync('git', ['init', '--quiet', at('app')]);
    put(
      'api/Api.csproj',
      `<Project><PropertyGroup><UserSecretsId>${ID}</UserSecretsId></PropertyGroup></Project>`,
    );
    const environment = { HOME: at('home') };
    return { folder: at('both.code-workspace'), environment, alsoInstalled: ['test/support/probeDebugger'] };
  });
  after(() => fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  const ui = () => suite.editor.workbench;
  const secretOf = (name: string) => dotenv.parse(fs.readFileSync(at(name), 'utf8')).ADH_CLIENT_SECRET;
  const run = (title: string) => ui().runCommand(`Client Credentials: ${title}`);

  /** Adds a client with the API, and a saved secret in the editor. */
  async function clientWithKeptSecret(name: string): Promise<string> {
    const id = await newClient(suite, name);
    const { quickInput, tree } = ui();
    await tree.inlineAction(name, 'Add Secret…');
    await quickInput.waitForTitle(`Add Secret to ${name} (1/3)`);
    await quickInput.type('kept');
    await quickInput.waitForTitle(`Add Secret to ${name} (2/3)`);
    await quickInput.accept();
    await quickInput.waitForTitle(`Add Secret to ${name} (3/3)`);
    await quickInput.pick('Keep in SecretStorage only');
    await ui().webview().getByRole('heading', { name }).waitFor();
    await ui().closeAllEditors();
    return id;
  }

  it('shows the credentials of each folder', async () => {
    const { tree } = ui();
    await tree.item('app').waitFor();
    await tree.item('api').waitFor();
    await described(tree.item('.env'), 'to be filled in');
    await described(tree.item('appsettings.json'), 'to be filled in');
    await tree.expand('.env');
    await described(tree.item('ADH_CLIENT_SECRET'), 'to be filled in');
    await ui().screenshot('project-credentials-wanted');
  });

  it('shows the first change of a file, asks about git, and writes with one click from then on', async () => {
    const { quickInput, tree, page } = ui();
    const id = await clientWithKeptSecret('Gateway');
    await tree.inlineAction('Gateway', 'Insert into Project…');
    await quickInput.waitForTitle('Insert the credentials of Gateway into');
    await quickInput.pick('.env');
    await quickInput.waitForTitle('Insert the credentials of Gateway');
    await quickInput.row('Write to .env').waitFor();
    const diff = page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor');
    await diff.getByText('ADH_CLIENT_SECRET=••••••••').waitFor();
    await diff.getByText(`ADH_CLIENT_ID=${id}`).waitFor();
    await ui().screenshot('masked-change');
    assert.equal(secretOf('app/.env'), '<client-secret>', 'nothing has been written yet');
    await quickInput.pick('Write to .env');
    await ui().pressDialog('git does not ignore .env.', 'Write Anyway');
    await ui().toast('The credentials of Gateway are in .env.').waitFor();
    assert.match(
      fs.readFileSync(at('app/.env'), 'utf8'),
      new RegExp(`^# ours\nADH_CLIENT_ID=${id}\n[^]*OTHER=1\n$`),
    );
    const first = secretOf('app/.env');
    await tree.expand('.env');
    await described(tree.item('ADH_CLIENT_ID'), 'Gateway');
    await described(tree.item('ADH_CLIENT_SECRET'), /^expires \d{4}-/);
    await ui().screenshot('project-credentials-valid');

    // Someone removes it, and one click inserts it again.
    fs.writeFileSync(at('app/.env'), `ADH_CLIENT_ID=${id}\nADH_CLIENT_SECRET=\n`);
    await described(tree.item('ADH_CLIENT_SECRET'), 'to be filled in');
    await tree.inlineAction('Gateway', 'Insert into Project…');
    await eventually(() => assert.equal(secretOf('app/.env'), first));
    await described(tree.item('ADH_CLIENT_SECRET'), /^expires \d{4}-/);
  });

  it('shows the change again before one click replaces a value of someone else', async () => {
    const { quickInput, tree } = ui();
    const before = fs.readFileSync(at('app/.env'), 'utf8');
    fs.writeFileSync(at('app/.env'), before.replace(/(ADH_CLIENT_SECRET=).*/, '$1somebody-elses'));
    await tree.expand('.env');
    await described(tree.item('ADH_CLIENT_SECRET'), 'not the secret that we wrote');
    await tree.inlineAction('Gateway', 'Insert into Project…');
    await quickInput.waitForTitle('Insert the credentials of Gateway');
    await quickInput.row('Write to .env').waitFor();
    await quickInput.cancel();
    assert.equal(secretOf('app/.env'), 'somebody-elses');
    fs.linkSync(at('app/.env'), at('other-name'));
    await tree.inlineAction('Gateway', 'Insert into Project…');
    await quickInput.waitForTitle('Insert the credentials of Gateway');
    await quickInput.pick('Write to .env');
    await ui().pressDialog('.env has other names (hard links).', 'Write to All Names');
    for (const name of ['app/.env', 'other-name'])
      await eventually(() => assert.equal(fs.readFileSync(at(name), 'utf8'), before));
    fs.rmSync(at('other-name'));
  });

  /** Opens the file of the view at a key, and types at its beginning without saving. */
  async function typeUnsaved(key: string): Promise<void> {
    const { tree, page } = ui();
    await tree.item(key).click();
    await page.locator('.tab.active', { hasText: '.env' }).waitFor();
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# unsaved\n');
    await page.locator('.tab.active.dirty').waitFor();
  }

  it('writes no secret into an editor that cannot save its file, and tries again', async () => {
    const { tree, page } = ui();
    const before = fs.readFileSync(at('app/.env'), 'utf8');
    const empty = before.replace(/(ADH_CLIENT_SECRET=).*/, '$1');
    fs.writeFileSync(at('app/.env'), empty);
    await tree.expand('.env');
    await described(tree.item('ADH_CLIENT_SECRET'), 'to be filled in');
    await typeUnsaved('ADH_CLIENT_SECRET');
    await ui().runCommand('File: Set Active Editor Read-only in Session');
    await tree.inlineAction('Gateway', 'Insert into Project…');
    await ui().toast('has unsaved changes that couldn’t be saved').waitFor();
    assert.equal(fs.readFileSync(at('app/.env'), 'utf8'), empty);
    await page.locator('.tab.active.dirty').waitFor();
    const shown = (await page.locator('.monaco-editor .view-lines').first().textContent()) ?? '';
    await ui().screenshot('unsaved-file');
    await ui().runCommand('File: Reset Active Editor Read-only in Session');
    // The toast may have gone by then.
    await ui().runCommand('Notifications: Show Notifications');
    await page.locator('.notifications-center').getByRole('button', { name: 'Try Again' }).click();
    await eventually(() => assert.equal(fs.readFileSync(at('app/.env'), 'utf8'), `# unsaved\n${before}`));
    assert.ok(shown.includes('unsaved'));
    assert.ok(!shown.includes(secretOf('app/.env') ?? '?'), 'the secret is in the unsaved document');
    await ui().closeAllEditors();
    fs.writeFileSync(at('app/.env'), before);
  });

  it('saves nothing through a link out of the workspace', async () => {
    const { tree, page } = ui();
    const before = fs.readFileSync(at('app/.env'), 'utf8');
    fs.writeFileSync(at('outside'), before);
    fs.rmSync(at('app/.env'));
    fs.symlinkSync(at('outside'), at('app/.env'));
    await tree.expand('.env');
    await described(tree.item('ADH_CLIENT_SECRET'), /^expires/);
    await typeUnsaved('ADH_CLIENT_SECRET');
    await tree.inlineAction('Gateway', 'Insert into Project…');
    await ui().toast('leads out of the workspace folder').waitFor();
    assert.equal(fs.readFileSync(at('outside'), 'utf8'), before);
    await page.locator('.tab.active').click();
    await ui().runCommand('File: Revert File');
    await ui().closeAllEditors();
    fs.rmSync(at('app/.env'));
    fs.writeFileSync(at('app/.env'), before);
  });

  it('detects a secret replaced by hand, and one deleted in the service', async () => {
    const { tree } = ui();
    const before = fs.readFileSync(at('app/.env'), 'utf8');
    const id = dotenv.parse(before).ADH_CLIENT_ID;
    await tree.expand('.env');
    fs.writeFileSync(at('app/.env'), before.replace(/(ADH_CLIENT_SECRET=).*/, '$1somebody-elses'));
    await described(tree.item('ADH_CLIENT_SECRET'), 'not the secret that we wrote');
    fs.writeFileSync(at('app/.env'), before);
    await described(tree.item('ADH_CLIENT_SECRET'), /^expires/);
    const secrets = await suite.call('GET', `/ClientCredentialClients/${id}/Secrets`);
    const kept = secrets.body.find((secret: { Description: string }) => secret.Description === 'kept');
    await suite.call('DELETE', `/ClientCredentialClients/${id}/Secrets/${kept.Id}`);
    await run('Refresh Project Credentials');
    await described(tree.item('ADH_CLIENT_SECRET'), 'deleted in the service');
    await described(tree.item('.env'), 'deleted in the service');
    await ui().screenshot('project-credentials-drift');
    await suite.call('DELETE', `/ClientCredentialClients/${id}`);
    await run('Refresh Project Credentials');
    await described(tree.item('.env'), 'the service has no such client any more');
  });

  it('writes to the file selected in the view, and opens it at a key', async () => {
    const { quickInput, tree, page } = ui();
    const id = await clientWithKeptSecret('Service');
    await tree.inlineAction('appsettings.json', 'Insert Credentials Here…');
    await quickInput.waitForTitle('Which credentials?');
    await quickInput.pick('Service');
    await quickInput.waitForTitle('Insert the credentials of Service');
    await quickInput.pick('Write to appsettings.json');
    await ui().toast('The credentials of Service are in appsettings.json.').waitFor();
    // The view is small: expanded rows of earlier tests would hide these keys.
    const other = tree.item('.env');
    if ((await other.getAttribute('aria-expanded')) === 'true')
      await other.locator('.monaco-tl-twistie').click();
    const { Connect } = JSON.parse(fs.readFileSync(at('api/appsettings.json'), 'utf8'));
    assert.equal(Connect.ClientId, id);
    await tree.expand('appsettings.json');
    // Rows below the edge are not rendered.
    await page.keyboard.press('End');
    await described(tree.item('ClientId'), 'Service');
    await tree.item('ClientSecret').click();
    await page.locator('.tab.active', { hasText: 'appsettings.json' }).waitFor();
    const [, line = ''] = fs.readFileSync(at('api/appsettings.json'), 'utf8').split('\n');
    const column = line.indexOf('"ClientSecret": ') + '"ClientSecret": '.length + 1;
    await ui().statusBarItem(`Ln 2, Col ${column}`).waitFor();
  });

  it('writes to the user secrets of a .NET project, outside the workspace', async () => {
    const { quickInput, tree } = ui();
    const id = await newClient(suite, 'Dotnet');
    await tree.inlineAction('Dotnet', 'Add Secret…');
    for (const step of [1, 2]) {
      await quickInput.waitForTitle(`Add Secret to Dotnet (${step}/3)`);
      await quickInput.accept();
    }
    await quickInput.waitForTitle('Add Secret to Dotnet (3/3)');
    await quickInput.pick('User secrets of Api.csproj');
    await ui().webview().getByText('Written to User secrets of Api.csproj').waitFor();
    const file = at('home/.microsoft/usersecrets', ID, 'secrets.json');
    const secrets = JSON.parse(fs.readFileSync(file, 'utf8'));
    assert.equal(secrets['Connect:ClientId'], id);
    assert.deepEqual(
      [fs.statSync(file).mode & 0o777, fs.statSync(path.dirname(file)).mode & 0o777],
      [0o600, 0o700],
    );
    await described(tree.item('Api.csproj'), /user secrets · /);
    await ui().screenshot('user-secrets');
  });

  it('writes a client without a secret, and gives it the redirect URI of the file', async () => {
    put(
      'api/public/config.json',
      '{\n  "client_id": "<client>",\n  "acr_values": "tenant:<tenant>",\n  "redirect_uri": "http://localhost:5004/cb"\n}\n',
    );
    const created = await suite.call('POST', '/AuthorizationCodeClients', {
      Name: 'Page',
      RedirectUris: ['http://localhost:1/other'],
    });
    const { quickInput, tree } = ui();
    await run('Refresh Clients');
    await tree.expand('Authorization Code');
    await tree.contextMenu('Page', 'Insert into Project…');
    await quickInput.waitForTitle('Insert Page into');
    await quickInput.pick('public/config.json');
    await quickInput.waitForTitle('Insert Page');
    await ui().screenshot('insert-public-client');
    await quickInput.pick('Write to public/config.json');
    await ui().toast('It has no secret.').waitFor();
    const { Id } = created.body;
    assert.deepEqual(JSON.parse(fs.readFileSync(at('api/public/config.json'), 'utf8')), {
      client_id: Id,
      acr_values: `tenant:${suite.tenant.tenantId}`,
      redirect_uri: 'http://localhost:5004/cb',
    });
    await ui().toast('Sign-ins would fail.').getByRole('button', { name: 'Add Redirect URI' }).click();
    await ui().toast('has http://localhost:5004/cb as a redirect URI').waitFor();
    const { body } = await suite.call('GET', `/AuthorizationCodeClients/${Id}`);
    assert.deepEqual(body.RedirectUris, ['http://localhost:1/other', 'http://localhost:5004/cb']);
    await ui().clearToasts();
  });

  it('hides a file of another service, and shows it again', async () => {
    const { quickInput, tree } = ui();
    await tree.contextMenu('config.json', 'Hide: Not for CONNECT data services');
    await tree.item('config.json').waitFor({ state: 'detached' });
    await ui().toast('config.json is hidden').getByRole('button', { name: 'Undo' }).click();
    await tree.item('config.json').waitFor();
    await tree.contextMenu('config.json', 'Hide: Not for CONNECT data services');
    await tree.item('config.json').waitFor({ state: 'detached' });
    await run('Unhide Project Credentials…');
    await quickInput.waitForTitle('Unhide Project Credentials');
    await quickInput.pick('config.json');
    await quickInput.accept();
    await tree.item('config.json').waitFor();
    await ui().clearToasts();
  });

  it('shows a file that can’t be read, opens it at the line, and hides it', async () => {
    put('api/broken.json', '{\n  "ClientId": "a",\n  "ClientSecret": \n}\n');
    const { quickInput, tree, page } = ui();
    await described(tree.item('broken.json'), 'can’t be read at line 4');
    await ui().screenshot('project-credentials-unread');
    await tree.item('broken.json').click();
    await page.locator('.tab.active', { hasText: 'broken.json' }).waitFor();
    await ui().statusBarItem('Ln 4, Col 1').waitFor();
    await ui().closeAllEditors();
    await tree.contextMenu('broken.json', 'Hide: Not for CONNECT data services');
    await tree.item('broken.json').waitFor({ state: 'detached' });
    await ui().clearToasts();
    await run('Unhide Project Credentials…');
    await quickInput.pick('broken.json');
    await quickInput.accept();
    await tree.item('broken.json').waitFor();
    fs.rmSync(at('api/broken.json'));
    await tree.item('broken.json').waitFor({ state: 'detached' });
  });

  it('passes credentials to a started program, with no value in launch.json', async () => {
    const { quickInput, page } = ui();
    const id = await newClient(suite, 'Debugged');
    await ui().tree.inlineAction('Debugged', 'Add Secret…');
    for (const step of [1, 2]) {
      await quickInput.waitForTitle(`Add Secret to Debugged (${step}/3)`);
      await quickInput.accept();
    }
    await quickInput.waitForTitle('Add Secret to Debugged (3/3)');
    await quickInput.pick('.vscode/launch.json · Job');
    await quickInput.row('Write to .vscode/launch.json · Job').waitFor();
    await ui().screenshot('masked-change-launch');
    // No git question: it contains no secret.
    await quickInput.pick('Write to .vscode/launch.json · Job');
    await ui().webview().getByText('Written to .vscode/launch.json · Job').waitFor();
    const written = fs.readFileSync(at('app/.vscode/launch.json'), 'utf8');
    assert.match(written, /\/\/ started by hand/);
    assert.ok(written.includes(`"ADH_CLIENT_SECRET": "\${clientCredentials:${id}:clientSecret}"`), written);

    await ui().runCommand('Debug: Start Without Debugging');
    await eventually(() => assert.ok(fs.existsSync(at('app/out/.env'))));
    await eventually(() => assert.equal(runApplication(at('app/out/.env')).tenantStatus, 200));
    await page.keyboard.press('Escape');
    const launch = fs.readFileSync(at('app/.vscode/launch.json'), 'utf8');
    assert.ok(!launch.includes(secretOf('app/out/.env') ?? '-'));
  });
});
