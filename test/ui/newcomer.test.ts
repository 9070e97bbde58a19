import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import { runApplication } from '../support/application/runApplication.ts';
import { packageFile } from '../support/folders/projectFolders.ts';
import { renewSampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { UserActions } from '../support/userActions.ts';
import { STEPS } from './addClientWizard.ts';
import { hasFailed } from './hasFailed.ts';
import { openWalkthrough } from './openWalkthrough.ts';

/** Maximum steps of each path; raising it needs a reason. */
const MOST_ACTIONS = { withWalkthrough: 10, alone: 8, wholeWalkthrough: 14 } as const;

const CLIENT = 'Pump station monitor';

// The published package in a fresh editor.
describe('a newcomer with the package', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'newcomer-')));
  let editor: Editor;
  let user: UserActions;

  /** Opens an editor with a new profile. */
  async function openNew(): Promise<void> {
    await editor?.dispose();
    renewSampleWorkspace(folder);
    editor = await openEditor({ folder, extension: { vsix: packageFile } });
    await editor.workbench.containerTab('Client Credentials').waitFor();
    user = new UserActions();
  }
  afterEach(async function () {
    await hasFailed(this, editor);
  });
  after(async () => {
    await editor?.dispose();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const title = async (step: number): Promise<void> =>
    editor.workbench.quickInput.waitForTitle(`Add Client (${step}/${STEPS.suggested})`);

  /** Answers *Add Client* with the defaults. */
  async function answerAddClient(): Promise<void> {
    const { quickInput, webview } = editor.workbench;
    await title(1);
    await user.press('Enter', 'a Client-Credentials client', quickInput.input);
    await title(2);
    await user.type(CLIENT, quickInput.input);
    await user.press('Enter', 'the name', quickInput.input);
    await title(3);
    await user.press('Enter', 'as suggested', quickInput.input);
    await title(4);
    await user.click('.env', quickInput.row('.env'));
    await webview().getByText('Written to .env').waitFor();
  }

  /** Runs both independent applications with the written files. */
  function authenticates(): void {
    const file = path.join(folder, '.env');
    const { ADH_TENANT_ID: tenantId } = dotenv.parse(fs.readFileSync(file, 'utf8'));
    assert.deepEqual(runApplication(file), { expiresIn: 3600, tenantStatus: 200, tenantId });
    const said = execFileSync(process.execPath, ['token.mjs'], { cwd: folder, encoding: 'utf8' });
    assert.match(said, /Token lifetime: 3600 s\nCompany name: ./);
  }

  it('gets an authenticated application with the walkthrough', async () => {
    await openNew();
    const { workbench, page } = editor;
    const { walkthrough } = workbench;
    await user.click('the key in the activity bar', workbench.containerTab('Client Credentials'));
    await user.click('The walkthrough', page.locator('.welcome-view-content a', { hasText: 'walkthrough' }));
    await user.click('Use Local Tenant', walkthrough.button('Use Local Tenant'));
    await walkthrough.tick('Get a tenant').waitFor();
    await user.click('the step Add a client', walkthrough.step('Add a client'));
    await user.click('Add Client', walkthrough.button('Add Client'));
    await answerAddClient();
    authenticates();
    process.stdout.write(`${user.sum('newcomer, with the walkthrough')}\n`);
    assert.ok(user.count <= MOST_ACTIONS.withWalkthrough, `${user.count} actions`);

    // Continue to the end.
    await user.click('Verify', workbench.webview().getByRole('button', { name: 'Verify' }));
    await workbench.webview().getByText('It works').waitFor();
    await user.click('the tab of the walkthrough', page.getByRole('tab', { name: 'Welcome' }));
    for (const step of ['Add a client', 'Put it into your project', 'Run your application']) {
      await walkthrough.tick(step).waitFor();
    }
    await user.click('the last step', walkthrough.step('See what expires, and rotate it'));
    await user.click('Show Expiry Timeline', walkthrough.button('Show Expiry Timeline'));
    await page.getByRole('tab', { name: 'Expiry Timeline' }).waitFor();
    await page.getByRole('tab', { name: 'Welcome' }).click();
    await walkthrough.tick('See what expires, and rotate it').waitFor();
    await workbench.screenshot('walkthrough-done');
    process.stdout.write(`${user.table('newcomer, the whole walkthrough')}\n`);
    assert.ok(user.count <= MOST_ACTIONS.wholeWalkthrough, `${user.count} actions`);
  });

  it('gets one with the buttons of the view', async () => {
    await openNew();
    const { workbench, page } = editor;
    await user.click('the key in the activity bar', workbench.containerTab('Client Credentials'));
    await user.click('Use Local Tenant', page.getByRole('button', { name: 'Use Local Tenant' }));
    await workbench.tree.item('Client-Credentials').waitFor();
    await user.click('+ (Add Client)', page.getByRole('button', { name: 'Add Client…' }).first());
    await answerAddClient();
    authenticates();
    process.stdout.write(`${user.table('newcomer, alone')}\n`);
    assert.ok(user.count <= MOST_ACTIONS.alone, `${user.count} actions`);
  });

  it('sees a terminal with credentials counted as a running application', async () => {
    const { workbench, page } = editor;
    const { walkthrough, quickInput } = workbench;
    const [running, last] = ['Run your application', 'See what expires, and rotate it'];
    await openWalkthrough(workbench, running);
    for (const step of [running, last]) assert.equal(await walkthrough.tick(step).count(), 0, step);
    await walkthrough.step(running).click();
    await walkthrough.button('Open Terminal with Credentials').click();
    await quickInput.waitForTitle('Which credentials?');
    await quickInput.pick(CLIENT);
    await page.locator('.terminal-wrapper').first().waitFor();
    const tab = page.getByRole('tab', { name: 'Welcome' });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await walkthrough.tick(running).waitFor();
    assert.equal(await walkthrough.tick(last).count(), 0, `“${last}” is not done`);
  });
});
