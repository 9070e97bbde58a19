import type { Workbench } from '../../support/realEditor/workbench/workbench.ts';
import { insist, type Play, type Plays, pickClient, save } from './play.ts';

/** Plays a command that adds a client of a type: the type isn't asked. */
const addOfType = (type: string): Play => ({
  async play({ ui, run }) {
    await run(`Add ${type} Client…`);
    await ui.quickInput.waitForTitle('Add Client (1/');
    await ui.quickInput.message('Name of the client');
    await ui.quickInput.cancel();
  },
});

const titleOf = ({ quickInput }: Workbench, hasText: string) =>
  quickInput.widget.locator('.quick-input-title', { hasText });

/** Selects a row without opening it, and presses a key on it. */
async function pressOn({ tree, page }: Workbench, label: string, key: string): Promise<void> {
  await tree.item(label).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press(key);
}

/** Commands that show and change clients. */
export const CLIENT_PLAYS: Plays<
  | 'addAuthorizationCodeClient'
  | 'addClientCredentialsClient'
  | 'addClientTo'
  | 'addDeviceCodeClient'
  | 'addHybridClient'
  | 'clearFilter'
  | 'copyClientId'
  | 'disableClient'
  | 'editClient'
  | 'editSecret'
  | 'enableClient'
  | 'filterClients'
  | 'manageRoles'
  | 'openDetails'
  | 'refresh'
  | 'renameItem'
  | 'showClientJson'
  | 'showDetails'
  | 'sortClients'
> = {
  refresh: { play: ({ run }) => run('Refresh Clients') },
  addAuthorizationCodeClient: addOfType('Authorization Code'),
  addClientCredentialsClient: addOfType('Client-Credentials'),
  addDeviceCodeClient: addOfType('Device Code'),
  addHybridClient: addOfType('Hybrid'),
  addClientTo: {
    async play({ ui }) {
      const title = ui.quickInput.widget.locator('.quick-input-title', { hasText: 'Add Client (1/' });
      await insist(() => ui.tree.inlineAction('(none)', 'Add Client…'), title);
      await ui.quickInput.row('Hybrid').waitFor();
      await ui.quickInput.cancel();
    },
  },
  editClient: {
    async play({ ui, run }) {
      await run('Edit Client…');
      await pickClient(ui, 'Canary (copy)');
      await ui.quickInput.waitForTitle('Edit Canary (copy) (1/3)');
      await ui.quickInput.pick('Name');
      await ui.quickInput.accept();
      await ui.quickInput.waitForTitle('Edit Canary (copy) (2/3)');
      await ui.quickInput.type('Second');
      await ui.quickInput.waitForTitle('Edit Canary (copy) (3/3)');
      await ui.quickInput.pick('Save');
    },
  },
  editSecret: {
    async play({ ui, run }) {
      await run('Edit Secret…');
      await pickClient(ui, 'Second');
      await ui.quickInput.waitForTitle('Which secret of “Second”?');
      await ui.quickInput.accept();
      await ui.quickInput.widget.getByText('What is the secret used for? (optional)').waitFor();
      await ui.quickInput.type('renamed');
      await ui.quickInput.pick('Leave it unchanged');
      await ui.quickInput.pick('Save');
    },
  },
  manageRoles: {
    async play({ ui, run }) {
      await run('Manage Roles…');
      await pickClient(ui, 'Second');
      await ui.quickInput.waitForTitle('Roles of Second');
      await ui.quickInput.pick('Tenant Viewer');
      await ui.quickInput.accept();
    },
  },
  openDetails: {
    async play({ ui }) {
      await ui.tree.expand('Client-Credentials');
      const heading = ui.webview().getByRole('heading', { name: 'Second' }).first();
      await insist(timeout => ui.tree.item('Second').click({ timeout }), heading);
    },
  },
  renameItem: {
    async play({ ui }) {
      await insist(() => pressOn(ui, 'Second', 'F2'), titleOf(ui, 'Rename Second'));
      await ui.quickInput.type('Third');
      await ui.tree.item('Third').waitFor();
      await insist(() => pressOn(ui, 'Third', 'F2'), titleOf(ui, 'Rename Third'));
      await ui.quickInput.type('Second');
      await ui.tree.item('Second').waitFor();
    },
  },
  copyClientId: {
    async play({ ui, run }) {
      await run('Copy Client ID');
      await pickClient(ui, 'Second');
    },
  },
  disableClient: {
    async play({ ui, run }) {
      await run('Disable Client…');
      await pickClient(ui, 'Second');
      await ui.pressDialog('Disable “Second”?', 'Disable Client');
    },
  },
  enableClient: {
    async play({ ui, run }) {
      await run('Enable Client');
      await pickClient(ui, 'Second');
    },
  },
  showDetails: {
    async play({ ui, run }) {
      await run('Show Details');
      await pickClient(ui, 'Canary');
      await ui.webview().getByRole('heading', { name: 'Canary' }).first().waitFor();
    },
  },
  showClientJson: {
    async play({ ui, run }) {
      await run('Show Client as JSON');
      await pickClient(ui, 'Canary');
      await ui.page.locator('.tab.active', { hasText: 'Canary.json' }).waitFor();
    },
  },
  filterClients: {
    async play({ ui, run }) {
      await run('Filter Clients…');
      await ui.quickInput.waitForTitle('Filter Clients');
      await ui.quickInput.type('canary');
      await ui.page.getByText('Filter: “canary”').waitFor();
    },
  },
  clearFilter: {
    async play({ ui, run }) {
      await run('Clear Filter');
      await ui.page.getByText('Filter: “canary”').waitFor({ state: 'detached' });
    },
  },
  sortClients: {
    async play({ ui, run }) {
      await run('Sort Clients…');
      await ui.quickInput.pick('By expiration');
      await ui.page.getByText('sorted by next expiration').waitFor();
      // as before, so that pages are shown
      await run('Sort Clients…');
      await ui.quickInput.pick('In the order of the service');
      await ui.page.getByText('sorted by next expiration').waitFor({ state: 'detached' });
    },
  },
};

