import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../../credentials/connections/connection.ts';
import { CredentialsError, type Orphan } from '../../credentials/credentialsError.ts';
import { API_VERSION } from '../../credentials/delivery/deliverCredential.ts';
import type { Destination } from '../../credentials/delivery/destination.ts';
import { type IssueOutcome, issueCredential } from '../../credentials/issuing/issueCredential.ts';
import type { IssueOrder, NewClientOrder } from '../../credentials/issuing/issueOrder.ts';
import type { Operation } from '../../credentials/operations/operation.ts';
import type { OperationJournal } from '../../credentials/operations/operationJournal.ts';
import type { KeptSecrets } from '../../credentials/records/keptSecrets.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../projectFiles/shapes/field.ts';
import type { IdentityService } from '../../service/identityService.ts';
import type { TypeWithSecrets } from '../../service/model/clientTypes.ts';
import type { ClientsModel } from '../clientsTree/clientsModel.ts';
import { type ConfirmationParts, confirmNewDestination } from '../destinations/confirmDestination.ts';
import type { EditorDeliveryParts } from '../destinations/deliverAndRemember.ts';
import { errorInWords } from '../messages.ts';
import { withDelayedProgress } from '../progress/withDelayedProgress.ts';
import type { ShownClient } from '../resultView/showCredential.ts';
import { machineParts, type RotationCommandParts } from '../rotation/rotationParts.ts';
import { safeWindow } from '../window/safeWindow.ts';

/** What the commands that issue credentials work with. */
export interface IssueCommandParts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly keptSecrets: KeptSecrets;
  readonly delivery: EditorDeliveryParts & ConfirmationParts;
  readonly targets: (values: PlainValues) => Promise<readonly ProjectTarget[]>;
  readonly journal: OperationJournal;
  readonly now: () => Date;
  readonly rotation: RotationCommandParts;
  /** Opens the result view. */
  readonly showOutcome: (outcome: IssueOutcome) => Promise<void>;
  /** Has the views show what has changed. */
  readonly refresh: () => void;
  /** Logs what went wrong after the service had answered; the result view shows it. */
  readonly logError: (error: unknown) => void;
  /** Opens the result view for a client of a type that has no secrets. */
  readonly showPublicClient: (client: ShownClient) => void;
  readonly model: Pick<ClientsModel, 'reloadType' | 'reloadClient'>;
  /** Runs *Add Connection*, when there is none yet. */
  readonly addConnection: () => Promise<void>;
}

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
  /** What a new client is to be; missing for a secret of a client that is there. */
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
  parts: IssueCommandParts,
  { service, connection, type, id, name, description, expiresAt, properties, values }: IssuedFor,
  destination: Destination,
  { title, progress }: { readonly title: string; readonly progress: string },
): Promise<void> {
  // asked before anything is sent: calling it off now costs nothing
  const confirmed = await confirmNewDestination({ destination, values, title }, parts.delivery);
  if (!confirmed) return;
  const secret = {
    ...{ id: randomUUID(), client: { type, id, name }, description, expiresAt, destination: confirmed },
    ...(await reachedBy(parts, connection)),
  };
  const order: IssueOrder = properties
    ? { ...secret, kind: 'createClient', properties }
    : { ...secret, kind: 'addSecret' };
  const work = { ...machineParts(parts.rotation), service };
  try {
    const outcome = await withDelayedProgress(progress, signal => issueCredential(order, work, signal));
    for (const error of [outcome.keepError, outcome.deliveryError]) {
      if (error !== undefined) parts.logError(error);
    }
    await parts.showOutcome(outcome);
  } catch (error) {
    if (!(error instanceof CredentialsError) || error.code !== 'answerLost' || !error.orphan) throw error;
    parts.logError(error);
    await offerRemoval(parts, service, error, error.orphan, order);
  } finally {
    // also after a failure: what the service did may not be what it said
    if (properties) await parts.model.reloadType(connection, type);
    else await parts.model.reloadClient(connection, type, id);
  }
}

/** Offers to delete what the service created and whose value nobody knows. */
async function offerRemoval(
  parts: IssueCommandParts,
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
  // until then the journal has it, and the next start asks again
  await parts.journal.end(operation);
  parts.refresh();
}

/** Reads the connection again under its name: opening its service may have changed its address. */
async function reachedBy(parts: IssueCommandParts, connection: Connection) {
  const current = parts.connections().find(({ name }) => name === connection.name) ?? connection;
  return { resource: current.resource, tenantId: current.tenantId };
}

/** The values of a credential that are no secret. */
export const plainValues = ({ resource, tenantId }: Connection, clientId: string) => ({
  resource,
  tenantId,
  clientId,
  apiVersion: API_VERSION,
});
