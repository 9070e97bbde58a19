import type { CommandName } from '../../src/editor/vocabulary/commandId.ts';

/** A function of the service's portal, the command for it here, and the test that plays it in an editor. */
export interface PortalRow {
  /** In the words of `service-api.md`, *What the portal does*. */
  readonly portal: string;
  readonly command: CommandName;
  /** The test's title. */
  readonly test: string;
}

/** Every row of *What the portal does*. */
export const PORTAL_TABLE: readonly PortalRow[] = [
  {
    portal:
      'Add client: type drop-down, Client-Credentials by default, name, roles (Tenant Member locked), lifetime',
    command: 'addClient',
    test: 'plays welcome, local tenant, Add Client into .env, and the application has its token',
  },
  {
    portal: 'Add Secret with the client: description, expiration date (default one year), Never Expires',
    command: 'addClient',
    test: 'makes appsettings.json from its placeholder file, and the application has its token',
  },
  {
    portal:
      'a window shows Client Id and Client Secret, each with a Copy button (here it can be opened again)',
    command: 'showCredential',
    test: 'opens a terminal that has the credential, and shows the result again',
  },
  {
    portal:
      'Authorization Code: name, allowed redirect URLs, logout redirect URLs, CORS origins, lifetime; shows the id',
    command: 'addClient',
    test: 'adds a single-page application with all its addresses, and shows its id',
  },
  {
    portal: 'Hybrid: name, allow refresh token, redirect URLs, logout URLs, lifetime, then Add Secret',
    command: 'addClient',
    test: 'adds a web server’s client, whose secret is kept and verified',
  },
  { portal: 'Device Code (in the API only)', command: 'addClient', test: 'adds a device’s client' },
  {
    portal: 'edit client',
    command: 'editClient',
    test: 'edits a client: only what is ticked is asked, and nothing else is sent',
  },
  {
    portal: 'edit client: the addresses of an application',
    command: 'editClient',
    test: 'changes the addresses of an application',
  },
  {
    portal: 'remove client (asks to confirm)',
    command: 'removeClient',
    test: 'removes a client, after saying what goes with it',
  },
  {
    portal: 'add secret',
    command: 'addSecret',
    test: 'gets another secret, which goes into a file that is open and unsaved',
  },
  {
    portal: 'edit secret',
    command: 'editSecret',
    test: 'edits a secret, with a caution when it is made to last longer',
  },
  {
    portal: 'remove secret',
    command: 'removeSecret',
    test: 'removes a secret, and says when it is the last one that works',
  },
  {
    portal: 'the Details pane',
    command: 'showDetails',
    test: 'shows the details of a client, and does from there what the tree does',
  },
  {
    portal: 'change roles',
    command: 'manageRoles',
    test: 'changes roles, and asks before making a client administrator',
  },
  {
    portal: 'disable',
    command: 'disableClient',
    test: 'disables a client, which gets no tokens then, and enables it again',
  },
];

/** Steps that the portal needs for a default client in a project: clicks, and fields left at their defaults. */
export const PORTAL_ANSWERS: readonly string[] = [
  ...['type', 'add', 'name', 'roles', 'continue', 'expiry', 'add secret'],
  ...['copy id', 'copy secret', 'close', 'paste id', 'paste secret'],
];
