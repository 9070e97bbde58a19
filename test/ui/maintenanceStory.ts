import assert from 'node:assert/strict';
import { clientToken } from '../support/tenant/localTenant.ts';
import { eventually } from '../support/waiting/eventually.ts';
import { described, newClient, type TenantSuite } from './tenantSuite.ts';

const CLIENTS = '/ClientCredentialClients';

/** Plays the client commands of the tree. */
export const maintenanceStory = (suite: TenantSuite) =>
  describe('maintaining clients in the editor', () => {
    const ui = () => suite.editor.workbench;
    const read = async (path: string) => (await suite.call('GET', path)).body;
    const run = (title: string) => ui().runCommand(`Client Credentials: ${title}`);

    /** Answers the steps of the open wizard: each has a title and an action. */
    async function answer(
      title: string,
      ...replies: readonly (string | { readonly pick: string } | undefined)[]
    ) {
      const { quickInput } = ui();
      for (const [index, reply] of replies.entries()) {
        await quickInput.waitForTitle(`${title} (${index + 1}/`);
        if (reply === undefined) await quickInput.accept();
        else if (typeof reply === 'string') await quickInput.type(reply);
        else await quickInput.pick(reply.pick);
      }
    }

    it('edits a client: only what is ticked is asked, and nothing else is sent', async () => {
      const id = await newClient(suite, 'To edit', { AccessTokenLifetime: 600 });
      const { quickInput, tree } = ui();
      await tree.contextMenu('To edit', 'Edit Client…');
      await quickInput.waitForTitle('Edit To edit (1/2)');
      await quickInput.pick('Name');
      await ui().screenshot('edit-client-fields');
      await quickInput.accept();
      await quickInput.waitForTitle('Edit To edit (2/3)');
      await quickInput.type('Edited');
      await quickInput.waitForTitle('Edit To edit (3/3)');
      assert.equal(await quickInput.placeholder(), 'Name: “To edit” → “Edited”');
      // Changed in the portal.
      await suite.call('PUT', `${CLIENTS}/${id}`, { AccessTokenLifetime: 900 });
      await quickInput.pick('Save');
      await tree.item('Edited').waitFor();
      const client = await read(`${CLIENTS}/${id}`);
      assert.deepEqual([client.Name, client.AccessTokenLifetime], ['Edited', 900]);
    });

    it('asks before it overwrites changes by someone else', async () => {
      const id = await newClient(suite, 'Contested');
      await ui().tree.contextMenu('Contested', 'Edit Client…');
      await ui().quickInput.waitForTitle('Edit Contested (1/2)');
      await ui().quickInput.pick('Name');
      await ui().quickInput.accept();
      await ui().quickInput.waitForTitle('Edit Contested (2/3)');
      await ui().quickInput.type('Ours');
      await ui().quickInput.waitForTitle('Edit Contested (3/3)');
      await suite.call('PUT', `${CLIENTS}/${id}`, { Name: 'Theirs' });
      await ui().quickInput.pick('Save');
      await ui().dialog('Somebody else has changed “Contested” meanwhile.').waitFor();
      await ui().dialog('it was “Contested”, is “Theirs” now, and would become “Ours”').waitFor();
      await ui().screenshot('edit-conflict');
      await ui().pressDialog('Somebody else', 'Cancel');
      await ui().tree.item('Theirs').waitFor();
      assert.equal((await read(`${CLIENTS}/${id}`)).Name, 'Theirs');
    });

    it('reports a deleted client, and removes its row', async () => {
      const id = await newClient(suite, 'Vanishing');
      await suite.call('DELETE', `${CLIENTS}/${id}`);
      await ui().tree.contextMenu('Vanishing', 'Edit Client…');
      await ui().toast('Somebody has deleted this client in the service meanwhile').waitFor();
      await ui().tree.item('Vanishing').waitFor({ state: 'detached' });
      await ui().clearToasts();
    });

    it('changes roles, and asks before making a client administrator', async () => {
      const id = await newClient(suite, 'With roles');
      const { quickInput, tree } = ui();
      await tree.contextMenu('With roles', 'Manage Roles…');
      await quickInput.waitForTitle('Roles of With roles');
      await quickInput.row('Tenant Member').getByRole('checkbox', { checked: true }).waitFor();
      await quickInput.pick('Tenant Administrator');
      await quickInput.pick('Tenant Viewer');
      await ui().screenshot('manage-roles');
      await quickInput.accept();
      await ui().dialog('Give “With roles” the role Tenant Administrator?').waitFor();
      await ui().pressDialog('Tenant Administrator?', 'Cancel');
      assert.equal((await read(`${CLIENTS}/${id}`)).RoleIds.length, 1);
      await tree.contextMenu('With roles', 'Manage Roles…');
      await quickInput.waitForTitle('Roles of With roles');
      await quickInput.pick('Tenant Viewer');
      await quickInput.accept();
      const names = async () =>
        (await read(`${CLIENTS}/${id}/Roles`)).map((role: { Name: string }) => role.Name).sort();
      await eventually(async () => assert.deepEqual(await names(), ['Tenant Member', 'Tenant Viewer']));
    });

    it('edits a secret, with a caution when it is made to last longer', async () => {
      const in30Days = new Date(Date.now() + 30 * 86_400_000).toISOString();
      const id = await newClient(suite, 'With a secret', { SecretExpirationDate: in30Days });
      const { quickInput, tree } = ui();
      await tree.expand('With a secret');
      await tree.contextMenu('first', 'Edit Secret…');
      await answer('Edit first', 'renamed', { pick: '1 year' });
      await quickInput.waitForTitle('Edit first (3/3)');
      await quickInput.widget.getByText('Not advised: add a new secret').waitFor();
      await ui().screenshot('edit-secret');
      await quickInput.back();
      await quickInput.waitForTitle('Edit first (2/3)');
      await quickInput.pick('Leave it');
      await quickInput.waitForTitle('Edit first (3/3)');
      await quickInput.pick('Save');
      await tree.item('renamed').waitFor();
      const [secret] = await read(`${CLIENTS}/${id}/Secrets`);
      assert.equal(secret.Description, 'renamed');
      assert.equal(new Date(secret.Expiration).toISOString().slice(0, 19), in30Days.slice(0, 19));
    });

    it('removes a secret, and says when it is the last one that works', async () => {
      const id = await newClient(suite, 'Losing secrets');
      await suite.call('POST', `${CLIENTS}/${id}/Secrets`, { Description: 'second', Expires: false });
      const { tree } = ui();
      await tree.expand('Losing secrets');
      await tree.contextMenu('first', 'Remove Secret…');
      await ui().dialog('Working secrets left: 1.').waitFor();
      await ui().pressDialog('Remove the secret “first” of “Losing secrets”?', 'Remove Secret');
      await tree.item('first').waitFor({ state: 'detached' });
      await tree.contextMenu('second', 'Remove Secret…');
      await ui().dialog('This is its last working secret').waitFor();
      await ui().screenshot('remove-last-secret');
      await ui().pressDialog('last working secret', 'Cancel');
      assert.equal((await read(`${CLIENTS}/${id}/Secrets`)).length, 1);
    });

    it('disables a client, which gets no tokens then, and enables it again', async () => {
      await newClient(suite, 'Switched');
      const { tree } = ui();
      await tree.inlineAction('Switched', 'Add Secret…');
      await answer('Add Secret to Switched', 'kept', undefined, { pick: 'Keep in SecretStorage only' });
      const page = ui().webview();
      await page.getByRole('button', { name: 'Reveal' }).click();
      await eventually(async () =>
        assert.doesNotMatch((await page.locator('#secret').textContent()) ?? '•', /•/),
      );
      const secret = (await page.locator('#secret').textContent()) ?? '';
      const id = (await page.locator('#clientId').textContent()) ?? '';
      assert.match(await clientToken(suite.tenant, id, secret), /^eyJ/);
      await tree.contextMenu('Switched', 'Disable Client…');
      await ui().dialog('It gets no more tokens until it is enabled again.').waitFor();
      await ui().pressDialog('Disable “Switched”?', 'Disable Client');
      await described(tree.item('Switched'), 'disabled');
      await assert.rejects(clientToken(suite.tenant, id, secret));
      await tree.contextMenu('Switched', 'Enable Client');
      await described(tree.item('Switched'), /^2 secrets/);
      assert.match(await clientToken(suite.tenant, id, secret), /^eyJ/);
    });

    it('shows a name with link syntax as text, which runs no command', async () => {
      const name = '[Mend it](command:workbench.action.toggleSidebarVisibility)';
      await newClient(suite, name);
      const { tree, quickInput } = ui();
      await tree.inlineAction(name, 'Add Secret…');
      await answer(`Add Secret to ${name}`, 'kept', undefined, { pick: 'Keep in SecretStorage only' });
      await ui().webview().getByRole('heading', { name }).waitFor();
      await ui().closeAllEditors();
      await run('Verify');
      await quickInput.waitForTitle('Which');
      await quickInput.pick(name);
      const toast = ui().toast('Mend it');
      await toast.waitFor();
      await ui().screenshot('name-like-a-link');
      assert.equal(await toast.locator('a', { hasText: 'Mend it' }).count(), 0);
      await ui().clearToasts();
    });

    it('duplicates a client with its settings, under a new name', async () => {
      const roles = await read('/Roles');
      await newClient(suite, 'Original', {
        AccessTokenLifetime: 300,
        RoleIds: roles
          .filter((role: { Name: string }) => /^Tenant (Member|Viewer)/.test(role.Name))
          .map((role: { Id: string }) => role.Id),
      });
      await ui().tree.contextMenu('Original', 'Duplicate Client…');
      await answer('Duplicate Original', undefined, undefined, { pick: 'Keep in SecretStorage only' });
      await ui().webview().getByRole('heading', { name: 'Original (copy)' }).waitFor();
      await ui().tree.item('Original (copy)').waitFor();
      const all = await read(`${CLIENTS}?count=1000`);
      const copy = all.find((client: { Name: string }) => client.Name === 'Original (copy)');
      assert.deepEqual([copy.AccessTokenLifetime, copy.RoleIds.length], [300, 2]);
    });

    it('removes a client, after saying what goes with it', async () => {
      const id = await newClient(suite, 'Doomed');
      const { tree } = ui();
      await tree.contextMenu('Doomed', 'Remove Client…');
      await ui().dialog('Remove “Doomed”?').waitFor();
      await ui().dialog('1 working secret is deleted with it.').waitFor();
      await ui().screenshot('remove-client');
      await ui().pressDialog('Remove “Doomed”?', 'Cancel');
      assert.equal((await suite.call('GET', `${CLIENTS}/${id}`)).status, 200);
      await tree.contextMenu('Doomed', 'Remove Client…');
      await ui().pressDialog('Remove “Doomed”?', 'Remove Client');
      await tree.item('Doomed').waitFor({ state: 'detached' });
      assert.equal((await suite.call('GET', `${CLIENTS}/${id}`)).status, 404);
    });

    it('warns before removing its own client', async () => {
      await ui().tree.contextMenu('Local administrator', 'Remove Client…');
      await ui().dialog('This connection itself signs in with it').waitFor();
      await ui().pressDialog('Remove “Local administrator”?', 'Cancel');
    });

    it('changes several clients at once, and copies their ids', async () => {
      const names = ['Many 1', 'Many 2', 'Many 3'];
      const ids: string[] = [];
      for (const name of names) ids.push(await newClient(suite, name));
      const { tree } = ui();
      // a plain click would also open the node
      for (const name of names) await tree.item(name).click({ modifiers: ['ControlOrMeta'] });
      await tree.contextMenu('Many 2', 'Copy Client Id');
      await eventually(async () => assert.deepEqual((await ui().clipboardText()).split('\n'), ids));
      await tree.contextMenu('Many 2', 'Disable Client…');
      await ui().dialog('Disable 3 clients?').waitFor();
      await ui().screenshot('disable-several');
      await ui().pressDialog('Disable 3 clients?', 'Disable 3 Clients');
      for (const name of names) await described(tree.item(name), 'disabled');
      // Another user deletes one first: that counts as removed.
      await suite.call('DELETE', `${CLIENTS}/${ids[0]}`);
      await tree.contextMenu('Many 2', 'Remove Client…');
      await ui().pressDialog('Remove 3 clients?', 'Remove 3 Clients');
      for (const name of names) await tree.item(name).waitFor({ state: 'detached' });
      for (const id of ids) assert.equal((await suite.call('GET', `${CLIENTS}/${id}`)).status, 404);
    });

    it('filters over all clients, sorts them, and shows all again', async () => {
      await newClient(suite, 'Needle 10');
      await newClient(suite, 'Needle 9');
      const { quickInput, tree, page } = ui();
      await run('Filter Clients…');
      await quickInput.waitForTitle('Filter Clients');
      await quickInput.type('needle');
      await page.getByText('Filter: “needle”').waitFor();
      await described(tree.item('Client-Credentials'), /^2 of \d+$/);
      const clients = async () => (await tree.labels()).filter(label => label.startsWith('Needle'));
      assert.deepEqual(await clients(), ['Needle 10', 'Needle 9']);
      await run('Sort Clients…');
      await quickInput.pick('By name');
      await page.getByText('Filter: “needle” · sorted by name').waitFor();
      await eventually(async () => assert.deepEqual(await clients(), ['Needle 9', 'Needle 10']));
      await ui().screenshot('filtered');
      await run('Clear Filter');
      await tree.item('Local administrator').waitFor();
      await run('Sort Clients…');
      await quickInput.pick('As the service lists them');
      await page.getByText('sorted by name').waitFor({ state: 'detached' });
    });
  });
