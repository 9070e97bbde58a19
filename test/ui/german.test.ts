import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { copySampleWorkspace } from '../support/folders/sampleWorkspaceCopy.ts';
import { type Editor, openEditor } from '../support/realEditor/openEditor.ts';
import { hasFailed } from './hasFailed.ts';

const manifest: Readonly<Record<string, string>> = JSON.parse(fs.readFileSync('package.nls.de.json', 'utf8'));

/** The title of a command as the palette shows it. */
const title = (command: string): string => `Client Credentials: ${manifest[`command.${command}`]}`;

/** Texts in this part of the window that are truncated with an ellipsis. */
const cutOff = (part: Locator): Promise<string[]> =>
  part
    .locator('.monaco-icon-label-container, .monaco-icon-label, .quick-input-list-label-meta, .monaco-button')
    .evaluateAll(elements =>
      (elements as { scrollWidth: number; clientWidth: number; textContent: string }[])
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map(({ textContent }) => textContent),
    );

describe('an editor in German', () => {
  let editor: Editor;

  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'german-')));
  before(async () => {
    copySampleWorkspace(folder);
    editor = await openEditor({ folder, language: 'de' });
  });
  afterEach(async function () {
    await hasFailed(this, editor);
  });
  after(async () => {
    await editor?.dispose();
    // After the editor, which writes there.
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it('shows welcome, questions, result and tree in German, not truncated', async () => {
    const { workbench, page } = editor;
    const { quickInput, tree } = workbench;
    await workbench.openContainer('Client Credentials');
    const start = page.getByRole('button', { name: 'Lokalen Mandanten verwenden' });
    await start.waitFor();
    await workbench.screenshot('german-welcome');
    assert.deepEqual(await cutOff(page.locator('.welcome-view')), []);
    await start.click();
    await tree.item('Client-Credentials').waitFor();

    await workbench.runCommand(title('addClient'));
    await quickInput.waitForTitle('Client hinzufügen (1/4)');
    await quickInput.row('Client-Credentials').waitFor();
    await workbench.screenshot('german-wizard-type');
    assert.deepEqual(await cutOff(quickInput.widget), []);
    await quickInput.accept();
    await quickInput.waitForTitle('Client hinzufügen (2/4)');
    await quickInput.type('', { accept: false });
    await quickInput.accept();
    await quickInput.message('Ein Client braucht einen Namen.');
    await quickInput.type('Prüfstand');
    await quickInput.waitForTitle('Client hinzufügen (3/4)');
    await quickInput.pick('Alles auswählen…');
    for (const step of [4, 5, 6, 7]) {
      await quickInput.waitForTitle(`Client hinzufügen (${step}/8)`);
      await workbench.screenshot(`german-wizard-${step}`);
      assert.deepEqual(await cutOff(quickInput.widget), []);
      await quickInput.accept();
    }
    await quickInput.waitForTitle('Client hinzufügen (8/8)');
    assert.match(
      await quickInput.placeholder(),
      /^Erstellt „Prüfstand“: Tenant Member, Tokengültigkeit 1 h, Secret gültig bis \d{4}-\d\d-\d\d$/,
    );
    await workbench.screenshot('german-wizard-destination');
    await quickInput.pick('Nur in SecretStorage speichern');

    const result = workbench.webview();
    await result.getByRole('heading', { name: 'Prüfstand' }).waitFor();
    assert.equal(await result.locator('html').getAttribute('lang'), 'de');
    await result.getByRole('button', { name: 'Einblenden' }).click();
    await result.getByRole('button', { name: 'Ausblenden' }).click();
    await result.getByRole('button', { name: 'Überprüfen' }).click();
    await result.getByText('Es funktioniert: ein Token für 1 h').waitFor();
    await workbench.screenshot('german-result');
    await result.getByRole('button', { name: 'Details anzeigen' }).click();
    await workbench.webview().getByRole('heading', { name: 'Secrets' }).waitFor();
    await workbench.screenshot('german-details');

    await tree.expand('Client-Credentials');
    await tree.item('Prüfstand').waitFor();
    assert.match(await tree.description('Prüfstand'), /^1 Secret · nächstes läuft in 36\d Tagen ab$/);
    await tree.expand('Prüfstand');
    await page.getByText(/^läuft ab am \d{4}-\d\d-\d\d, in 36\d Tagen · Wert hier gespeichert$/).waitFor();
    await tree.openContextMenu('Prüfstand', 'Client duplizieren…');
    await workbench.screenshot('german-tree');
    await page.keyboard.press('Escape');
    await workbench.runCommand(title('showTimeline'));
    await workbench
      .webview()
      .getByText(/^Secrets, die irgendwann ablaufen: \d+\. Stand: \d{4}-/)
      .waitFor();
    await workbench.screenshot('german-timeline');
  });

  it('guides a user without a client in German', async () => {
    const { workbench } = editor;
    const { quickInput } = workbench;
    await workbench.runCommand(title('addConnection'));
    await quickInput.pick('AVEVA CONNECT data services');
    await quickInput.waitForTitle('Verbindung hinzufügen (2/');
    await quickInput.type('2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f');
    await quickInput.waitForTitle('Verbindung hinzufügen (3/');
    await workbench.screenshot('german-first-contact-method');
    await quickInput.pick('Ich habe noch keinen Client…');
    await quickInput.row('Ein Client mit einem Secret').waitFor();
    await workbench.screenshot('german-first-contact-client');
    await quickInput.pick('Ihr eigenes Konto, im Browser');
    await quickInput.row('Alles für einen Administrator kopieren').waitFor();
    await workbench.screenshot('german-first-contact-guide');
    await quickInput.back();
    await quickInput.pick('Ein Client mit einem Secret');
    await quickInput.row('Roles:').filter({ hasText: 'Tenant Member listet Clients auf' }).waitFor();
    await workbench.screenshot('german-first-contact-guide-client');
    await quickInput.cancel();
  });

  it('has German commands and settings', async () => {
    const { workbench, page } = editor;
    // A palette opened early lacks later commands.
    await workbench.openContainer('Client Credentials');
    await workbench.tree.item('Client-Credentials').waitFor();
    await page.keyboard.press('F1');
    await workbench.quickInput.type('>Client Credentials: Client', { accept: false });
    await workbench.quickInput.row(title('addClient')).waitFor();
    await workbench.screenshot('german-commands');
    await workbench.quickInput.cancel();
    await workbench.runCommand('Preferences: Open Settings (UI)');
    const search = page.locator('.settings-editor .suggest-input-container');
    await search.click();
    await page.keyboard.type('clientCredentials.clipboard');
    await page.getByText('Sekunden, nach denen ein kopiertes Client-Secret').first().waitFor();
    assert.ok(fs.existsSync(path.join(editor.userDataDir, 'languagepacks.json')));
  });
});
