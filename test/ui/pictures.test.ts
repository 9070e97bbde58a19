import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { drawsForReal, pictureFolder } from '../../tools/pictures/pictureFolder.ts';
import { writePicture } from '../../tools/pictures/writePicture.ts';
import { copySampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { temporaryFolder } from '../support/folders/temporaryFolder.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { STEPS, signInToLocalTenant } from './addClientWizard.ts';
import { hasFailed } from './hasFailed.ts';

/** Small enough to read a crop at its original size, large enough to cut off nothing; device pixel ratio 2. */
const SIZE = { width: 1024, height: 720, scale: 2 };
/** Maximum size of packaged pictures, and of those only in README.md. */
const MOST_BYTES = { walkthrough: 60 * 1024, readme: 120 * 1024 } as const;
const SAMPLE_CLIENTS = 40;
const CLIENT = 'Pump monitor';
/** A sample client with several secrets. */
const SHOWN_CLIENT = 'Batch importer Bilbao 006';
/** Wide enough to read names and their health, CSS pixels. */
const SIDE_BAR_WIDTH = 470;

const THEMES = { dark: 'Dark Modern', light: 'Light Modern' } as const;
type Theme = keyof typeof THEMES;

/** The part of the window that holds some of its elements. */
async function partWith(elements: readonly Locator[]) {
  const boxes = [];
  for (const element of elements) {
    const box = await element.boundingBox();
    assert.ok(box, `${element} is not seen`);
    boxes.push(box);
  }
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)));
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)));
  const right = Math.min(SIZE.width, Math.max(...boxes.map(({ x, width }) => x + width)));
  const bottom = Math.min(SIZE.height, Math.max(...boxes.map(({ y, height }) => y + height)));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

