import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { freePort } from '../support/network/freePort.ts';
import { openEditor } from '../support/realEditor/openEditor.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { administratorCaller } from '../unit/localTenant/apiCaller.ts';
import { allowSignIn, type ConnectionReplies, playAddConnection } from './connectionWizard.ts';
import { type EditorSuite, editorSuite, leaveNoConnection } from './editorSuite.ts';

/** Context of every sign-in test; set before each test. */
export interface SignInSuite extends EditorSuite {
  tenant: LocalTenant;
  /** Redirect URI of {@link newApplication}; no server listens there. */
  redirectUri: string;
}

/** What the steps of a sign-in need of a suite. */
export type SignInContext = Pick<SignInSuite, 'editor' | 'tenant' | 'redirectUri'>;

/** Returns a redirect URI at a free port; no server listens there. */
export const newRedirectUri = async (): Promise<string> =>
  `http://127.0.0.1:${await freePort()}/callback?of=the%20editor&again=yes`;

/** Gives each test a tenant and a redirect URI; all share an editor that shows the view without a connection. */
export function signInSuite(): SignInSuite {
  const shared = editorSuite(async () => {
    const editor = await openEditor();
    await editor.workbench.openContainer('Client Credentials');
    return editor;
  }, leaveNoConnection);
  const suite = shared as SignInSuite;
  beforeEach(async () => {
    suite.tenant = await startLocalTenant({ seed: 3, faults: true });
    suite.redirectUri = await newRedirectUri();
  });
  afterEach(async function () {
    // A failed test may leave injected faults unused.
    if (this.currentTest?.state !== 'passed') await suite.tenant?.kill();
    else await suite.tenant?.stop();
  });
  return suite;
}

/** Creates a client through which users sign in, and returns its id. */
export async function newApplication(
  { tenant, redirectUri }: Pick<SignInSuite, 'tenant' | 'redirectUri'>,
  segment: 'AuthorizationCodeClients' | 'DeviceCodeClients',
  properties: Record<string, unknown> = {},
): Promise<string> {
  const urls =
    segment === 'DeviceCodeClients' ? {} : { RedirectUris: [redirectUri], AllowOfflineAccess: true };
  const call = await administratorCaller(tenant);
  const answer = await call('POST', `/${segment}`, { Name: 'Editor', ...urls, ...properties });
  assert.equal(answer.status, 201);
  await tenant.changesCount();
  return answer.body.Id;
}

/** Makes the replies for a user who signs in in the browser. */
export const inTheBrowser = (
  { tenant, redirectUri }: Pick<SignInSuite, 'tenant' | 'redirectUri'>,
  clientId: string,
  given: Partial<Extract<ConnectionReplies, { method: 'In the browser' }>> = {},
): ConnectionReplies => ({
  resource: tenant.resource,
  tenantId: tenant.tenantId,
  clientId,
  redirectUri,
  name: 'Production',
  method: 'In the browser',
  after: 'Stay signed in',
  ...given,
});

/** Makes the replies for the tenant's administrator client. */
export const asAdministrator = (
  { tenant }: Pick<SignInSuite, 'tenant'>,
  given: Partial<Extract<ConnectionReplies, { method: 'As a client' }>> = {},
): ConnectionReplies => ({
  resource: tenant.resource,
  tenantId: tenant.tenantId,
  clientId: tenant.clientId,
  method: 'As a client',
  clientSecret: tenant.clientSecret,
  name: 'Administration',
  ...given,
});

/** Returns the page that the editor opens in the browser while something is done. */
export async function pageOpenedBy(
  { editor }: Pick<SignInSuite, 'editor'>,
  action: () => Promise<unknown>,
): Promise<Page> {
  const opened = editor.page.context().waitForEvent('page');
  await action();
  return opened;
}

/** Plays *Add Connection* and agrees; returns the page that the editor opens in the browser. */
export async function sentToBrowser(suite: SignInContext, replies: ConnectionReplies): Promise<Page> {
  await playAddConnection(suite.editor.workbench, replies);
  return pageOpenedBy(suite, () => allowSignIn(suite.editor.workbench));
}
