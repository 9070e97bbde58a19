import type { Locator } from 'playwright-core';
import { type Editor, type EditorOptions, openEditor } from '../support/realEditor/openEditor.ts';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller } from '../unit/localTenant/apiCaller.ts';
import { attachedTo } from './attachedTo.ts';
import { hasFailed } from './hasFailed.ts';

/** State shared by the tests of a suite; set before the first. */
export interface TenantSuite {
  tenant: LocalTenant;
  editor: Editor;
  /** Calls the API of the tenant directly, as its administrator. */
  call: ApiCaller;
}

/**
 * Shares one editor, which starts slowly, and one tenant with sample clients among all tests. Each test creates what
 * it changes; open inputs and editors are closed after it.
 */
export function tenantSuite(seed: number, options: () => EditorOptions = () => ({})): TenantSuite {
  const suite = {} as TenantSuite;
  before(async () => {
    suite.tenant = await startLocalTenant({ seed });
    suite.call = await administratorCaller(suite.tenant);
    suite.editor = await openEditor({ ...options(), settings: attachedTo(suite.tenant) });
    await suite.editor.workbench.openContainer('Client Credentials');
    await suite.editor.workbench.tree.item('Client-Credentials').waitFor();
  });
  afterEach(async function () {
    const { workbench, page } = suite.editor;
    if (await hasFailed(this, suite.editor)) {
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
    }
    await workbench.closeAllEditors();
  });
  after(async () => {
    await suite.editor?.dispose();
    await suite.tenant?.stop();
  });
  return suite;
}

/** Creates a Client-Credentials client with the API, waits for it in the tree, and returns its id. */
export async function newClient(
  { call, editor }: TenantSuite,
  name: string,
  properties: Record<string, unknown> = {},
): Promise<string> {
  const roles = await call('GET', '/Roles');
  const member = roles.body.find((role: { Name: string }) => role.Name === 'Tenant Member').Id;
  const answer = await call('POST', '/ClientCredentialClients', {
    Name: name,
    RoleIds: [member],
    SecretDescription: 'first',
    ...properties,
  });
  const { workbench } = editor;
  await workbench.openContainer('Client Credentials');
  await workbench.runCommand('Client Credentials: Refresh Clients');
  await workbench.tree.expand('Client-Credentials');
  await workbench.tree.item(name).waitFor();
  return answer.body.Client.Id;
}

/** Deletes the clients with secrets that a story created, so that the rows of the next one are visible. */
export function leaveClientsAsFound(suite: TenantSuite): void {
  const below = '/ClientCredentialClients';
  const ids = async (): Promise<readonly string[]> =>
    (await suite.call('GET', `${below}?count=1000`)).body.map(({ Id }: { readonly Id: string }) => Id);
  let found: ReadonlySet<string>;
  before(async () => {
    found = new Set(await ids());
  });
  after(async () => {
    for (const id of await ids()) if (!found.has(id)) await suite.call('DELETE', `${below}/${id}`);
  });
}

/** Waits until the description of a tree row shows a text. */
export const described = (row: Locator, text: string | RegExp): Promise<void> =>
  row.locator('.label-description').filter({ hasText: text }).waitFor();
