import * as l10n from '@vscode/l10n';
import { removalEffect } from '../../../credentials/removal.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { chooseClients } from '../../core/pickers/chooseClients.ts';
import { keptOf } from '../../core/pickers/chooseKept.ts';
import { confirmOn } from '../../core/pickers/confirmOn.ts';
import { forEachAtOnce, reportFailures } from '../../platform/progress/forEachAtOnce.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import type { ChosenNodes } from '../../vocabulary/commandArguments.ts';
import { factsOf, hostsOf, isOwn } from './removalFacts.ts';
import { clientRemovalInWords, disablingInWords, severalInWords } from './removalWords.ts';

/** Runs *Remove Client*, for one or for all that are selected. */
export async function removeClients(core: Core, chosen: ChosenNodes): Promise<void> {
  const nodes = await chooseClients(core, chosen);
  const [only, ...others] = nodes;
  if (!only) return;
  const confirmed =
    others.length === 0
      ? await confirmRemoval(core, only)
      : await confirmOn(connectionsOf(nodes), {
          message: l10n.t('Delete {0} clients?', nodes.length),
          detail: severalInWords(names(nodes), nodes.find(isOwn)?.client.name, await hostsOf(core, nodes)),
          button: l10n.t('Delete {0} Clients', nodes.length),
        });
  if (!confirmed) return;
  const title =
    others.length === 0
      ? l10n.t('Deleting “{0}”…', only.client.name)
      : l10n.t('Deleting {0} clients…', nodes.length);
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
      ? await confirmOn(connectionsOf(nodes), {
          message: l10n.t('Disable “{0}”?', only.client.name),
          detail: disablingInWords(isOwn(only)),
          button: l10n.t('Disable Client'),
        })
      : await confirmOn(connectionsOf(nodes), {
          message: l10n.t('Disable {0} clients?', nodes.length),
          detail: severalInWords(names(nodes), nodes.find(isOwn)?.client.name, await hostsOf(core, nodes)),
          button: l10n.t('Disable {0} Clients', nodes.length),
        });
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
  return confirmOn([connection.name], {
    message: l10n.t('Delete “{0}”?', client.name),
    detail: clientRemovalInWords(client, effect, isOwn(node), core.hosts.name),
    button: l10n.t('Delete Client'),
  });
}

const names = (nodes: readonly ClientNode[]) => nodes.map(({ client }) => client.name);

const connectionsOf = (nodes: readonly ClientNode[]) => nodes.map(({ connection }) => connection.name);
