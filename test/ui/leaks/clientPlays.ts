import { insist, type Plays, pickClient, save } from './play.ts';

/** Commands that show and change clients. */
export const CLIENT_PLAYS: Plays<
  | 'clearFilter'
  | 'copyClientId'
  | 'disableClient'
  | 'editClient'
  | 'editSecret'
  | 'enableClient'
  | 'filterClients'
  | 'manageRoles'
  | 'refresh'
  | 'showClientJson'
  | 'showDetails'
  | 'sortClients'
> = {
  refresh: { play: ({ run }) => run('Refresh Clients') },
  editClient: {
    async play({ ui, run }) {
      await run('Edit Client…');
      await pickClient(ui, 'Canary (copy)');
      await ui.quickInput.waitForTitle('Edit Canary (copy) (1/2)');
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
      await ui.quickInput.waitForTitle('Which secret of Second?');
      await ui.quickInput.accept();
      await ui.quickInput.widget.getByText('What is the secret for? (optional)').waitFor();
      await ui.quickInput.type('renamed');
      await ui.quickInput.pick('Leave it');
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
  copyClientId: {
    async play({ ui, run }) {
      await run('Copy Client Id');
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
      await ui.quickInput.pick('By next expiry');
      await ui.page.getByText('sorted by next expiry').waitFor();
      // as before, so that pages are shown
      await run('Sort Clients…');
      await ui.quickInput.pick('As the service lists them');
      await ui.page.getByText('sorted by next expiry').waitFor({ state: 'detached' });
    },
  },
};

/** Commands that delete clients and secrets: played after all that need them. */
export const REMOVAL_PLAYS: Plays<'removeClient' | 'removeSecret'> = {
  removeSecret: {
    async play({ ui, run }) {
      await run('Remove Secret…');
      await pickClient(ui, 'Second');
      await ui.quickInput.waitForTitle('Which secret of Second?');
      await ui.quickInput.accept();
      await ui.pressDialog('Remove the secret', 'Remove Secret');
    },
  },
  removeClient: {
    async play({ ui, run }) {
      await run('Remove Client…');
      await pickClient(ui, 'Second');
      await ui.pressDialog('Remove “Second”?', 'Remove Client');
    },
  },
};

/** Commands about expiration and audit. */
export const WATCH_PLAYS: Plays<
  | 'auditClients'
  | 'checkExpiry'
  | 'exportAudit'
  | 'exportExpiry'
  | 'fixFinding'
  | 'openFinding'
  | 'showTimeline'
> = {
  checkExpiry: {
    async play({ ui, run }) {
      await run('Check All Expiries');
      await ui.webview().getByRole('heading').first().waitFor();
    },
  },
  showTimeline: {
    async play({ ui, run }) {
      await run('Show Expiry Timeline');
      await ui.webview().getByRole('heading').first().waitFor();
    },
  },
  exportExpiry: {
    async play({ ui, run }) {
      await run('Export Expiry Report…');
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
