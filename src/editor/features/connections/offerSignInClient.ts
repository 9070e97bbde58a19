import * as l10n from '@vscode/l10n';
import { isRegional } from '../../../credentials/connections/checks/testConnection.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { Core } from '../../core/core.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { createSignInClient } from './createSignInClient.ts';

/**
 * Offers a client for the browser to a user whose new connection signs in as a client that can create one. Offers nothing
 * where the role or the address doesn't allow it, or where the user already signs in in the browser. Never rejects.
 */
export async function offerSignInClient(core: Core, connection: Connection): Promise<void> {
  if (!(await canCreateClients(core, connection))) return;
  const create = l10n.t('Create Client…');
  const chosen = await safeWindow.showInformationMessage(
    l10n.t(
      '“{0}” is signed in as a Tenant Administrator. It can create an Authorization Code client, with which you sign in through the browser with your own account. You can also do this later with Edit Connection….',
      connection.name,
    ),
    create,
  );
  if (chosen === create) await core.run(() => createSignInClient(core, connection));
}

async function canCreateClients(core: Core, connection: Connection): Promise<boolean> {
  const { kind, resource, tenantId, signIn } = connection;
  if (kind !== 'service' || signIn.method !== 'client' || isRegional(resource)) return false;
  const isInBrowser = (each: Connection) =>
    each.signIn.method === 'browser' && each.resource === resource && isSameId(each.tenantId, tenantId);
  if (core.connections.all().some(isInBrowser)) return false;
  try {
    return (await core.signInAccess.isAdministrator(connection)) === true;
  } catch (error) {
    // The views say what is wrong with the connection.
    core.log.error(error);
    return false;
  }
}
