import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { filesBelow } from '../../support/folders/filesBelow.ts';
import { eventually } from '../../support/waiting/eventually.ts';
import { playAddClient, signInToLocalTenant } from '../addClientWizard.ts';
import type { ProjectSuite } from '../editorSuite.ts';
import { Canaries } from './canaries.ts';
import { filePlaces, pagePlaces, processPlaces, search, storagePlaces } from './leakSearch.ts';

/** Checks that only the shell of a terminal with credentials has the secret. */
export const terminalStory = (suite: ProjectSuite) =>
  describe('a terminal with credentials', () => {
    const asked = path.join(os.tmpdir(), `asked-${randomUUID()}.txt`);
    after(() => fs.rmSync(asked, { force: true }));

    it('has the secret only in the environment of its shell', async () => {
      const { workbench, page, userDataDir } = suite.editor;
      await signInToLocalTenant(workbench);
      await playAddClient(workbench, { name: 'In a shell', destination: 'Keep in SecretStorage only' });
      await workbench.webview().getByRole('heading', { name: 'In a shell' }).waitFor();
      await workbench.closeAllEditors();
      await workbench.runCommand('Client Credentials: Open Terminal with Credentials');
      await workbench.quickInput.pick('In a shell');
      // No file of this folder uses the client.
      await workbench.pressDialog('Open a terminal with the secret of “In a shell”?', 'Open Terminal');
      const terminal = page.locator('.terminal-wrapper.active');
      await terminal.getByText('Set in this terminal').first().waitFor();
      // Only the shell can print it, and it reads the command line as soon as it is ready.
      await terminal.click();
      await terminal.locator('.xterm.focus').waitFor();
      await page.keyboard.type(`printenv ADH_CLIENT_SECRET > ${asked}\n`);
      await eventually(() => assert.ok(fs.readFileSync(asked, 'utf8').trim().length > 40));
      const canaries = new Canaries();
      canaries.add(fs.readFileSync(asked, 'utf8').trim(), 'secret');

      const look = () => search(canaries, processPlaces(process.pid));
      let processes = look();
      // the shell starts programs of its own before each prompt
      await eventually(() => {
        processes = look();
        const holders = processes.findings.map(({ place }) => place);
        assert.ok(holders.length > 0, 'the search finds what is there');
        assert.deepEqual(
          holders.filter(place => !place.startsWith('environ of ') || !isShell(place)),
          [],
        );
      });
      const places = [
        ...filePlaces(path.dirname(userDataDir), suite.folder),
        ...(await pagePlaces(page)),
        ...(await storagePlaces(page)),
      ];
      const searched = search(canaries, places);
      assert.deepEqual(searched.findings, []);
      assert.ok(searched.places > 50 && searched.bytes > 1_000_000);
      assert.ok(filesBelow(suite.editor.logs()).length > 3);
      process.stdout.write(
        `      shells that have it: ${processes.findings.length}, other processes: 0 of ${processes.places}, files and pages: 0 of ${searched.places} (${searched.bytes} bytes)\n`,
      );
      await workbench.runCommand('Terminal: Kill All Terminals');
      await terminal.waitFor({ state: 'detached' });
    });

    it('is opened only with a permission, which can be removed', async () => {
      const { workbench, page } = suite.editor;
      const { quickInput } = workbench;
      await signInToLocalTenant(workbench);
      await playAddClient(workbench, { name: 'Asked', destination: 'Keep in SecretStorage only' });
      await workbench.webview().getByRole('heading', { name: 'Asked' }).waitFor();
      await workbench.closeAllEditors();
      const terminals = page.locator('.terminal-wrapper');
      const question = 'Open a terminal with the secret of “Asked”?';
      const open = async () => {
        await workbench.runCommand('Client Credentials: Open Terminal with Credentials');
        await quickInput.pick('Asked');
      };
      const close = async () => {
        await terminals.first().waitFor();
        await workbench.runCommand('Terminal: Kill All Terminals');
        await terminals.first().waitFor({ state: 'detached' });
      };
      await open();
      await workbench.pressDialog(question, 'Cancel');
      await open();
      await workbench.pressDialog(question, 'Open Terminal');
      await close();
      await open();
      await close();
      await workbench.runCommand('Client Credentials: Manage Permissions…');
      await quickInput.waitForTitle('Manage Permissions');
      await quickInput.type('Asked', { accept: false });
      await quickInput.pick('Terminals');
      await quickInput.accept();
      await workbench.toast('1 permission removed.').waitFor();
      await open();
      await workbench.pressDialog(question, 'Cancel');
      assert.equal(await terminals.count(), 0);
    });

    it('is not opened while a log of the editor could have its variables', async () => {
      const { workbench } = suite.editor;
      await signInToLocalTenant(workbench);
      await playAddClient(workbench, { name: 'Logged', destination: 'Keep in SecretStorage only' });
      await workbench.webview().getByRole('heading', { name: 'Logged' }).waitFor();
      await workbench.closeAllEditors();
      // The level of our own log only; that of the editor stays Info.
      for (const level of ['Trace', 'Debug', 'Info']) {
        await workbench.runCommand('Developer: Set Log Level...');
        await workbench.quickInput.pick('Client Credentials');
        await workbench.quickInput.pick(level);
        if (level !== 'Info') await assertRefused(suite.editor, level);
      }
    });
  });

/** Opens a terminal with a saved credential, which the editor's log level forbids. */
async function assertRefused({ workbench, page }: ProjectSuite['editor'], level: string): Promise<void> {
  await workbench.runCommand('Client Credentials: Open Terminal with Credentials');
  await workbench.quickInput.pick('Logged');
  await workbench.toast(`The editor’s log level is ${level}`).waitFor();
  assert.equal(await page.locator('.terminal-wrapper.active').count(), 0);
}

/** Tells whether a process is a shell that was given the credential. */
function isShell(place: string): boolean {
  const [name = '', environment = ''] = ['comm', 'environ'].map(entry =>
    fs.readFileSync(`/proc/${place.split(' ').at(-1)}/${entry}`, 'utf8'),
  );
  return /^(ba|da|z)?sh\n$/.test(name) && /(^|\0)ADH_CLIENT_SECRET=/.test(environment);
}
