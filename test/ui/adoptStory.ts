import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { type FaultyProxy, startFaultyProxy } from '../support/network/faultyProxy.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { type ApiCaller, administratorCaller, createdClient } from '../unit/localTenant/apiCaller.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { closeEverything, connectionNames, leaveNoConnection, type ProjectSuite } from './editorSuite.ts';
import { pickClient } from './leaks/play.ts';
import { asAdministrator } from './signInSuite.ts';
import { described } from './tenantSuite.ts';

const TOKEN = /connect\/token/i;

/** A client with two secrets that nothing on this machine knows. */
interface Existing {
  readonly name: string;
  readonly id: string;
  readonly first: string;
  readonly second: string;
}

/** Plays adopting secrets that exist already. */
export const adoptStory = (suite: ProjectSuite) =>
  describe('adopting a secret in the editor', () => {
    const { folder } = suite;
    let tenant: LocalTenant;
    let proxy: FaultyProxy;
    let call: ApiCaller;
    let client: Existing;
    let clients = 0;
    /** A file that no other test has written to. */
    let env = '';
    const ui = () => suite.editor.workbench;
    const at = (name: string) => path.join(folder, name);
    const run = (title: string) => ui().runCommand(`Client Credentials: ${title}`);

    before(async () => {
      tenant = await startLocalTenant();
      proxy = await startFaultyProxy(tenant.resource);
      call = await administratorCaller(tenant);
      suite.tidyUp = closeEverything;
    });
    beforeEach(async () => {
      await ui().openContainer('Client Credentials');
      if (connectionNames(suite.editor).length === 0) await connect();
      // A name of its own: what earlier tests have saved is still there.
      clients += 1;
      env = `.env.adopt${clients}`;
      // Each test has a new copy of the sample.
      fs.appendFileSync(at('.gitignore'), `${env}\n`);
      const name = `Valve ${clients}`;
      const created = await createdClient(call, { Name: name, SecretDescription: 'first' });
      const { Id: id } = created.Client;
      const below = `/ClientCredentialClients/${id}/Secrets`;
      const added = await call('POST', below, { Description: 'second', Expiration: '2040-01-01' });
      await tenant.changesCount();
      client = { name, id, first: created.Secret, second: added.body.Secret };
      await run('Refresh Clients');
    });
    afterEach(async function () {
      if (this.currentTest?.state !== 'passed') proxy.clear();
      await call('DELETE', `/ClientCredentialClients/${client.id}`);
    });
    after(async () => {
      if (suite.isOpen) await leaveNoConnection(suite.editor);
      await proxy.dispose();
      await tenant.stop();
    });

    async function connect(): Promise<void> {
      await playAddConnection(ui(), asAdministrator({ tenant }, { resource: proxy.resource, name: 'Rig' }));
      await allowSignIn(ui());
      await ui().tree.item('Client-Credentials').waitFor();
    }

    /** Writes the client and a secret to a file, and shows its keys. */
    async function putEnv(secret: string): Promise<void> {
      fs.writeFileSync(at(env), `ADH_CLIENT_ID=${client.id}\nADH_CLIENT_SECRET=${secret}\n`);
      await run('Refresh Project Credentials');
      await ui().tree.expand(env);
    }
    const secretRow = () => ui().tree.item('ADH_CLIENT_SECRET');
    const title = (step: string) =>
      ui().quickInput.waitForTitle(`Adopt a Secret of ${client.name} (${step})`);

    it('is done from a row of the project, and the file is updated by a rotation from then on', async () => {
      const { quickInput, tree } = ui();
      await putEnv(client.second);
      await described(secretRow(), 'a secret that is not known here');
      await ui().screenshot('adopt-row');
      await tree.inlineAction('ADH_CLIENT_SECRET', 'Adopt Existing Secret…');
      await title('1/2');
      for (const label of ['first', 'second', 'Not sure']) await quickInput.row(label).waitFor();
      await ui().screenshot('adopt-which');
      await quickInput.pick('second');
      await title('2/2');
      assert.ok(await quickInput.isTicked(env));
      await ui().screenshot('adopt-locations');
      await quickInput.accept();
      await ui().toast(`“second” of “${client.name}” works and is saved in SecretStorage.`).waitFor();
      await ui().toast('A rotation also updates 1 location.').waitFor();
      await ui().screenshot('adopted');
      await described(secretRow(), /^expires 2040-/);
      await ui().clearToasts();

      await tree.expand('Client-Credentials');
      await tree.expand(client.name);
      await tree.inlineAction('second', 'Rotate Secret…');
      for (const step of [1, 2, 3]) {
        await quickInput.waitForTitle(`Rotate a Secret of ${client.name} (${step}/3)`);
        await quickInput.accept();
      }
      await ui().toast(`“${client.name}” has a new secret`).waitFor();
      assert.notEqual(dotenv.parse(fs.readFileSync(at(env))).ADH_CLIENT_SECRET, client.second);
    });

    it('saves nothing of a secret that the service refuses', async () => {
      await putEnv('Wrong0Secret1Wrong2Secret3Wrong4Secret5Wro6=');
      await ui().tree.contextMenu(env, 'Adopt Existing Secret…');
      await ui().toast('The service refused the secret').waitFor();
      await ui().toast('Nothing was saved.').waitFor();
      await ui().screenshot('adopt-refused');
      await described(secretRow(), 'a secret that is not known here');
    });

    it('tries again with the same answers after a fault of the network', async () => {
      await putEnv(client.first);
      proxy.inject({
        method: 'POST',
        path: TOKEN,
        times: 12,
        fault: { kind: 'answer', status: 403, body: '' },
      });
      await ui().tree.inlineAction('ADH_CLIENT_SECRET', 'Adopt Existing Secret…');
      await ui().toast('Nothing was saved.').waitFor();
      await ui().screenshot('adopt-unclear');
      proxy.clear();
      await ui().pressToast('Nothing was saved.', 'Try Again');
      await title('1/2');
      await ui().quickInput.cancel();
      await described(secretRow(), 'a secret that is not known here');
    });

    it('takes a typed secret from the palette, of which the user is not sure', async () => {
      const { quickInput, tree } = ui();
      await run('Adopt Existing Secret…');
      await quickInput.waitForTitle('Adopt Existing Secret (1/');
      await ui().screenshot('adopt-source');
      await quickInput.pick('Paste or type it…');
      await quickInput.waitForTitle('Adopt Existing Secret (2/2)');
      await quickInput.type('<client-secret>');
      await quickInput.message('This is a placeholder, not a client secret.');
      assert.equal(await quickInput.input.getAttribute('type'), 'password');
      await quickInput.type(client.first);
      await pickClient(ui(), client.name);
      await title('1/1');
      await quickInput.pick('Not sure');
      await ui().toast('It isn’t known which of its secrets it is').waitFor();
      await ui().screenshot('adopt-not-sure');
      await ui().clearToasts();

      // The same value in a file is known now, and so is that it isn't known which secret it is.
      await putEnv(client.first);
      await described(secretRow(), 'saved, not sure which secret');
      await tree.inlineAction('ADH_CLIENT_SECRET', 'Adopt Existing Secret…');
      await title('1/2');
      await quickInput.pick('first');
      await title('2/2');
      await quickInput.accept();
      await ui().toast(`The saved secret of “${client.name}” is now known to be “first”.`).waitFor();
      await described(secretRow(), 'never expires');
    });

    it('is offered on the line of a value, and a variable replaces it in a launch configuration', async () => {
      const { quickInput, page, tree } = ui();
      const launch = `{
  "version": "0.2.0",
  "configurations": [
    {
      "name": "Job",
      "type": "node",
      "request": "launch",
      "program": "token.mjs",
      "env": {
        "ADH_CLIENT_ID": "${client.id}",
        "ADH_CLIENT_SECRET": "${client.first}"
      }
    }
  ]
}
`;
      fs.mkdirSync(at('.vscode'), { recursive: true });
      fs.writeFileSync(at('.vscode/launch.json'), launch);
      await putEnv(client.first);
      await tree.expand(env);
      await secretRow().first().click();
      await page.locator('.tab.active', { hasText: env }).waitFor();
      const shown = page.locator('.action-widget', { hasText: 'Adopt Secret…' }).first();
      await eventually(async patienceMs => {
        if (!(await shown.isVisible())) {
          await page.locator('.monaco-editor .view-line', { hasText: 'ADH_CLIENT_SECRET' }).first().click();
          await page.keyboard.press('Control+Period');
        }
        await shown.waitFor({ timeout: patienceMs });
      });
      await ui().screenshot('adopt-code-action');
      await shown.getByText('Adopt Secret…').first().click();
      await title('1/2');
      await quickInput.pick('first');
      await quickInput.waitForTitle(`Adopt a Secret of ${client.name} (2/`);
      assert.ok(await quickInput.isTicked('.vscode/launch.json'));
      await quickInput.accept();
      await title('3/3');
      await ui().screenshot('adopt-replace');
      await quickInput.pick('Replace it in .vscode/launch.json');
      await quickInput.row('Write to .vscode/launch.json').waitFor();
      const diff = page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor');
      await diff.getByText(`\${clientCredentials:${client.id}:clientSecret}`).first().waitFor();
      await ui().screenshot('adopt-replace-preview');
      assert.ok(!(await page.locator('.monaco-diff-editor').first().innerHTML()).includes(client.first));
      assert.equal(
        fs.readFileSync(at('.vscode/launch.json'), 'utf8'),
        launch,
        'nothing has been written yet',
      );
      await quickInput.pick('Write to .vscode/launch.json');
      const variable = `\${clientCredentials:${client.id}:clientSecret}`;
      await eventually(() =>
        assert.equal(
          fs.readFileSync(at('.vscode/launch.json'), 'utf8'),
          launch.replace(client.first, () => variable),
        ),
      );
      await ui().screenshot('adopt-replaced');
      await ui().pressToast('The value in .vscode/launch.json is replaced by', 'Undo');
      await ui().pressDialog('git does not ignore', 'Write Anyway');
      await eventually(() => assert.equal(fs.readFileSync(at('.vscode/launch.json'), 'utf8'), launch));
    });
  });
