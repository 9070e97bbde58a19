import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError, type Orphan } from '../../../credentials/credentialsError.ts';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import { issueCredential } from '../../../credentials/issuing/issueCredential.ts';
import type { IssueOrder, NewClientOrder } from '../../../credentials/issuing/issueOrder.ts';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { TypeWithSecrets } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import { machineParts } from '../../core/operations/machineParts.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';

/** Where something is issued: a new client of a type, or a secret of a client. */
export interface IssuedFor {
  readonly service: IdentityService;
  readonly connection: Connection;
  readonly type: TypeWithSecrets;
  /** Of the client (GUID). */
  readonly id: string;
  readonly name: string;
  /** Of the new secret. */
  readonly description: string;
  /** Of the new secret; missing when it never expires. */
  readonly expiresAt?: Date;
  /** Of the new client; missing for a secret of a client that exists. */
  readonly properties?: NewClientOrder['properties'];
  /** What a file would get, but for the secret. */
  readonly values: PlainValues;
}

/**
 * Issues a credential to its end: asks about the destination, writes down what is under way, has the service do it,
 * keeps, writes, verifies and shows it.
 *
 * @throws what the service answers, unless something was created; then the result view says it.
 */
export async function issueAndShow(
  core: Core,
  { service, connection, type, id, name, description, expiresAt, properties, values }: IssuedFor,
  destination: Destination,
  { title, progress }: { readonly title: string; readonly progress: string },
): Promise<void> {
  // Asked before anything is sent: cancelling now costs nothing.
  const confirmed = await core.delivery.confirm({ destination, values, title });
  if (!confirmed) return;
  const secret = {
    id: randomUUID(),
    client: { type, id, name },
    description,
    destination: confirmed,
    expiresAt,
    ...currentAddress(core, connection),
  };
  const order: IssueOrder = properties
    ? { ...secret, kind: 'createClient', properties }
    : { ...secret, kind: 'addSecret' };
  const parts = { ...machineParts(core), service };
  try {
    const outcome = await withDelayedProgress(progress, signal => issueCredential(order, parts, signal));
    for (const error of [outcome.keepError, outcome.deliveryError]) {
      if (error !== undefined) core.log.error(error);
    }
    await core.resultView.showOutcome(outcome);
  } catch (error) {
    if (!(error instanceof CredentialsError) || error.code !== 'answerLost' || !error.orphan) throw error;
    core.log.error(error);
    await offerRemoval(core, service, error, error.orphan, order);
  } finally {
    // Also after a failure: the service may have done more than it said.
    if (properties) await core.tell({ kind: 'clients', connection, type });
    else await core.tell({ kind: 'client', connection, type, clientId: id });
  }
}

/** Offers to delete what the service created if its value is lost. */
async function offerRemoval(
  core: Core,
  service: IdentityService,
  error: CredentialsError,
  { type, clientId, secretId }: Orphan,
  operation: Pick<Operation, 'id'>,
): Promise<void> {
  const remove = secretId === undefined ? l10n.t('Delete Client') : l10n.t('Delete Secret');
  const chosen = await safeWindow.showErrorMessage(errorInWords(error).text, remove);
  if (chosen !== remove) return;
  if (secretId === undefined) await service.deleteClient(type, clientId);
  else await service.deleteSecret(type, clientId, secretId);
  // Until then it is in the journal, and the next start asks again.
  await core.journal.end(operation);
  await core.tell({ kind: 'everything' });
}

/** Reads the connection again under its name: opening its service may have changed its address. */
function currentAddress(core: Core, connection: Connection) {
  const current = core.connections.ofWorkspace().find(({ name }) => name === connection.name) ?? connection;
  return { resource: current.resource, tenantId: current.tenantId };
}
