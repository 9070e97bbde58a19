import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { Client, ClientChanges } from '../../../service/model/client.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import type { Core } from '../../core/core.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { mayOverwrite } from './changeQuestions.ts';

/** Saves changes of a client, unless someone else has changed the same and the user leaves that as it is. */
export async function saveClient(
  service: IdentityService,
  chosen: ClientNode,
  before: Client,
  changes: ClientChanges,
): Promise<void> {
  const { type, id } = before;
  const now = await readVisibly(signal => service.client(type, id, { signal }));
  if (!(await mayOverwrite(chosen, before, now, changes))) return;
  await withDelayedProgress(l10n.t('Saving “{0}”…', before.name), signal =>
    service.updateClient(type, id, changes, { signal }),
  );
}

/** Reads something, with progress if it takes a while. */
export const readVisibly = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  withDelayedProgress(l10n.t('Reading…'), task);

/** Changes a client, and shows it in the tree as it is afterwards, even if someone else has deleted it. */
export async function changeClient(
  core: Core,
  { connection, client }: ClientNode,
  change: (service: IdentityService) => Promise<void>,
): Promise<void> {
  const service = await core.connections.service(connection);
  try {
    await change(service);
  } catch (error) {
    throwClientGone(error);
  } finally {
    await core.tell({ kind: 'client', connection, type: client.type, clientId: client.id });
  }
}

/** Throws `clientGone` in place of the service's answer that a client isn't found, and every other error as it is. */
export function throwClientGone(error: unknown): never {
  const isGone = error instanceof ServiceError && error.code === 'notFound';
  throw isGone ? new CredentialsError('clientGone', { cause: error }) : error;
}
