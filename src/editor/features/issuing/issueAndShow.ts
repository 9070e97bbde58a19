import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError, type Orphan } from '../../../credentials/credentialsError.ts';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import { issueCredential } from '../../../credentials/issuing/issueCredential.ts';
import type { IssueOrder, NewClientOrder } from '../../../credentials/issuing/issueOrder.ts';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { OperationParts } from '../../../credentials/operations/operationParts.ts';
import { finishOperation } from '../../../credentials/operations/resumeOperation.ts';
import { secretOf } from '../../../credentials/records/references.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { TypeWithSecrets } from '../../../service/model/clientTypes.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { machineParts } from '../../core/operations/machineParts.ts';
import { connectionNames, messageOn } from '../../core/pickers/confirmOn.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';

/** The ids under which something is issued, so that another attempt finds what the one before has created. */
export interface IssueIds {
  /** GUID of the operation. */
  readonly operationId: string;
  /** GUID. */
  readonly clientId: string;
  /** How often it has been tried. */
  attempts: number;
}

/** Chooses the ids of what is issued. */
export const newIds = (clientId: string = randomUUID()): IssueIds => ({
  operationId: randomUUID(),
  clientId,
  attempts: 0,
});

/** Where something is issued: a new client of a type, or a secret of a client. */
export interface IssuedFor {
  readonly service: IdentityService;
  readonly connection: Connection;
  readonly type: TypeWithSecrets;
  readonly ids: IssueIds;
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
 * keeps, writes, verifies and shows it. Called again with the same ids after a failure, it first finds out what the attempt
 * before has created. Resolves with `again` when the user has deleted that, and wants another.
 *
 * @throws what the service answers, unless something was created; then the result view says it.
 */
export async function issueAndShow(
  core: Core,
  of: IssuedFor,
  destination: Destination,
  { title, progress }: { readonly title: string; readonly progress: string },
): Promise<'again' | undefined> {
  const { service, connection, type, ids, properties, values } = of;
  ids.attempts += 1;
  const parts = { ...machineParts(core), service };
  try {
    if (await finishEarlier(core, of, parts, progress)) return undefined;
    // Asked before anything is sent: cancelling now costs nothing.
    const confirmed = await core.delivery.confirm({ destination, values, title });
    if (!confirmed) return undefined;
    const order = orderOf(core, of, confirmed);
    const outcome = await withDelayedProgress(progress, signal =>
      issueCredential(order, parts, signal).catch(error => throwUnlessLost(error, of)),
    );
    for (const error of [outcome.keepError, outcome.deliveryError]) {
      if (error !== undefined) core.log.error(error);
    }
    await core.resultView.showOutcome(outcome);
    return undefined;
  } catch (error) {
    if (!(error instanceof CredentialsError) || error.code !== 'answerLost' || !error.orphan) throw error;
    core.log.error(error);
    const operation = { id: ids.operationId, tenantId: connection.tenantId };
    return await offerRemoval(core, service, error, error.orphan, operation);
  } finally {
    // Also after a failure: the service may have done more than it said.
    if (properties) await core.tell({ kind: 'clients', connection, type, added: ids.clientId });
    else await core.tell({ kind: 'client', connection, type, clientId: ids.clientId });
  }
}

function orderOf(core: Core, of: IssuedFor, destination: IssueOrder['destination']): IssueOrder {
  const { connection, type, ids, name, description, expiresAt, properties } = of;
  const secret = {
    id: ids.operationId,
    client: { type, id: ids.clientId, name },
    description,
    destination,
    expiresAt,
    ...currentAddress(core, connection),
  };
  return properties ? { ...secret, kind: 'createClient', properties } : { ...secret, kind: 'addSecret' };
}

/**
 * Finds out what an attempt before has created, if that is not known yet. Returns whether its secret is saved, and shown.
 * Rejects with `answerLost` when the secret is lost.
 */
async function finishEarlier(
  core: Core,
  { ids }: IssuedFor,
  parts: OperationParts,
  progress: string,
): Promise<boolean> {
  const earlier = await core.journal.get(ids.operationId);
  if (!earlier) return false;
  const { operation } = await withDelayedProgress(progress, signal =>
    finishOperation(earlier, parts, signal),
  );
  if (operation.newSecretId === undefined) return false;
  const reference = secretOf(operation, operation.newSecretId);
  const kept = await core.keptSecrets.record(reference);
  const secret = await core.keptSecrets.value(reference);
  if (kept && secret) await core.resultView.showKept({ ...kept, secret }, kept);
  return true;
}

/** Rejects with `answerLost` when a new client is refused because the attempt before has created it. */
async function throwUnlessLost(
  error: unknown,
  { service, type, ids, properties }: IssuedFor,
): Promise<never> {
  const isTaken = error instanceof ServiceError && error.code === 'conflict';
  if (!isTaken || !properties || ids.attempts === 1) throw error;
  const { clientId } = ids;
  if (!(await service.client(type, clientId).catch(unlessGone))) throw error;
  throw new CredentialsError('answerLost', { cause: error, orphan: { type, clientId } });
}

/** Offers to delete what the service created if its value is lost. */
async function offerRemoval(
  core: Core,
  service: IdentityService,
  error: CredentialsError,
  { type, clientId, secretId }: Orphan,
  operation: Pick<Operation, 'id' | 'tenantId'>,
): Promise<'again' | undefined> {
  const again = l10n.t('Delete and Try Again');
  const remove = secretId === undefined ? l10n.t('Delete Client') : l10n.t('Delete Secret');
  const names = connectionNames(core.connections, operation.tenantId);
  const text = messageOn(names, errorInWords(error).text);
  const chosen = await safeWindow.showErrorMessage(text, again, remove);
  if (chosen !== again && chosen !== remove) return undefined;
  if (secretId === undefined) await service.deleteClient(type, clientId);
  else await service.deleteSecret(type, clientId, secretId);
  // Until then it is in the journal, and the next start asks again.
  await core.journal.end(operation);
  await core.tell({ kind: 'everything' });
  return chosen === again ? 'again' : undefined;
}

/** Reads the connection again under its name: opening its service may have changed its address. */
function currentAddress(core: Core, connection: Connection) {
  const current = core.connections.ofWorkspace().find(({ name }) => name === connection.name) ?? connection;
  return { resource: current.resource, tenantId: current.tenantId };
}
