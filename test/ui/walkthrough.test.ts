import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { renewSampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { answerAddClient, STEPS } from './addClientWizard.ts';
import { hasFailed } from './hasFailed.ts';
import { openWalkthrough } from './openWalkthrough.ts';

const TITLES = [
  'Get a tenant',
  'Add a client',
  'Put it into your project',
  'Run your application',
  'See what expires, and rotate it',
] as const;

/** DOM properties of a picture. */
interface ShownPicture {
  readonly currentSrc: string;
  readonly naturalWidth: number;
}

describe('the walkthrough', () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'walkthrough-')));
  let editor: Editor | undefined;

  before(async () => {
    renewSampleWorkspace(folder);
    editor = await openEditor({ folder });
    await openWalkthrough(editor.workbench, TITLES[0]);
  });
  afterEach(async function () {
    await hasFailed(this, editor);
  });
  after(async () => {
    await editor?.dispose();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const ui = () => {
    assert.ok(editor);
    return editor.workbench;
  };

  /** Shows the walkthrough; clicking its active tab would show all walkthroughs. */
  async function showWalkthrough(): Promise<void> {
    const tab = ui().page.getByRole('tab', { name: 'Welcome' });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** Opens a step, from any editor that an earlier step opened. */
  async function openStep(title: (typeof TITLES)[number]): Promise<void> {
    await showWalkthrough();
    const step = ui().walkthrough.step(title);
    await step.waitFor();
    if ((await step.getAttribute('aria-expanded')) !== 'true') await step.click();
    await eventually(async () => assert.equal(await step.getAttribute('aria-expanded'), 'true'));
  }

  /** Waits until exactly the given number of steps, from the first on, are checked. */
  async function ticked(count: number): Promise<void> {
    await showWalkthrough();
    for (const title of TITLES.slice(0, count)) await ui().walkthrough.tick(title).waitFor();
    for (const title of TITLES.slice(count)) {
      assert.equal(await ui().walkthrough.tick(title).count(), 0, `“${title}” is not done`);
    }
  }

  it('shows a picture of each step in the colors of the theme', async () => {
    const { walkthrough } = ui();
    for (const theme of ['dark', 'light']) {
      if (theme === 'light') {
        await ui().runCommand('Preferences: Toggle between Light/Dark Themes');
        await openWalkthrough(ui(), TITLES[0]);
      }
      for (const title of TITLES) {
        await openStep(title);
        await eventually(async () => {
          const [source, width] = await walkthrough.picture.evaluate(picture => {
            const { currentSrc, naturalWidth } = picture as unknown as ShownPicture;
            return [currentSrc, naturalWidth] as const;
          });
          assert.match(source, new RegExp(`\\.${theme}\\.png`));
          assert.ok(width > 300, `“${title}” has no picture`);
        });
        await ui().screenshot(`walkthrough-${TITLES.indexOf(title) + 1}-${theme}`);
      }
    }
  });

  it('checks each step when completed, not when only started', async () => {
    const { walkthrough, quickInput, page } = ui();
    assert.deepEqual(await walkthrough.titles(), TITLES);
    await ticked(0);
    await openStep('Get a tenant');
    await walkthrough.button('Use Local Tenant').click();
    await ticked(1);

    await openStep('Run your application');
    await walkthrough.button('Verify').click();
    await ui().pressToast('No secret is kept on this machine yet.', 'Add Client');
    await quickInput.waitForTitle(`Add Client (1/${STEPS.suggested})`);
    await quickInput.cancel();
    await ticked(1);
    await openStep('Add a client');
    await walkthrough.button('Add Client').click();
    await answerAddClient(ui(), { name: 'Pump', destination: 'Keep in SecretStorage only' });
    await ui().webview().getByText('Kept in SecretStorage.').waitFor();
    await ticked(2);

    await openStep('Put it into your project');
    await walkthrough.button('Insert into Project').click();
    await quickInput.waitForTitle('Which credentials?');
    await quickInput.pick('Pump');
    await quickInput.waitForTitle('Insert the credentials of Pump into');
    await quickInput.pick('.env');
    await ui().toast('The credentials of Pump are in .env.').waitFor();
    await ticked(3);

    await openStep('Run your application');
    await walkthrough.button('Verify').click();
    await quickInput.waitForTitle('Which credentials?');
    await quickInput.pick('Pump');
    await ticked(4);

    await openStep('See what expires, and rotate it');
    await walkthrough.button('audit the clients').click();
    await ticked(5);
    await ui().screenshot('walkthrough');

    await page.reload();
    await ui().ready();
    await openWalkthrough(ui(), TITLES[0]);
    await ticked(5);
  });
});
