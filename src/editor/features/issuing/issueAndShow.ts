import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError, type Orphan } from '../../../credentials/credentialsError.ts';
import {
  API_VERSION,
  type DeliverableCredential,
  type Delivered,
} from '../../../credentials/delivery/deliverCredential.ts';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import {
  type CredentialOrder,
  type IssueOutcome,
  issueCredential,
} from '../../../credentials/issuing/issueCredential.ts';
import { journaledIssue } from '../../../credentials/operations/journaledIssue.ts';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { OperationJournal } from '../../../credentials/operations/operationJournal.ts';
import type { KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { TypeWithSecrets } from '../../../service/model/clientTypes.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import type { ClientsModel } from '../clients/clientsModel.ts';
import { type ConfirmationParts, confirmNewDestination } from '../delivery/confirmDestination.ts';
import { deliverAndRemember, type EditorDeliveryParts } from '../delivery/deliverAndRemember.ts';
import type { ShownClient } from '../resultView/showCredential.ts';

/** What the commands that issue credentials work with. */
export interface IssueCommandParts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly keptSecrets: KeptSecrets;
  readonly delivery: EditorDeliveryParts & ConfirmationParts;
  readonly targets: (values: PlainValues) => Promise<readonly ProjectTarget[]>;
  readonly journal: OperationJournal;
  readonly now: () => Date;
  readonly redact: (secret: SecretText) => void;
  /** Opens the result view. */
  readonly showOutcome: (outcome: IssueOutcome<Delivered | undefined>) => Promise<void>;
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
  readonly kind: 'createClient' | 'addSecret';
  readonly type: TypeWithSecrets;
  /** Of the client (GUID). */
  readonly id: string;
  readonly name: string;
  /** Of the new secret. */
  readonly description: string;
  /** Of the new secret; missing when it never expires. */
  readonly expiresAt?: Date;
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
  { service, connection, kind, type, id, name, description, expiresAt, values }: IssuedFor,
  order: CredentialOrder,
  destination: Destination,
  { title, progress }: { readonly title: string; readonly progress: string },
): Promise<void> {
  // asked before anything is sent: calling it off now costs nothing
  const confirmed = await confirmNewDestination({ destination, values, title }, parts.delivery);
  if (!confirmed) return;
  const operation = {
    ...{ id: randomUUID(), kind, client: { type, id, name }, description, destination: confirmed },
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    ...(await reachedBy(parts, connection)),
  };
  const issueParts = {
    journal: journaledIssue(operation, parts),
    keptSecrets: {
      keep: (kept: Parameters<KeptSecrets['keep']>[0], secret: SecretText) => {
        parts.redact(secret);
        return parts.keptSecrets.keep(kept, secret);
      },
    },
    now: parts.now,
    deliver: (credential: DeliverableCredential) => deliverAndRemember(credential, confirmed, parts.delivery),
  };
  try {
    const outcome = await parts.journal.exclusively(operation, () =>
      withDelayedProgress(progress, signal => issueCredential(order, issueParts, signal)),
    );
    for (const error of [outcome.keepError, outcome.deliveryError]) {
      if (error !== undefined) parts.logError(error);
    }
    await parts.showOutcome(outcome);
  } catch (error) {
    if (!(error instanceof CredentialsError) || error.code !== 'answerLost' || !error.orphan) throw error;
    parts.logError(error);
    await offerRemoval(parts, service, error, error.orphan, operation);
  } finally {
    // also after a failure: what the service did may not be what it said
    if (kind === 'createClient') await parts.model.reloadType(connection, type);
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
export async function reachedBy(parts: IssueCommandParts, connection: Connection) {
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
