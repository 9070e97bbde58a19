import * as l10n from '@vscode/l10n';
import { type RemovalEffect, removalEffect } from '../../../credentials/removal.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { chooseSecret } from '../../core/pickers/chooseClients.ts';
import { confirmOn } from '../../core/pickers/confirmOn.ts';
import { forEachAtOnce, reportFailures } from '../../platform/progress/forEachAtOnce.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import type { SecretNode } from '../../vocabulary/clientsNode.ts';
import type { ChosenNodes } from '../../vocabulary/commandArguments.ts';
import { factsOf, isOwn } from './removalFacts.ts';
import { secretRemovalInWords, secretsRemovalInWords } from './removalWords.ts';

/** A secret with what its removal does. */
interface Removal {
  readonly node: SecretNode;
  readonly effect: RemovalEffect;
}

/** Runs *Remove Secret*, for one or for all that are selected. */
export async function removeSecrets(core: Core, { node, selected }: ChosenNodes): Promise<void> {
  const several = selected.filter(each => each.kind === 'secret');
  if (several.length > 1) return removeSeveral(core, several);
  const chosen = await chooseSecret(core, node);
  if (!chosen) return;
  const removal = await readRemoval(core, chosen);
  const name = nameOf(chosen);
  const confirmed = await confirmOn([chosen.connection.name], {
    message: l10n.t('Delete the secret “{0}” of “{1}”?', name, chosen.client.name),
    detail: secretRemovalInWords(removal.effect, isOwn(chosen), core.hosts.name),
    button: l10n.t('Delete Secret'),
  });
  if (!confirmed) return;
  await withDelayedProgress(l10n.t('Deleting “{0}”…', name), signal => remove(core, removal, signal));
  await tellOf(core, [chosen]);
}

async function removeSeveral(core: Core, nodes: readonly SecretNode[]): Promise<void> {
  const removals = await withDelayedProgress(l10n.t('Reading…'), () =>
    Promise.all(nodes.map(node => readRemoval(core, node))),
  );
  const connections = nodes.map(({ connection }) => connection.name);
  const confirmed = await confirmOn(connections, {
    message: l10n.t('Delete {0} secrets?', nodes.length),
    detail: secretsRemovalInWords(
      nodes.map(fullNameOf),
      removals.map(({ effect }) => effect),
      core.hosts.name,
    ),
    button: l10n.t('Delete {0} Secrets', nodes.length),
  });
  if (!confirmed) return;
  try {
    const title = l10n.t('Deleting {0} secrets…', nodes.length);
    const outcome = await forEachAtOnce(title, removals, (each, signal) => remove(core, each, signal));
    await reportFailures(outcome, ({ node }) => fullNameOf(node));
  } finally {
    await tellOf(core, nodes);
  }
}

async function readRemoval(core: Core, node: SecretNode): Promise<Removal> {
  const { connection, client, secret } = node;
  const service = await core.connections.service(connection);
  const secrets = await service.secrets(client.type, client.id);
  return { node, effect: removalEffect({ ...(await factsOf(core, node)), secrets }, secret.id) };
}

async function remove(core: Core, { node, effect }: Removal, signal: AbortSignal): Promise<void> {
  const { connection, client, secret } = node;
  const service = await core.connections.service(connection);
  await service.deleteSecret(client.type, client.id, secret.id, { signal }).catch(unlessGone);
  for (const kept of effect.kept) await core.keptSecrets.forget(kept);
}

async function tellOf(core: Core, nodes: readonly SecretNode[]): Promise<void> {
  const clients = new Map(nodes.map(each => [`${each.connection.name}\n${each.client.id}`, each]));
  for (const { connection, client } of clients.values())
    await core.tell({ kind: 'client', connection, type: client.type, clientId: client.id });
}

const nameOf = ({ secret }: SecretNode): string => secret.description || l10n.t('Secret {0}', secret.id);

const fullNameOf = (node: SecretNode): string => `${node.client.name} · ${nameOf(node)}`;