/** Commands that delete clients and secrets: played after all that need them. */
export const REMOVAL_PLAYS: Plays<'deleteItem' | 'removeClient' | 'removeSecret'> = {
  deleteItem: {
    async play({ ui }) {
      await ui.tree.expand('Client-Credentials');
      await insist(() => pressOn(ui, 'Second', 'Delete'), ui.dialog('Delete “Second”?'));
      await ui.pressDialog('Delete “Second”?', 'Cancel');
    },
  },
  removeSecret: {
    async play({ ui, run }) {
      await run('Delete Secret…');
      await pickClient(ui, 'Second');
      await ui.quickInput.waitForTitle('Which secret of “Second”?');
      await ui.quickInput.accept();
      await ui.pressDialog('Delete the secret', 'Delete Secret');
    },
  },
  removeClient: {
    async play({ ui, run }) {
      await run('Delete Client…');
      await pickClient(ui, 'Second');
      await ui.pressDialog('Delete “Second”?', 'Delete Client');
    },
  },
};

/** Commands about expiration and audit. */
export const WATCH_PLAYS: Plays<
  | 'auditClients'
  | 'checkExpiry'
  | 'deleteAllDisabled'
  | 'deleteAllExpired'
  | 'deleteFound'
  | 'exportAudit'
  | 'exportExpiry'
  | 'fixFinding'
  | 'openFinding'
  | 'setFoundExpiration'
  | 'showTimeline'
> = {
  checkExpiry: {
    async play({ ui, run }) {
      await run('Check All Expirations');
      await ui.webview().getByRole('heading').first().waitFor();
    },
  },
  showTimeline: {
    async play({ ui, run }) {
      await run('Show Expiration Timeline');
      await ui.webview().getByRole('heading').first().waitFor();
    },
  },
  exportExpiry: {
    async play({ ui, run }) {
      await run('Export Expiration Report…');
      await ui.quickInput.pick('CSV');
      await save(ui, 'client-secret-expiry.csv');
    },
  },
  auditClients: {
    async play({ ui, run }) {
      await run('Audit Clients');
      await ui.tree.item('Tenant Administrator').waitFor();
    },
  },
  deleteAllExpired: {
    async play({ ui }) {
      await ui.tree.inlineAction('Expired', 'Delete All Expired…');
      await ui.pressDialog('expired secrets from', 'Cancel');
    },
  },
  deleteAllDisabled: {
    async play({ ui }) {
      await ui.tree.inlineAction('Disabled', 'Delete All Disabled…');
      await ui.pressDialog('clients?', 'Cancel');
    },
  },
  deleteFound: {
    async play({ ui }) {
      // A client can be in both views.
      const clients = ui.page.getByRole('button', { name: 'Clients Section' });
      await clients.click();
      await ui.tree.expand('Expired');
      await ui.tree.contextMenu(await ui.tree.firstChild('Expired'), 'Delete…');
      await ui.pressDialog('Delete 1 expired secret from', 'Delete 1 Secret');
      await ui.toast('1 expired secret was deleted from').waitFor();
      await ui.clearToasts();
      await clients.click();
    },
  },
  setFoundExpiration: {
    async play({ ui }) {
      await ui.tree.inlineAction('Never expires', 'Set Expiration…');
      await ui.quickInput.waitForTitle('Set Expiration');
      await ui.quickInput.pick('90 days');
      await ui.pressDialog('Set the expiration of', 'Cancel');
    },
  },
  fixFinding: {
    async play({ ui }) {
      await ui.tree.expand('Tenant Administrator');
      const fixes = 'Local administrator: Tenant Administrator';
      const title = ui.quickInput.widget.locator('.quick-input-title', { hasText: fixes });
      await insist(() => ui.tree.inlineAction('Local administrator', 'Fix…'), title);
      await ui.quickInput.pick('Manage Roles…');
      await ui.quickInput.waitForTitle('Roles of Local administrator');
      await ui.quickInput.cancel();
    },
  },
  openFinding: {
    async play({ ui }) {
      const heading = ui.webview().getByRole('heading', { name: 'Local administrator' }).first();
      await insist(timeout => ui.tree.item('Local administrator').click({ timeout }), heading);
    },
  },
  exportAudit: {
    async play({ ui, run }) {
      await run('Export Audit Report…');
      await save(ui, 'client-audit.md');
    },
  },
};
