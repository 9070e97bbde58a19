import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/folders/temporaryFolder.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { leaveClientsAsFound, newClient, type TenantSuite } from './tenantSuite.ts';

/** Plays each type of client, and the pages about clients. */
export const clientTypesStory = (suite: TenantSuite) =>
  describe('client types, details and results in the editor', () => {
    const folder = temporaryFolder();
    leaveClientsAsFound(suite);
    const ui = () => suite.editor.workbench;
    const read = async (below: string) => (await suite.call('GET', below)).body;
    const named = async (segment: string, name: string) =>
      (await read(`/${segment}?count=1000`)).find((client: { Name: string }) => client.Name === name);

    /** Answers the steps of *Add Client*, from the first: what is typed, picked (`>…`) or accepted as it is. */
    async function addClient(...replies: readonly string[]) {
      const { quickInput } = ui();
      await ui().runCommand('Client Credentials: Add Client…');
      for (const [index, reply] of replies.entries()) {
        await quickInput.waitForTitle(`Add Client (${index + 1}/`);
        if (reply === '') await quickInput.accept();
        else if (reply.startsWith('>')) await quickInput.pick(reply.slice(1));
        else await quickInput.type(reply);
      }
    }

    it('adds a single-page application with all its addresses, and shows its id', async () => {
      await addClient(
        ...['>Authorization Code', 'Web app', 'https://app.example.com/cb http://127.0.0.1:3000/cb'],
        ...['>Choose everything…', 'https://app.example.com/bye', 'https://app.example.com'],
        ...['>Yes', '', '', '1200'],
      );
      const { quickInput } = ui();
      await quickInput.waitForTitle('Add Client (11/11)');
      assert.match(
        await quickInput.placeholder(),
        /^Creates “Web app”: 2 redirect URIs, 20 min tokens, refresh tokens$/,
      );
      await ui().screenshot('add-application');
      await quickInput.pick('Create');
      const page = ui().webview();
      await page.getByText('Clients of this type have no secret').waitFor();
      await ui().screenshot('result-application');
      const client = await named('AuthorizationCodeClients', 'Web app');
      assert.equal(await page.locator('#clientId').textContent(), client.Id);
      assert.deepEqual(client.RedirectUris, ['https://app.example.com/cb', 'http://127.0.0.1:3000/cb']);
      assert.deepEqual(client.PostLogoutRedirectUris, ['https://app.example.com/bye']);
      assert.deepEqual(client.AllowedCorsOrigins, ['https://app.example.com']);
      assert.deepEqual([client.AllowOfflineAccess, client.AccessTokenLifetime], [true, 1200]);
      await ui().tree.expand('Authorization Code');
      await ui().tree.item('Web app').waitFor();
    });

    it('adds a web server’s client, whose secret is kept and verified', async () => {
      await addClient(
        '>Hybrid',
        'Web server',
        'https://web.example.com/signin-oidc',
        '',
        '>Keep in SecretStorage only',
      );
      const page = ui().webview();
      await page.getByText('Kept in SecretStorage.').waitFor();
      await page.getByRole('button', { name: 'Verify' }).click();
      await page
        .getByText('It works: the service accepts the secret. Tokens are for users who sign in.')
        .waitFor();
      await ui().screenshot('result-hybrid');
      const client = await named('HybridClients', 'Web server');
      assert.equal((await read(`/HybridClients/${client.Id}/Secrets`)).length, 1);
    });

    it('adds a device’s client', async () => {
      await addClient('>Device Code', 'Console', '>Choose everything…', '900', '', '', '', '>Create');
      await ui().webview().getByText('Clients of this type have no secret').waitFor();
      assert.equal((await named('DeviceCodeClients', 'Console')).DeviceCodeLifetime, 900);
    });

    it('writes a secret to an external store with its own program', async () => {
      const script = path.join(folder.path, 'store.cjs');
      const stored = path.join(folder.path, 'stored');
      fs.writeFileSync(script, `process.stdin.pipe(require('fs').createWriteStream(process.argv[2]))`);
      await addClient(
        ...['', 'Stored elsewhere', '', '>External store…', '>Custom command'],
        ...[process.execPath, `"${script}" "${stored}"`],
      );
      const page = ui().webview();
      await page.getByText('Stored in Custom command').waitFor();
      await ui().screenshot('result-store');
      await page.getByRole('button', { name: 'Reveal' }).click();
      await eventually(async () => {
        const shown = await page.locator('#secret').textContent();
        assert.equal(fs.readFileSync(stored, 'utf8'), shown);
      });
      fs.writeFileSync(script, `console.error('the store is closed'); process.exit(7)`);
      await page.getByRole('button', { name: 'Insert…' }).click();
      await ui().quickInput.pick('External store…');
      await ui().quickInput.pick('Custom command');
      await ui().quickInput.waitForTitle('(2/3)');
      await ui().quickInput.type(process.execPath);
      await ui().quickInput.waitForTitle('(3/3)');
      await ui().quickInput.type(`"${script}"`);
      await ui().toast('failed with exit code 7').waitFor();
      await ui().toast('the store is closed').waitFor();
      await ui().clearToasts();
    });

    it('changes the addresses of an application', async () => {
      const { quickInput, tree } = ui();
      await suite.call('POST', '/AuthorizationCodeClients', {
        Name: 'Moving',
        RedirectUris: ['https://old.example.com'],
      });
      await ui().runCommand('Client Credentials: Refresh Clients');
      await tree.expand('Authorization Code');
      await tree.contextMenu('Moving', 'Edit Client…');
      await quickInput.waitForTitle('Edit Moving (1/2)');
      await quickInput.pick('Redirect URIs');
      await quickInput.accept();
      await quickInput.waitForTitle('Edit Moving (2/3)');
      await quickInput.type('https://new.example.com/*');
      await quickInput.message('has a wildcard');
      await quickInput.type('https://new.example.com/cb');
      await quickInput.waitForTitle('Edit Moving (3/3)');
      await quickInput.pick('Save');
      await eventually(async () =>
        assert.deepEqual((await named('AuthorizationCodeClients', 'Moving')).RedirectUris, [
          'https://new.example.com/cb',
        ]),
      );
    });

    it('shows the details of a client, and does from there what the tree does', async () => {
      const id = await newClient(suite, 'In detail', {
        SecretExpirationDate: new Date(Date.now() + 5 * 86_400_000),
      });
      await ui().tree.contextMenu('In detail', 'Show Details');
      const page = ui().webview();
      await page.getByRole('heading', { name: 'In detail' }).waitFor();
      await page.getByText(id).waitFor();
      await page.getByText('Tenant Member').waitFor();
      await page.getByRole('cell', { name: /^expires \d{4}-/ }).waitFor();
      await ui().screenshot('details');
      await page.getByRole('button', { name: 'Edit: first' }).click();
      await ui().quickInput.waitForTitle('Edit first (1/3)');
      await ui().quickInput.type('renamed here');
      await ui().quickInput.waitForTitle('Edit first (2/3)');
      await ui().quickInput.accept();
      await ui().quickInput.waitForTitle('Edit first (3/3)');
      await ui().quickInput.accept();
      await page.getByRole('cell', { name: 'renamed here', exact: true }).waitFor();
      await page.getByRole('button', { name: 'Remove…', exact: true }).first().click();
      await ui().pressDialog('Remove “In detail”?', 'Remove Client');
      // The page of a deleted client is closed.
      await ui().page.locator('.tab', { hasText: 'In detail' }).waitFor({ state: 'detached' });
    });

    it('asks for a client if the command was not run on one', async () => {
      const id = await newClient(suite, 'From the palette');
      const { quickInput } = ui();
      await ui().runCommand('Client Credentials: Show Details');
      await quickInput.waitForTitle('Which client?');
      await quickInput.row('Local administrator').waitFor();
      await quickInput.filter(id.slice(2, 20));
      await quickInput.row('Local administrator').waitFor({ state: 'detached' });
      await ui().screenshot('pick-client');
      await quickInput.pick('From the palette');
      await ui().webview().getByRole('heading', { name: 'From the palette' }).waitFor();
    });

    it('shows a client as text, without any value', async () => {
      await newClient(suite, 'As text');
      await ui().tree.contextMenu('As text', 'Show Client as JSON');
      await ui().page.locator('.tab', { hasText: 'As text.json' }).waitFor();
      await ui().page.locator('.view-line', { hasText: '"Name": "As text"' }).waitFor();
      await ui().page.locator('.view-line', { hasText: '"Secrets": [' }).waitFor();
      await ui().screenshot('client-json');
      await ui().page.locator('.monaco-editor .view-line').first().click();
      await ui().page.keyboard.type('x');
      await ui().page.getByText('Cannot edit in read-only editor').first().waitFor();
    });

    it('opens a terminal that has the credential, and shows the result again', async () => {
      await addClient('', 'In a terminal', '', '>Keep in SecretStorage only');
      const page = ui().webview();
      await page.getByText('Kept in SecretStorage.').waitFor();
      await page.getByRole('button', { name: 'Reveal' }).click();
      await eventually(async () =>
        assert.doesNotMatch((await page.locator('#secret').textContent()) ?? '•', /•/),
      );
      const secret = await page.locator('#secret').textContent();
      await ui().screenshot('result-revealed');
      await page.getByRole('button', { name: 'Hide' }).click();
      await page.getByRole('button', { name: 'Run in Terminal' }).click();
      await ui().pressDialog('Open a terminal with the secret of “In a terminal”?', 'Open Terminal');
      const terminal = ui().page.locator('.terminal-wrapper.active');
      await terminal.waitFor();
      await terminal.click();
      const file = path.join(folder.path, 'environment');
      await eventually(async () => {
        await ui().page.keyboard.type(`printenv ADH_CLIENT_SECRET > ${file}\n`);
        assert.equal(fs.readFileSync(file, 'utf8'), `${secret}\n`);
      });
      await ui().runCommand('Terminal: Kill All Terminals');
      await terminal.waitFor({ state: 'detached' });
      fs.rmSync(file);
      await ui().tree.expand('Client-Credentials');
      await ui().tree.contextMenu('In a terminal', 'Open Terminal with Credentials');
      await terminal.waitFor();
      await terminal.click();
      await eventually(async () => {
        await ui().page.keyboard.type(`printenv ADH_CLIENT_SECRET > ${file}\n`);
        assert.equal(fs.readFileSync(file, 'utf8'), `${secret}\n`);
      });
      await ui().runCommand('Terminal: Kill All Terminals');
      await ui().closeAllEditors();
      await ui().runCommand('Client Credentials: Show Client Id and Secret');
      await ui().quickInput.pick('In a terminal');
      await ui().webview().getByRole('heading', { name: 'In a terminal' }).waitFor();
    });
  });