// Shown in the walkthrough and README.md; `npm run pictures` saves them, each test run checks them in one theme.
describe('the pictures', () => {
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let editor: Editor;

  beforeEach(async () => {
    tenant = await startLocalTenant({ seed: SAMPLE_CLIENTS });
  });
  afterEach(async function () {
    await hasFailed(this, editor);
    await editor?.dispose();
    await tenant.stop();
  });

  /** Leaves a picture of the elements, with a tooltip that has this text, and of nothing that is more than `height` CSS pixels below their top. */
  async function draw(
    use: keyof typeof MOST_BYTES,
    name: string,
    elements: readonly Locator[],
    { height = SIZE.height, tooltip = undefined as string | undefined } = {},
  ): Promise<void> {
    const hover = editor.page.locator('.monaco-hover:visible', { hasText: tooltip });
    if (!tooltip) await leave(hover);
    const clip = await partWith(tooltip ? [...elements, hover] : elements);
    const file = path.join(pictureFolder(), use, `${name}.png`);
    const screenshot = await editor.page.screenshot({
      clip: { ...clip, height: Math.min(clip.height, height) },
      animations: 'disabled',
      caret: 'hide',
    });
    await writePicture(file, screenshot);
    const { size } = fs.statSync(file);
    assert.ok(size < MOST_BYTES[use], `${use}/${name}: ${size} bytes`);
  }

  /**
   * Moves the mouse away from anything that reacts to it. A tooltip drawn after the mouse had left stays
   * until the mouse has been over it.
   */
  async function leave(hover: Locator): Promise<void> {
    await eventually(async patienceMs => {
      if ((await hover.count()) > 0) await hover.first().hover({ timeout: patienceMs, force: true });
      await editor.page.mouse.move(SIZE.width / 2, SIZE.height - 60);
      await editor.page.mouse.move(SIZE.width / 2, SIZE.height - 80, { steps: 3 });
      assert.equal(await hover.count(), 0);
    });
  }

  /** Drags the side bar's edge. */
  async function widen(width: number): Promise<void> {
    const { page } = editor;
    const box = await page.locator('.part.sidebar').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + width, box.y + 300, { steps: 4 });
    await page.mouse.up();
  }

  async function openProject(theme: Theme): Promise<void> {
    const project = path.join(folder.path, 'pump-station');
    fs.mkdirSync(project);
    copySampleWorkspace(project);
    editor = await openEditor({
      folder: project,
      size: SIZE,
      settings: {
        'workbench.colorTheme': THEMES[theme],
        'clientCredentials.localTenant.dataFolder': tenant.dataDir,
      },
    });
  }

  const sideBar = (): Locator => editor.page.locator('.part.sidebar');
  const editors = (): Locator => editor.page.locator('.part.editor .editor-group-container').first();

  async function drawTenant(theme: Theme): Promise<void> {
    const { workbench, page } = editor;
    await workbench.openContainer('Client Credentials');
    await page.getByRole('button', { name: 'Use Local Tenant' }).waitFor();
    await draw('walkthrough', `tenant.${theme}`, [sideBar()], { height: 360 });
    await signInToLocalTenant(workbench);
  }

  async function drawAddClient(theme: Theme): Promise<void> {
    const { workbench } = editor;
    const { quickInput } = workbench;
    const title = (step: number) => quickInput.waitForTitle(`Add Client (${step}/${STEPS.suggested})`);
    await workbench.runCommand('Client Credentials: Add Client…');
    await title(1);
    await quickInput.row('Client-Credentials').waitFor();
    await draw('walkthrough', `client.${theme}`, [quickInput.widget]);
    await quickInput.accept();
    await title(2);
    await quickInput.type(CLIENT);
    await title(3);
    await quickInput.accept();
    await title(4);
    await quickInput.row('.env').waitFor();
    await draw('walkthrough', `project.${theme}`, [quickInput.widget]);
    await quickInput.pick('.env');
  }

  async function drawPages(theme: Theme): Promise<void> {
    const { workbench } = editor;
    const result = workbench.webview();
    await result.getByText('Written to .env').waitFor();
    await result.getByRole('button', { name: 'Verify' }).click();
    await result.getByText('It works').waitFor();
    await draw('walkthrough', `run.${theme}`, [editors()], { height: 420 });
    await workbench.closeAllEditors();
    await workbench.runCommand('Client Credentials: Show Expiry Timeline');
    await workbench.webview().getByRole('heading', { name: 'The soonest' }).waitFor();
    await draw('walkthrough', `watch.${theme}`, [editors()], { height: 520 });
    await workbench.closeAllEditors();
  }

  async function drawClients(theme: Theme): Promise<void> {
    const { tree } = editor.workbench;
    await widen(SIDE_BAR_WIDTH);
    await tree.expand('Client-Credentials');
    await tree.expand(SHOWN_CLIENT);
    await tree.hoverText(SHOWN_CLIENT);
    await draw('readme', `clients.${theme}`, [sideBar()], { height: 500, tooltip: 'Token lifetime' });
  }

  async function drawRotation(theme: Theme): Promise<void> {
    const { workbench } = editor;
    const { quickInput } = workbench;
    const title = (step: number) => quickInput.waitForTitle(`Rotate a Secret of ${CLIENT} (${step}/3)`);
    await workbench.runCommand('Client Credentials: Rotate Secret…');
    await quickInput.waitForTitle('Which client?');
    await quickInput.filter(CLIENT);
    await quickInput.pick(CLIENT);
    await quickInput.waitForTitle(`Which secret of ${CLIENT}?`);
    await quickInput.accept();
    await title(1);
    await quickInput.accept();
    await title(2);
    await quickInput.pick('Delete it after 1 hour');
    await title(3);
    await draw('readme', `rotate.${theme}`, [quickInput.widget]);
    await quickInput.cancel();
  }

  // One theme is enough for a test.
  for (const theme of (drawsForReal() ? Object.keys(THEMES) : ['dark']) as Theme[]) {
    it(`are drawn in the ${theme} theme`, async () => {
      await openProject(theme);
      for (const scene of [drawTenant, drawAddClient, drawPages, drawClients, drawRotation])
        await scene(theme);
    });
  }
});
