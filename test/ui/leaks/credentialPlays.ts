import fs from 'node:fs';
import dotenv from 'dotenv';
import { eventually } from '../../support/waiting/eventually.ts';
import { playAddClient } from '../addClientWizard.ts';
import { answer, insist, type Plays, pickClient } from './play.ts';

const KEEP = { pick: 'Keep in SecretStorage only' } as const;

/** Commands that issue and use credentials. */
export const CREDENTIAL_PLAYS: Plays<
  | 'addClient'
  | 'addSecret'
  | 'adoptSecret'
  | 'duplicateClient'
  | 'insert'
  | 'hideCredential'
  | 'insertHere'
  | 'managePermissions'
  | 'openProjectFile'
  | 'openTerminal'
  | 'refreshProject'
  | 'resumeWork'
  | 'reviewSavedSecrets'
  | 'rotate'
  | 'showCredential'
  | 'unhideCredentials'
  | 'verify'
  | 'verifyAll'
> = {
  addClient: {
    shows: 'page',
    async play({ ui }) {
      await playAddClient(ui, { name: 'Canary', destination: '.env' });
      const page = ui.webview();
      await page.getByText('Written to .env').waitFor();
      await page.getByRole('button', { name: 'Reveal' }).click();
      await page.getByText(/^[\w+/]{43}=$/).waitFor();
      await page.getByRole('button', { name: 'Copy Secret' }).click();
      await page.getByText('The clipboard is cleared').waitFor();
    },
  },
  addSecret: {
    async play({ ui, run }) {
      await run('Add Secret…');
      await pickClient(ui, 'Canary');
      await answer(ui, 'Add Secret to Canary', 'kept', undefined, KEEP);
      await ui.webview().getByRole('heading', { name: 'Canary' }).waitFor();
    },
  },
  duplicateClient: {
    async play({ ui, run }) {
      await run('Duplicate Client…');
      await pickClient(ui, 'Canary');
      await answer(ui, 'Duplicate Canary', undefined, undefined, KEEP);
      await ui.webview().getByRole('heading', { name: 'Canary (copy)' }).waitFor();
    },
  },
  insert: {
    async play({ ui, run, at }) {
      const before = fs.readFileSync(at('.env'), 'utf8');
      const insert = async () => {
        await run('Insert into Project…');
        await ui.quickInput.waitForTitle('Which credentials?');
        await ui.quickInput.pick('Canary, kept');
      };
      // First into a read-only file: an error while the value is in memory.
      fs.chmodSync(at('.env'), 0o400);
      await insert();
      await ui.toast('.env is read-only').waitFor();
      fs.chmodSync(at('.env'), 0o600);
      await insert();
      await ui.toast('The credentials of Canary are in .env.').waitFor();
      await eventually(() => {
        if (fs.readFileSync(at('.env'), 'utf8') === before) throw new Error('.env is as it was');
      });
    },
  },
  insertHere: {
    async play({ ui, at }) {
      const title = ui.quickInput.widget.locator('.quick-input-title', { hasText: 'Which credentials?' });
      await insist(() => ui.tree.inlineAction('appsettings.json', 'Insert Credentials Here…'), title);
      await ui.quickInput.pick('Canary, kept');
      await ui.quickInput.pick('Write to appsettings.json');
      await ui.toast('The credentials of Canary are in appsettings.json.').waitFor();
      JSON.parse(fs.readFileSync(at('appsettings.json'), 'utf8'));
    },
  },
  openProjectFile: {
    shows: 'file',
    async play({ ui }) {
      await ui.tree.expand('.env');
      const tab = ui.page.locator('.tab.active', { hasText: '.env' });
      await insist(timeout => ui.tree.item('ADH_CLIENT_SECRET').click({ timeout }), tab);
    },
  },
  hideCredential: {
    async play({ ui }) {
      await ui.tree.contextMenu('appsettings.json', 'Hide: Not for CONNECT data services');
      await ui.toast('appsettings.json is hidden').waitFor();
      await ui.tree.item('appsettings.json').waitFor({ state: 'detached' });
    },
  },
  unhideCredentials: {
    async play({ ui, run }) {
      await run('Unhide Project Credentials…');
      await ui.quickInput.pick('appsettings.json');
      await ui.quickInput.accept();
      await ui.tree.item('appsettings.json').waitFor();
    },
  },
  refreshProject: { play: ({ run }) => run('Refresh Project Credentials') },
  showCredential: {
    shows: 'page',
    async play({ ui, run }) {
      await run('Show Client Id and Secret');
      await ui.quickInput.pick('Canary');
      await ui.webview().getByRole('button', { name: 'Reveal' }).click();
      await ui
        .webview()
        .getByText(/^[\w+/]{43}=$/)
        .waitFor();
      await ui.webview().getByRole('button', { name: 'Verify' }).click();
      await ui.webview().getByText('It works').waitFor();
    },
  },
  openTerminal: {
    async play({ ui, run }) {
      await run('Open Terminal with Credentials');
      await ui.quickInput.pick('Canary, kept');
      // the editor itself would log its variables; `terminal.test.ts` has it opened at the usual log level
      await ui.toast('The editor’s log level is Trace').waitFor();
    },
  },
  managePermissions: {
    async play({ ui, run }) {
      await run('Manage Permissions…');
      await ui.toast('No launch configuration and no terminal has a permission').waitFor();
    },
  },
  verify: {
    async play({ ui, run }) {
      await run('Verify');
      await ui.quickInput.waitForTitle('Which credentials?');
      await ui.quickInput.pick('Canary, kept');
      await ui.toast('“Canary”').waitFor();
    },
  },
  verifyAll: {
    async play({ ui, run }) {
      await run('Verify All Credentials');
      await ui.quickInput.waitForTitle('Verified: ');
      await ui.quickInput.cancel();
    },
  },
  adoptSecret: {
    async play({ ui, run }) {
      await run('Adopt Existing Secret…');
      await ui.quickInput.waitForTitle('Adopt Existing Secret');
      await ui.quickInput.pick('.env');
      await ui.quickInput.waitForTitle('Adopt a Secret of Canary');
      await ui.quickInput.accept();
      await ui.toast('This secret is saved already').waitFor();
    },
  },
  rotate: {
    async play({ ui, run, at }) {
      const before = dotenv.parse(fs.readFileSync(at('.env'))).ADH_CLIENT_SECRET;
      await run('Rotate Secret…');
      await pickClient(ui, 'Canary');
      await ui.quickInput.waitForTitle('Which secret of Canary?');
      await ui.quickInput.pick('kept');
      await answer(
        ui,
        'Rotate a Secret of Canary',
        { pick: '90 days' },
        { pick: 'Delete it after 1 hour' },
        { pick: 'Rotate' },
      );
      await ui.toast('“Canary” has a new secret').waitFor();
      if (dotenv.parse(fs.readFileSync(at('.env'))).ADH_CLIENT_SECRET === before)
        throw new Error('.env has the old secret');
    },
  },
  reviewSavedSecrets: {
    async play({ ui, run }) {
      await run('Review Saved Secrets and Hosts…');
      await ui.toast('Every saved secret has a record on this host').waitFor();
    },
  },
  resumeWork: {
    async play({ ui, run }) {
      await run('Resume Interrupted Work…');
      await ui.quickInput.waitForTitle('Rotating a secret of “Canary”');
      await ui.quickInput.pick('Delete the old secret now');
      await ui.toast('The old one is deleted.').waitFor();
    },
  },
};
