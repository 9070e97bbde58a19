import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { ClientIds } from '../../../credentials/records/references.ts';
import { isSameClient, isSameId } from '../../../credentials/records/sameId.ts';
import { removalEffect } from '../../../credentials/removal.ts';
import type { Client } from '../../../service/model/client.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { chooseClients, chooseSecret } from '../../core/pickers/chooseClients.ts';
import { keptOf } from '../../core/pickers/chooseKept.ts';
import { forEachAtOnce, reportFailures } from '../../platform/progress/forEachAtOnce.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientNode, ClientsNode } from '../../vocabulary/clientsNode.ts';
import type { ChosenNodes } from '../../vocabulary/commandArguments.ts';
import {
  clientRemovalInWords,
  disablingInWords,
  secretRemovalInWords,
  severalInWords,
} from './removalWords.ts';

/** Runs *Remove Client*, for one or for all that are selected. */
export async function removeClients(core: Core, chosen: ChosenNodes): Promise<void> {
  const nodes = await chooseClients(core, chosen);
  const [only, ...others] = nodes;
  if (!only) return;
  const confirmed =
    others.length === 0
      ? await confirmRemoval(core, only)
      : await confirm(
          l10n.t('Remove {0} clients?', nodes.length),
          severalInWords(names(nodes), nodes.find(isOwn)?.client.name, await hostsOf(core, nodes)),
          l10n.t('Remove {0} Clients', nodes.length),
        );
  if (!confirmed) return;
  const title =
    others.length === 0
      ? l10n.t('Removing “{0}”…', only.client.name)
      : l10n.t('Removing {0} clients…', nodes.length);
  await changeEach(core, title, nodes, async (node, signal) => {
    const { connection, client } = node;
    const service = await core.connections.service(connection);
    await service.deleteClient(client.type, client.id, { signal }).catch(unlessGone);
    for (const kept of await keptOf(core, node)) await core.keptSecrets.forget(kept);
  });
}

/** Runs *Disable Client*, for one or for all that are selected. */
export async function disableClients(core: Core, chosen: ChosenNodes): Promise<void> {
  const nodes = (await chooseClients(core, chosen)).filter(({ client }) => client.enabled !== false);
  const [only, ...others] = nodes;
  if (!only) return;
  const confirmed =
    others.length === 0
      ? await confirm(
          l10n.t('Disable “{0}”?', only.client.name),
          disablingInWords(isOwn(only)),
          l10n.t('Disable Client'),
        )
      : await confirm(
          l10n.t('Disable {0} clients?', nodes.length),
          severalInWords(names(nodes), nodes.find(isOwn)?.client.name, await hostsOf(core, nodes)),
          l10n.t('Disable {0} Clients', nodes.length),
        );
  if (confirmed) await setEnabled(core, nodes, false);
}

/** Runs *Enable Client*, for one or for all that are selected. */
export async function enableClients(core: Core, chosen: ChosenNodes): Promise<void> {
  await setEnabled(
    core,
    (await chooseClients(core, chosen)).filter(({ client }) => client.enabled !== true),
    true,
  );
}

/** Runs *Remove Secret*. */
export async function removeSecret(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseSecret(core, node);
  if (!chosen) return;
  const { connection, client, secret } = chosen;
  const service = await core.connections.service(connection);
  const secrets = await service.secrets(client.type, client.id);
  const effect = removalEffect({ ...(await factsOf(core, chosen)), secrets }, secret.id);
  const name = secret.description || l10n.t('Secret {0}', secret.id);
  const confirmed = await confirm(
    l10n.t('Remove the secret “{0}” of “{1}”?', name, client.name),
    secretRemovalInWords(effect, isOwn(chosen), core.hosts.name),
    l10n.t('Remove Secret'),
  );
  if (!confirmed) return;
  await withDelayedProgress(l10n.t('Removing “{0}”…', name), signal =>
    service.deleteSecret(client.type, client.id, secret.id, { signal }).catch(unlessGone),
  );
  for (const kept of effect.kept) await core.keptSecrets.forget(kept);
  await core.tell({ kind: 'client', connection, type: client.type, clientId: client.id });
}

async function setEnabled(core: Core, nodes: readonly ClientNode[], enabled: boolean): Promise<void> {
  if (nodes.length === 0) return;
  const title = enabled ? l10n.t('Enabling…') : l10n.t('Disabling…');
  await changeEach(core, title, nodes, async ({ connection, client }, signal) => {
    const service = await core.connections.service(connection);
    await service.updateClient(client.type, client.id, { enabled }, { signal });
  });
}

/** Changes clients one by one or together, and has what changed shown, whatever came of it. */
async function changeEach(
  core: Core,
  title: string,
  nodes: readonly ClientNode[],
  task: (node: ClientNode, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const [only, ...others] = nodes;
  try {
    if (only && others.length === 0) await withDelayedProgress(title, signal => task(only, signal));
    else await reportFailures(await forEachAtOnce(title, nodes, task), ({ client }) => client.name);
  } finally {
    const lists = new Map(
      nodes.map(({ connection, client }) => [`${connection.name}\n${client.type}`, { connection, client }]),
    );
    for (const { connection, client } of lists.values())
      await core.tell({ kind: 'clients', connection, type: client.type });
  }
}

async function confirmRemoval(core: Core, node: ClientNode): Promise<boolean> {
  const { connection, client } = node;
  const service = await core.connections.service(connection);
  const secrets = hasSecrets(client.type)
    ? await service.secrets(client.type, client.id).catch(error => {
        unlessGone(error);
        return [];
      })
    : [];
  const effect = removalEffect({ ...(await factsOf(core, node)), secrets });
  return confirm(
    l10n.t('Remove “{0}”?', client.name),
    clientRemovalInWords(client, effect, isOwn(node), core.hosts.name),
    l10n.t('Remove Client'),
  );
}

type OfClient = { readonly connection: Connection; readonly client: Client };

const names = (nodes: readonly ClientNode[]) => nodes.map(({ client }) => client.name);

const isOwn = ({ connection, client }: OfClient): boolean => isSameId(connection.signIn.clientId, client.id);

async function factsOf(core: Core, of: OfClient) {
  const { connection, client } = of;
  const reference = { tenantId: connection.tenantId, clientId: client.id };
  const [bindings, kept, elsewhere] = await Promise.all([
    core.bindings.ofClient(reference.tenantId, reference.clientId),
    core.keptSecrets.ofClient(reference),
    core.hosts.others(reference),
  ]);
  return { bindings, kept, elsewhere, now: core.now() };
}

/** Finds the other hosts that hold a secret of any of several clients, or may hold it. */
async function hostsOf({ hosts }: Core, nodes: readonly ClientNode[]) {
  const isOurs = (held: ClientIds) =>
    nodes.some(({ connection, client }) =>
      isSameClient(held, { tenantId: connection.tenantId, clientId: client.id }),
    );
  const elsewhere = (await hosts.everything())
    .map(each => ({ ...each, bindings: each.bindings.filter(isOurs), kept: each.kept.filter(isOurs) }))
    .filter(({ bindings, kept, isUnclear }) => isUnclear || bindings.length + kept.length > 0);
  return { elsewhere, ownName: hosts.name };
}

async function confirm(message: string, detail: string, button: string): Promise<boolean> {
  return (await safeWindow.showWarningMessage(message, { modal: true, detail }, button)) === button;
}
