import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { type ClipboardMark, isMarked } from '../../src/editor/platform/clipboard/clipboardMark.ts';
import { filesBelow } from '../support/folders/filesBelow.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { playAddClient, signInToLocalTenant } from './addClientWizard.ts';
import type { ProjectSuite } from './editorSuite.ts';

/** Lists the files that contain a text: plain, or encoded as JSON, form or base64. */
function filesWith(text: string, files: readonly string[]): readonly string[] {
  const forms = [text, encodeURIComponent(text), Buffer.from(text).toString('base64').slice(0, 40)];
  return files.filter(file => {
    const bytes = fs.readFileSync(file);
    return forms.some(form => bytes.includes(form));
  });
}

/** Lists the command lines of all processes. */
function commandLines(): readonly string[] {
  const processes = fs.readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return processes.flatMap(pid => {
    try {
      return [fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
    } catch {
      return []; // it has just ended
    }
  });
}

/** Checks all locations for a leaked secret. */
export const leakStory = (suite: ProjectSuite) =>
  describe('a secret', () => {
    const { folder } = suite;

    it('is only in the chosen file and in secret storage', async () => {
      const { workbench, page, userDataDir } = suite.editor;
      const home = path.dirname(userDataDir);
      await signInToLocalTenant(workbench);
      await playAddClient(workbench, { name: 'Canary', destination: '.env' });
      const view = workbench.webview();
      await view.getByText('Written to .env').waitFor();
      await view.getByRole('button', { name: 'Reveal' }).click();
      await view.getByRole('button', { name: 'Copy Secret' }).click();
      await view.getByText('The clipboard is cleared').waitFor();
      await view.getByRole('button', { name: 'Verify' }).click();
      await view.getByText('It works').waitFor();
      // A read-only file, so that an error is logged while the secret is in memory.
      fs.chmodSync(path.join(folder, '.env'), 0o400);
      await workbench.closeAllEditors();
      await playAddClient(workbench, { name: 'Second', destination: '.env' });
      await workbench.webview().getByText('.env is read-only').waitFor();
      await workbench.tree.expand('Client-Credentials');
      await workbench.tree.expand('Canary');
      const shown = await page.locator('.monaco-workbench').innerHTML();

      const chosen = path.join(folder, '.env');
      const secret = dotenv.parse(fs.readFileSync(chosen)).ADH_CLIENT_SECRET ?? '';
      assert.ok(secret.length > 20);
      const tenantFolder = filesBelow(home).find(file => path.basename(file) === 'running.json') ?? '';
      const { clientSecret } = JSON.parse(fs.readFileSync(tenantFolder, 'utf8')) as { clientSecret: string };

      const files = [...filesBelow(home), ...filesBelow(folder)];
      assert.ok(filesWith('Canary', files).length > 0, 'the search finds what is there');
      assert.deepEqual(filesWith(secret, files), [chosen]);
      // the local tenant keeps its administrator's secret in its own folder, which is not a project's
      const outside = files.filter(file => !file.startsWith(path.dirname(tenantFolder)));
      assert.deepEqual(filesWith(clientSecret, outside), []);
      for (const value of [secret, clientSecret]) {
        assert.ok(!shown.includes(value), 'it is in no label, tooltip or message');
        assert.deepEqual(
          commandLines().filter(line => line.includes(value)),
          [],
        );
      }
      const log = filesBelow(suite.editor.logs()).filter(file => /Client Credentials\.log$/.test(file));
      assert.equal(log.length, 1);
      assert.match(
        fs.readFileSync(log[0] ?? '', 'utf8'),
        /readOnly/,
        'the log has the error, without the value',
      );
    });

    it('is still saved after the window is reloaded', async () => {
      const { workbench } = suite.editor;
      await signInToLocalTenant(workbench);
      await playAddClient(workbench, { name: 'Lasting', destination: 'Keep in SecretStorage only' });
      await workbench.webview().getByRole('heading', { name: 'Lasting' }).waitFor();
      await workbench.closeAllEditors();
      await suite.editor.reload();
      await workbench.openContainer('Client Credentials');
      await workbench.tree.expand('Client-Credentials');
      await workbench.runCommand('Client Credentials: Show Client Id and Secret');
      await workbench.quickInput.pick('Lasting');
      await workbench.webview().getByRole('button', { name: 'Reveal' }).click();
      await workbench
        .webview()
        .getByText(/^[\w+/]{43}=$/)
        .waitFor();
    });

    it('is cleared from the clipboard by the next window when its own was killed', async () => {
      const { workbench, page, userDataDir } = suite.editor;
      await signInToLocalTenant(workbench);
      await playAddClient(workbench, { name: 'Copied', destination: 'Keep in SecretStorage only' });
      await workbench.webview().getByRole('button', { name: 'Copy Secret' }).click();
      await workbench.webview().getByText('The clipboard is cleared').waitFor();
      const home = path.dirname(userDataDir);
      const markFiles = () =>
        filesBelow(home).filter(file => path.basename(path.dirname(file)) === 'clipboard');
      const [file = ''] = markFiles();
      const mark = JSON.parse(fs.readFileSync(file, 'utf8')) as ClipboardMark;
      const secret = await workbench.clipboardText();
      assert.ok(isMarked(mark, secret), 'the mark recognizes what was copied');
      await workbench.closeAllEditors();
      await suite.editor.reload();
      // What a window leaves behind that gets no time to clear anything.
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(secret)})`);
      fs.writeFileSync(file, JSON.stringify({ ...mark, clearAtMs: 1 }));
      await suite.editor.reload();
      await eventually(async () => {
        assert.equal(await workbench.clipboardText(), '');
        assert.deepEqual(markFiles(), []);
      });
    });
  });
