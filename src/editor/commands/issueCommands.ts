import { randomUUID } from 'node:crypto';
import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../credentials/connection.ts';
import { CredentialsError, type Orphan } from '../../credentials/credentialsError.ts';
import {
  type CredentialOrder,
  type IssueOutcome,
  issueCredential,
} from '../../credentials/issueCredential.ts';
import type { KeptSecrets } from '../../credentials/keptSecrets.ts';
import { createPublicClient, newClientOrder } from '../../credentials/newClientOrder.ts';
import { newSecretOrder } from '../../credentials/newSecretOrder.ts';
import type { IdentityService } from '../../service/identityService.ts';
import type { Client } from '../../service/model/client.ts';
import { type ClientType, hasSecrets } from '../../service/model/clientTypes.ts';
import type { SecretText } from '../../service/model/secretText.ts';
import type { ClientsModel } from '../clientsTree/clientsModel.ts';
import type { ClientsNode } from '../clientsTree/clientsNode.ts';
import { connectionOfNode, pickConnection } from '../connections/pickConnection.ts';
import { availableStores } from '../destinations/availableStores.ts';
import { type Delivered, type DeliveryParts, deliverCredential } from '../destinations/deliverCredential.ts';
import type { Destination } from '../destinations/destination.ts';
import { guardDestination } from '../destinations/guardFile.ts';
import { API_VERSION, projectTargets } from '../destinations/projectTargets.ts';
import { errorInWords } from '../messages.ts';
import { withDelayedProgress } from '../progress/withDelayedProgress.ts';
import type { ShownClient } from '../resultView/showCredential.ts';
import { type AddClientContext, addClientSteps, suggestedAnswers } from '../wizards/addClientSteps.ts';
import { addSecretSteps } from '../wizards/addSecretSteps.ts';
import { chosenDestination } from '../wizards/destinationStep.ts';
import { newClientDraft } from '../wizards/newClientDraft.ts';
import { chosenExpiry } from '../wizards/newSecretSteps.ts';
import { quickInput } from '../wizards/quickInput.ts';
import { runWizard } from '../wizards/runWizard.ts';
import { chooseClient } from './chooseClients.ts';

/** What the commands that issue credentials work with. */
export interface IssueCommandParts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly keptSecrets: KeptSecrets;
  readonly delivery: DeliveryParts;
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

/** Runs *Add Client*: asks everything, then creates, keeps, writes and shows. */
export async function addClient(parts: IssueCommandParts, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(parts.connections()));
  if (!connection) return parts.connections().length === 0 ? parts.addConnection() : undefined;
  await addClientTo(parts, connection, l10n.t('Add Client'), {
    ...(node?.kind === 'type' ? { type: node.type } : {}),
  });
}

/** Runs *Duplicate Client*: the same questions, answered as the client is. */
export async function duplicateClient(parts: IssueCommandParts, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(parts, node);
  if (!chosen) return;
  const { connection } = chosen;
  const { type, id } = chosen.client;
  const service = await parts.service(connection);
  const client = await withDelayedProgress(l10n.t('Reading…'), signal =>
    service.client(type, id, { signal }),
  );
  await addClientTo(parts, connection, l10n.t('Duplicate {0}', client.name), {
    type,
    like: {
      ...client.settings,
      name: l10n.t('{0} (copy)', client.name),
      lifetimeSeconds: client.accessTokenLifetimeSeconds,
      ...(type === 'clientCredentials' ? { roleIds: client.roleIds } : {}),
    },
  });
}

async function addClientTo(
  parts: IssueCommandParts,
  connection: Connection,
  title: string,
  asked: Pick<AddClientContext, 'type' | 'like'>,
): Promise<void> {
  const service = await parts.service(connection);
  const roles = await withDelayedProgress(l10n.t('Reading the roles…'), signal => service.roles({ signal }));
  const context: AddClientContext = {
    ...asked,
    roles,
    now: parts.now,
    suggestedDescription: suggestedDescription(),
    targets: projectTargets(plainValues(connection, '')),
    stores: availableStores(),
  };
  const answers = await runWizard(quickInput, title, addClientSteps(context), suggestedAnswers(context));
  if (!answers) return;
  // the address that answers: the local tenant may have moved to another port
  const orderParts = { service, ...(await reachedBy(parts, connection)), clientId: randomUUID() };
  const progress = l10n.t('Creating “{0}”…', answers.name);
  const { type } = answers;
  if (hasSecrets(type)) {
    const order = newClientOrder(type, newClientDraft(answers, parts.now()), orderParts);
    return issue(parts, { service, connection, type }, order, chosenDestination(answers), progress);
  }
  try {
    const draft = newClientDraft(answers, parts.now());
    const client = await withDelayedProgress(progress, () => createPublicClient(type, draft, orderParts));
    const { tenantId } = connection;
    parts.showPublicClient({ tenantId, clientId: client.id, clientName: client.name, clientType: type });
  } finally {
    await parts.model.reloadType(connection, type);
  }
}

