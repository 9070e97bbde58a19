import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { filesBelow } from '../../support/folders/filesBelow.ts';
import { eventually } from '../../support/waiting/eventually.ts';
import { playAddClient, signInToLocalTenant } from '../addClientWizard.ts';
import { connectionNames, type ProjectSuite } from '../editorSuite.ts';
import { Canaries } from './canaries.ts';
import { filePlaces, pagePlaces, search, storagePlaces } from './leakSearch.ts';

/** Checks what stays saved on the machine, and that all of it can be removed. */
export const savedDataStory = (suite: ProjectSuite) =>
  describe('what is saved on this machine', () => {
    const ui = () => suite.editor.workbench;
    const storage = () =>
      path.join(suite.editor.userDataDir, 'User/globalStorage/client-credentials.connect-client-credentials');
    const recordsIn = (name: string) => filesBelow(path.join(storage(), name));
    const env = () => path.join(suite.folder, '.env');

    it('loses a value that its file has, if the setting wants that', async () => {
      await suite.editor.changeSettings({
        'clientCredentials.savedSecrets.retention': 'removeAfterDelivery',
      });
      await signInToLocalTenant(ui());
      await playAddClient(ui(), { name: 'Delivered', destination: '.env' });
      await ui().webview().getByText('Written to .env').waitFor();
      await eventually(() => assert.deepEqual(recordsIn('kept'), []));
      const canaries = new Canaries();
      canaries.add(dotenv.parse(fs.readFileSync(env(), 'utf8')).ADH_CLIENT_SECRET ?? '', 'secret');
      assert.deepEqual(search(canaries, await storagePlaces(suite.editor.page)).findings, []);
      await suite.editor.changeSettings({ 'clientCredentials.savedSecrets.retention': 'keep' });
    });

    it('is removed completely by Remove All Saved Data', async () => {
      await signInToLocalTenant(ui());
      await playAddClient(ui(), { name: 'Saved', destination: 'Keep in SecretStorage only' });
      await ui().webview().getByRole('button', { name: 'Reveal' }).click();
      const value = ui()
        .webview()
        .getByText(/^[\w+/]{43}=$/);
      await value.waitFor();
      const canaries = new Canaries();
      canaries.add((await value.textContent()) ?? '', 'secret');
      const [running = ''] = recordsIn('localTenant').filter(file => path.basename(file) === 'running.json');
      canaries.add(JSON.parse(fs.readFileSync(running, 'utf8')).clientSecret, 'administrator’s secret');
      await ui().closeAllEditors();
      assert.ok(recordsIn('kept').length > 0 && recordsIn('bindings').length > 0);

      await ui().runCommand('Client Credentials: Remove All Saved Data…');
      await ui().dialog('Remove all data that is saved on this machine?').waitFor();
      const text = (await ui().dialog().textContent()) ?? '';
      for (const part of [/Saved secrets: 1/, /Sign-ins: 1/, /hold a credential: 1/])
        assert.match(text, part);
      await ui().screenshot('remove-saved-data');
      await ui().pressDialog('Remove all data', 'Remove All and the Local Tenant');
      await ui().toast('All saved data was removed.').waitFor();

      assert.deepEqual(filesBelow(storage()), []);
      const { page, userDataDir } = suite.editor;
      const places = [
        ...filePlaces(path.dirname(userDataDir), suite.folder),
        ...(await pagePlaces(page)),
        ...(await storagePlaces(page)),
      ];
      assert.deepEqual(search(canaries, places).findings, []);
      // What belongs to the user stays.
      assert.equal(connectionNames(suite.editor).length, 1);
      await ui().page.getByText('You are signed out.').waitFor();
    });
  });
