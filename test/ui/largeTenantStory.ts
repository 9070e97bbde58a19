import assert from 'node:assert/strict';
import { type LocalTenant, startLocalTenant } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { allowSignIn, playAddConnection } from './connectionWizard.ts';
import { asAdministrator, type SignInSuite } from './signInSuite.ts';

/** Looks at a tree that the service lists page by page. */
export const largeTenantStory = (suite: SignInSuite) =>
  describe('a tenant of many clients in the editor', () => {
    let tenant: LocalTenant | undefined;
    after(async () => {
      await tenant?.stop();
    });

    it('fills the first page by itself, and shows the next on request', async () => {
      const { workbench, page } = suite.editor;
      const { tree } = workbench;
      tenant = await startLocalTenant({ seed: 1300 });
      await playAddConnection(workbench, asAdministrator({ tenant }));
      await allowSignIn(workbench);
      await tree.expand('Client-Credentials');
      const end = async () => {
        await tree.item('Client-Credentials').click();
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('End');
      };
      const loadMore = page.getByText(/^Load more… \(1,000 of 1,\d{3}\)$/);
      await eventually(async () => {
        await end();
        assert.ok(await loadMore.isVisible());
      });
      await workbench.screenshot('large-tenant-first-page');
      await loadMore.click();
      await loadMore.waitFor({ state: 'detached' });
      await end();
      await workbench.screenshot('large-tenant-whole');
      assert.deepEqual(
        (await tree.labels()).filter(label => label.startsWith('Load more')),
        [],
      );
    });
  });