/** Runs *Add Secret* for a client. */
export async function addSecret(parts: IssueCommandParts, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(parts, node, ['clientCredentials', 'hybrid']);
  if (!chosen) return;
  const { connection, client } = chosen;
  const service = await parts.service(connection);
  const answers = await runWizard(
    quickInput,
    l10n.t('Add Secret to {0}', client.name),
    addSecretSteps({
      now: parts.now,
      suggestedDescription: suggestedDescription(),
      targets: projectTargets(plainValues(connection, client.id)),
      stores: availableStores(),
    }),
  );
  if (!answers) return;
  const expiresAt = chosenExpiry(answers, parts.now());
  const draft = { description: answers.description, ...(expiresAt ? { expiresAt } : {}) };
  const order = newSecretOrder(draft, {
    service,
    ...(await reachedBy(parts, connection)),
    client: idAndName(client),
  });
  const progress = l10n.t('Adding a secret to “{0}”…', client.name);
  const of = { service, connection, type: client.type, clientId: client.id };
  await issue(parts, of, order, chosenDestination(answers), progress);
}

/** Offers to delete what the service created and whose value nobody knows. */
async function offerRemoval(
  parts: IssueCommandParts,
  service: IdentityService,
  error: CredentialsError,
  { type, clientId, secretId }: Orphan,
): Promise<void> {
  const remove = secretId === undefined ? l10n.t('Delete Client') : l10n.t('Delete Secret');
  const chosen = await vscode.window.showErrorMessage(errorInWords(error).text, remove);
  if (chosen !== remove) return;
  if (secretId === undefined) await service.deleteClient(type, clientId);
  else await service.deleteSecret(type, clientId, secretId);
  parts.refresh();
}

/** Where something is issued: a new client of a type, or a secret of a client. */
interface IssuedFor {
  readonly service: IdentityService;
  readonly connection: Connection;
  readonly type: ClientType;
  /** Missing for a new client. */
  readonly clientId?: string;
}

async function issue(
  parts: IssueCommandParts,
  { service, connection, type, clientId }: IssuedFor,
  order: CredentialOrder,
  destination: Destination,
  title: string,
): Promise<void> {
  // asked before anything is sent: calling it off now costs nothing
  const guarded = await guardDestination(destination);
  if (!guarded) return;
  const issueParts = {
    keptSecrets: {
      keep: (kept: Parameters<KeptSecrets['keep']>[0], secret: SecretText) => {
        parts.redact(secret);
        return parts.keptSecrets.keep(kept, secret);
      },
    },
    now: parts.now,
    deliver: (credential: Parameters<typeof deliverCredential>[0]) =>
      deliverCredential(credential, guarded, parts.delivery),
  };
  try {
    const outcome = await withDelayedProgress(title, signal => issueCredential(order, issueParts, signal));
    for (const error of [outcome.keepError, outcome.deliveryError]) {
      if (error !== undefined) parts.logError(error);
    }
    await parts.showOutcome(outcome);
  } catch (error) {
    if (!(error instanceof CredentialsError) || error.code !== 'answerLost' || !error.orphan) throw error;
    parts.logError(error);
    await offerRemoval(parts, service, error, error.orphan);
  } finally {
    // also after a failure: what the service did may not be what it said
    if (clientId === undefined) await parts.model.reloadType(connection, type);
    else await parts.model.reloadClient(connection, type, clientId);
  }
}

/** Reads the connection again under its name: opening its service may have changed its address. */
async function reachedBy(parts: IssueCommandParts, connection: Connection) {
  const current = parts.connections().find(({ name }) => name === connection.name) ?? connection;
  return { resource: current.resource, tenantId: current.tenantId };
}

const idAndName = ({ type, id, name }: Client) => ({ type, id, name });

const plainValues = ({ resource, tenantId }: Connection, clientId: string) => ({
  resource,
  tenantId,
  clientId,
  apiVersion: API_VERSION,
});

/** Suggests what tells one secret from another a year later: the machine and the workspace that it was made for. */
function suggestedDescription(): string {
  return [os.hostname(), vscode.workspace.name].filter(part => part).join(' · ');
}
