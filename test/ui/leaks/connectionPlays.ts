import { allowSignIn, answerConnectionQuestions, playAddConnection } from '../connectionWizard.ts';
import type { Plays } from './play.ts';

/** First plays: add a connection and make it active. */
export const FIRST_PLAYS: Plays<'addConnection' | 'switchConnection'> = {
  addConnection: {
    async play({ ui, rig }) {
      await playAddConnection(ui, rig);
      await allowSignIn(ui);
      await ui.tree.item('Rig').waitFor();
    },
  },
  switchConnection: {
    async play({ ui, run }) {
      await run('Switch Connection…');
      await ui.quickInput.pick('Rig');
      await ui.tree.item('Rig').waitFor({ state: 'detached' });
      await ui.tree.item('Client-Credentials').waitFor();
    },
  },
};

/** Connection commands, once credentials exist. */
export const CONNECTION_PLAYS: Plays<
  | 'editConnection'
  | 'openDocumentation'
  | 'openWalkthrough'
  | 'renameConnection'
  | 'showLog'
  | 'signIn'
  | 'signOut'
  | 'testConnection'
  | 'useGlobalAddress'
> = {
  testConnection: {
    async play({ ui, run }) {
      await run('Test Connection');
      await ui.pressDialog('“Rig” reaches the service', 'Cancel');
    },
  },
  editConnection: {
    async play({ ui, run, rig }) {
      await run('Edit Connection…');
      await ui.quickInput.pick('Rig');
      await answerConnectionQuestions(ui, 'Edit Rig', { ...rig, clientSecret: '' });
      await ui.quickInput.widget.waitFor({ state: 'hidden' });
    },
  },
  renameConnection: {
    async play({ ui, run }) {
      await run('Rename Connection…');
      await ui.quickInput.pick('Rig');
      await ui.quickInput.waitForTitle('Rename Rig');
      await ui.quickInput.type('Rig again');
      await ui.tree.item('Client-Credentials').waitFor();
    },
  },
  signOut: {
    async play({ ui, run }) {
      await run('Sign Out');
      await ui.page.getByText('You are signed out.').waitFor();
    },
  },
  signIn: {
    async play({ ui, run, rig }) {
      await run('Sign In…');
      await allowSignIn(ui);
      await ui.quickInput.waitForTitle('Sign In to Rig again');
      await ui.quickInput.type(rig.clientSecret);
      await ui.tree.item('Client-Credentials').waitFor();
    },
  },
  useGlobalAddress: {
    async play({ ui, run }) {
      await run('Use the Global Address…');
      // Agreeing would contact a remote host.
      await ui.pressDialog('Point “Rig again” at', 'Cancel');
    },
  },
  openDocumentation: {
    async play({ ui, run }) {
      await run('Open the Service’s Documentation on Clients');
      await ui.dialog('open the external website').waitFor();
      await ui.page.keyboard.press('Escape');
      await ui.dialog().waitFor({ state: 'detached' });
    },
  },
  openWalkthrough: {
    async play({ ui, run }) {
      await run('Open Walkthrough');
      await ui.walkthrough.step('Get a tenant').waitFor();
      await ui.closeAllEditors();
    },
  },
  showLog: {
    async play({ ui, run }) {
      await run('Show Log');
      await ui.page.locator('.part.panel').waitFor();
    },
  },
};

/** Last plays: with the other tenant, which has many clients, and after removing a connection. */
export const LAST_PLAYS: Plays<'loadMore' | 'removeConnection' | 'removeSavedData' | 'useLocalTenant'> = {
  useLocalTenant: {
    async play({ ui, run }) {
      await run('Use Local Tenant');
      // It ends with the focus in the view; that closes a palette.
      await ui.page.locator('.sidebar .split-view-view:first-child .monaco-list:focus').waitFor();
      await run('Switch Connection…');
      await ui.quickInput.pick('Local tenant');
      await ui.tree.item('Client-Credentials').waitFor();
    },
  },
  loadMore: {
    async play({ ui }) {
      await ui.tree.expand('Client-Credentials');
      // a plain click would close it
      await ui.tree.item('Client-Credentials').click({ modifiers: ['ControlOrMeta'] });
      await ui.page.keyboard.press('End');
      const more = ui.page.locator('[role="treeitem"]', { hasText: 'Load more…' });
      await more.click();
      await more.waitFor({ state: 'detached' });
    },
  },
  removeConnection: {
    async play({ ui, run }) {
      await run('Remove Connection…');
      await ui.quickInput.pick('Rig again');
      await ui.pressDialog('Remove the connection', 'Remove');
    },
  },
  removeSavedData: {
    async play({ ui, run }) {
      await run('Remove All Saved Data…');
      // `savedDataStory.ts` has it done; here it would take away what the search has to see.
      await ui.pressDialog('Remove all data that is saved on this machine?', 'Cancel');
    },
  },
};
