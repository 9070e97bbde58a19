import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { DeliverableCredential } from '../../../credentials/delivery/deliverCredential.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { isSameClient } from '../../../credentials/records/sameId.ts';
import { usableSecret } from '../../../credentials/records/usableSecret.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import type { Core } from '../core.ts';
import { pickKept } from './pickKept.ts';

/** Returns the saved secrets of a node's client. */
export async function keptOf(
  { keptSecrets }: Pick<Core, 'keptSecrets'>,
  { connection, client }: Pick<ClientNode | SecretNode, 'connection' | 'client'>,
): Promise<readonly KeptSecret[]> {
  const all = await keptSecrets.all();
  return all.filter(kept => isSameClient(kept, { tenantId: connection.tenantId, clientId: client.id }));
}

/** Returns a saved secret: the node's, else the newest of the node's client, else the one that the user picks. */
export async function chooseKept(core: Core, node?: ClientsNode): Promise<KeptSecret | undefined> {
  if (node?.kind === 'secret') {
    return (await keptOf(core, node)).find(({ secretId }) => secretId === node.secret.id);
  }
  if (node?.kind === 'client') return usableSecret(await keptOf(core, node), core.now());
  return pickKept(await core.keptSecrets.all(), core.now());
}

/** Reads a saved secret, with the current address of its tenant. Rejects with `notKept` if its value is missing. */
export async function credentialOf(core: Core, kept: KeptSecret): Promise<DeliverableCredential> {
  const secret = await core.keptSecrets.value(kept);
  if (!secret) throw new CredentialsError('notKept');
  return { ...kept, resource: core.connections.resourceOf(kept.tenantId) ?? kept.resource, secret };
}

/** Reports that no secret of a client is saved here, and offers to add one. */
export async function offerSecret(core: Core, node: ClientsNode): Promise<void> {
  const add = l10n.t('Add Secret…');
  const chosen = await safeWindow.showInformationMessage(
    l10n.t('No secret of this client is kept on this machine, and the service never shows one again.'),
    add,
  );
  if (chosen === add) await core.issuing.addSecret(node);
}

/**
 * Returns the credential of a saved secret. If the client has none on this machine, offers to add one; returns `undefined`
 * then and if the user cancels.
 */
export async function chooseCredential(
  core: Core,
  node?: ClientsNode,
): Promise<DeliverableCredential | undefined> {
  const kept = await chooseKept(core, node);
  if (kept) return credentialOf(core, kept);
  if (node?.kind === 'client') await offerSecret(core, node);
  return undefined;
}
