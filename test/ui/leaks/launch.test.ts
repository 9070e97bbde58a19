import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/waiting/eventually.ts';
import { playAddClient } from '../addClientWizard.ts';
import { tenantSuite } from '../tenantSuite.ts';
import { Canaries } from './canaries.ts';
import { filePlaces, pagePlaces, processPlaces, search, storagePlaces } from './leakSearch.ts';

/** Tells the test what it got, and runs until it is stopped. */
const PROGRAM = `require('fs').writeFileSync(process.env.TOLD, process.env.SECRET ?? 'nothing');
setInterval(() => {}, 1000);
`;

/** Type of the debugger for Node.js that comes with the editor. */
const NODE = { type: 'node', request: 'launch', program: `\${workspaceFolder}/job.cjs` };

// The editor's own debugger for JavaScript, and one of ours that uses a terminal unasked.
describe('a launch configuration with a secret', () => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'launch-')));
  const folder = path.join(root, 'app');
  const suite = tenantSuite(1, () => {
    fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
    for (const name of ['job.cjs', 'other.cjs']) fs.writeFileSync(path.join(folder, name), PROGRAM);
    return {
      folder,
      builtIns: ['ms-vscode.js-debug', 'debug-server-ready'],
      alsoInstalled: ['test/support/probeDebugger'],
    };
  });
  after(() => fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  const ui = () => suite.editor.workbench;
  const told = path.join(root, 'told.txt');
  let variable = '';

  before(async () => {
    await playAddClient(ui(), { name: 'Launched', destination: 'Keep in SecretStorage only' });
    const clientId = await ui().webview().locator('#clientId').textContent();
    variable = `\${clientCredentials:${clientId}:clientSecret}`;
  });
  afterEach(async () => {
    await ui().page.keyboard.press('Escape');
    await stop();
    await ui().clearToasts();
    fs.rmSync(told, { force: true });
  });

  /** Ends the program, if one runs. */
  async function stop(): Promise<void> {
    const toolbar = ui().page.locator('.debug-toolbar');
    // The program may end by itself meanwhile.
    await eventually(async timeout => {
      if (await toolbar.isVisible()) await toolbar.locator('[aria-label^="Stop"]').first().click({ timeout });
      await toolbar.waitFor({ state: 'hidden', timeout });
    });
  }

  /** Shows in the list when the editor has read the file. */
  let marker = '';

  function configure(...configurations: readonly object[]): void {
    marker = `Written ${randomUUID()}`;
    const named = configurations.map(each => ({ name: 'Job', ...each }));
    const all = named.map(({ name }) => name);
    const compounds = ['Both', marker].map(name => ({ name, configurations: all }));
    const text = JSON.stringify({ version: '0.2.0', configurations: named, compounds });
    fs.writeFileSync(path.join(folder, '.vscode/launch.json'), text);
  }

  const withSecret = (value = variable) => ({ env: { TOLD: told, SECRET: value } });

  /** Starts a configuration as a user does who has several. */
  async function start(name = 'Job'): Promise<void> {
    const { quickInput } = ui();
    const row = quickInput.row(name);
    await eventually(async patienceMs => {
      if (await quickInput.widget.isVisible()) await quickInput.cancel();
      await ui().runCommand('Debug: Select and Start Debugging');
      await quickInput.row(marker).waitFor({ timeout: patienceMs });
    });
    await row.click();
  }

  const whatItGot = () =>
    eventually(() => {
      const text = fs.readFileSync(told, 'utf8');
      assert.notEqual(text, '');
      return text;
    });

  const question = 'Give the launch configuration “Job” the secret of “Launched”?';

  it('would have it in a terminal: that is where the editor types the environment', async () => {
    const canary = `canary-${randomUUID()}`;
    configure({ ...NODE, console: 'integratedTerminal', ...withSecret(canary) });
    await start();
    assert.equal(await whatItGot(), canary);
    await terminalText(ui().page, canary);
    await ui().runCommand('Terminal: Kill All Terminals');
    await ui().page.locator('.terminal-wrapper').first().waitFor({ state: 'detached' });
  });

  it('has it in the environment of the program only, once the user agrees to the Debug Console', async () => {
    const { page } = ui();
    configure({ ...NODE, console: 'integratedTerminal', trace: true, ...withSecret() });
    await start();
    await ui().dialog('"console": "internalConsole"').waitFor();
    await ui().dialog('without “trace”').waitFor();
    await ui().screenshot('launch-terminal');
    await ui().pressDialog(question, 'Start with These Changes');
    const secret = await whatItGot();
    assert.match(secret, /^[\w+/]{43}=$/);
    const canaries = new Canaries();
    canaries.add(secret, 'secret');

    const processes = search(canaries, processPlaces(process.pid));
    assert.ok(processes.findings.length > 0, 'the search finds what is there');
    assert.deepEqual(
      processes.findings.filter(({ place }) => !isProgram(place)),
      [],
    );
    assert.equal(await page.locator('.terminal-wrapper').count(), 0);
    const home = path.dirname(suite.editor.userDataDir);
    const places = [...filePlaces(home, folder), ...(await pagePlaces(page)), ...(await storagePlaces(page))];
    const searched = search(canaries, places);
    assert.deepEqual(searched.findings, []);
    assert.ok(searched.places > 50);
    process.stdout.write(
      `      programs that have it: ${processes.findings.length}, other processes: 0 of ${processes.places}, terminals: 0, files and pages: 0 of ${searched.places} (${searched.bytes} bytes)\n`,
    );
  });

  it('needs no other consent while it stays the same, and does when it changes', async () => {
    const job = { ...NODE, console: 'integratedTerminal', trace: true, ...withSecret() };
    configure(job);
    await start();
    assert.match(await whatItGot(), /^[\w+/]{43}=$/);
    assert.equal(await ui().dialog().count(), 0);
    await stop();
    for (const change of [
      { program: `\${workspaceFolder}/other.cjs` },
      { console: 'externalTerminal' },
      { type: 'probe', console: 'internalConsole', trace: false },
      { runtimeArgs: ['--no-warnings'] },
    ]) {
      fs.rmSync(told);
      configure({ ...job, ...change });
      await start();
      await ui().dialog('It has changed since you gave it the secret').waitFor();
      await ui().pressDialog(question, 'Cancel');
      assert.equal(fs.existsSync(told), false, JSON.stringify(change));
      fs.writeFileSync(told, '');
    }
  });

  it('needs consent again after its permission is removed', async () => {
    const { quickInput } = ui();
    await ui().runCommand('Client Credentials: Manage Permissions…');
    await quickInput.waitForTitle('Manage Permissions');
    await quickInput.row('Launch configuration “Job”').getByText('Launched').waitFor();
    await ui().screenshot('manage-permissions');
    await quickInput.pick('Launch configuration “Job”');
    await quickInput.accept();
    await ui().toast('1 permission removed.').waitFor();
    configure({ ...NODE, console: 'integratedTerminal', trace: true, ...withSecret() });
    await start();
    await ui().dialog('You haven’t inserted this client there.').waitFor();
    await ui().pressDialog(question, 'Cancel');
    await ui().runCommand('Client Credentials: Manage Permissions…');
    await ui().toast('No launch configuration and no terminal has a permission').waitFor();
  });

  it('is asked about for each configuration of a compound, with the section of this platform', async () => {
    configure(
      { ...NODE, ...withSecret(), linux: { console: 'integratedTerminal' } },
      { ...NODE, name: 'Second', ...withSecret() },
    );
    await start('Both');
    await ui().dialog('"console": "internalConsole"').waitFor();
    await ui().pressDialog(question, 'Start with These Changes');
    await ui().pressDialog('Give the launch configuration “Second” the secret', 'Cancel');
    assert.match(await whatItGot(), /^[\w+/]{43}=$/);
  });

  it('gets none to attach to a program', async () => {
    configure({ type: 'node', request: 'attach', port: 9, ...withSecret() });
    await start();
    await ui().toast('“Job” wasn’t started: it attaches to a program').waitFor();
    assert.equal(await ui().dialog().count(), 0);
  });

  it('gets none in a terminal that its debugger does not declare', async () => {
    configure({
      type: 'probeTerminal',
      request: 'launch',
      program: path.join(folder, 'job.cjs'),
      ...withSecret(),
    });
    await start();
    await ui().pressDialog(question, 'Give It the Secret');
    await ui().toast('“Job” was stopped: its debugger starts the program in a terminal').waitFor();
    assert.equal(await whatItGot(), 'nothing');
    const text = await terminalText(ui().page, 'job.cjs');
    assert.doesNotMatch(text, /SECRET='?[\w-]{20}/);
    await ui().runCommand('Terminal: Kill All Terminals');
  });
});

/** The text of the terminal that is shown, once it has the words; a long line takes several rows. */
async function terminalText(page: Page, words: string): Promise<string> {
  const rows = page.locator('.terminal-wrapper.active .xterm-rows > div');
  const read = async () => (await rows.allInnerTexts()).map(row => row.replaceAll('\u00a0', ' ')).join('');
  // The prompt comes before the command.
  await eventually(async () => assert.ok((await read()).includes(words)));
  return read();
}

/** Tells whether a place is the environment of the started program. */
function isProgram(place: string): boolean {
  const [what, pid] = place.split(' of ');
  if (what !== 'environ') return false;
  return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('job.cjs');
}
