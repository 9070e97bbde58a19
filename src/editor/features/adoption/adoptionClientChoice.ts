import * as l10n from '@vscode/l10n';
import {
  type ClientHints,
  findClient,
  fittingConnections,
  type ReachedClient,
} from '../../../credentials/adoption/adoptionClient.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { hasSecrets, TYPES_WITH_SECRETS } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import { pickClient } from '../../core/pickers/pickClient.ts';
import { pickConnection } from '../../core/pickers/pickConnection.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { AdoptableNode } from '../../vocabulary/commandArguments.ts';

/** Returns the client of a secret: the one that the command was run on, else that of the file, else the one that the user picks. */
export async function clientOfSource(
  core: Core,
  node: AdoptableNode | undefined,
  hints: ClientHints,
): Promise<ReachedClient | undefined> {
  const reached =
    node?.kind === 'client' || node?.kind === 'secret'
      ? { connection: node.connection, client: node.client }
      : await find(core, hints);
  if (!reached || hasSecrets(reached.client.type)) return reached;
  return refuse(l10n.t('“{0}” is a client without secrets. Nothing was saved.', reached.client.name));
}

async function find(core: Core, hints: ClientHints): Promise<ReachedClient | undefined> {
  const { connections } = core;
  if (connections.all().length === 0) {
    await core.connecting.addConnection();
    return undefined;
  }
  const ofWorkspace = fittingConnections(connections.ofWorkspace(), hints);
  const fitting = ofWorkspace.length > 0 ? ofWorkspace : fittingConnections(connections.all(), hints);
  if (fitting.length === 0) return offerConnection(core, hints);
  if (hints.clientId === undefined)
    return pickClient({ ofWorkspace: () => fitting, service: connections.service }, TYPES_WITH_SECRETS);
  return findById(core, hints.clientId, fitting);
}

async function findById(
  { connections }: Core,
  clientId: string,
  fitting: readonly Connection[],
): Promise<ReachedClient | undefined> {
  const { found, error } = await withDelayedProgress(l10n.t('Looking for the client…'), signal =>
    untilCancelled(signal, findClient(clientId, fitting, connections.service)),
  );
  if (found.length === 0 && error) throw error;
  if (found.length === 0)
    return refuse(l10n.t('No connection has a client with the id {0}. Nothing was saved.', clientId));
  const connection = await pickConnection(found.map(each => each.connection));
  return found.find(each => each.connection === connection);
}

function offerConnection(core: Core, { tenantId = '' }: ClientHints): undefined {
  const add = l10n.t('Add Connection…');
  const text = l10n.t('No connection reaches the tenant {0}. Nothing was saved.', tenantId);
  void safeWindow.showWarningMessage(text, add).then(async chosen => {
    if (chosen === add) await core.run(() => core.connecting.addConnection());
  });
}

function refuse(reason: string): undefined {
  void safeWindow.showWarningMessage(reason);
}
