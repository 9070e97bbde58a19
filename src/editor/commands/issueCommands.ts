import { randomUUID } from 'node:crypto';
import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../credentials/connections/connection.ts';
import { createPublicClient } from '../../credentials/issuing/createPublicClient.ts';
import { hasSecrets } from '../../service/model/clientTypes.ts';
import type { ClientsNode } from '../clientsTree/clientsNode.ts';
import { connectionOfNode, pickConnection } from '../connections/pickConnection.ts';
import { availableStores } from '../destinations/availableStores.ts';
import { withDelayedProgress } from '../progress/withDelayedProgress.ts';
import { type AddClientContext, addClientSteps, suggestedAnswers } from '../wizards/addClientSteps.ts';
import { addSecretSteps } from '../wizards/addSecretSteps.ts';
import { chosenDestination } from '../wizards/destinationStep.ts';
import { newClientDraft } from '../wizards/newClientDraft.ts';
import { chosenExpiry } from '../wizards/newSecretSteps.ts';
import { quickInput } from '../wizards/quickInput.ts';
import { runWizard } from '../wizards/runWizard.ts';
import { chooseClient } from './chooseClients.ts';
import { type IssueCommandParts, issueAndShow, plainValues } from './issueAndShow.ts';

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
    targets: parts.targets(plainValues(connection, '')),
    stores: availableStores(),
  };
  const answers = await runWizard(quickInput, title, addClientSteps(context), suggestedAnswers(context));
  if (!answers) return;
  const clientId = randomUUID();
  const progress = l10n.t('Creating “{0}”…', answers.name);
  const { type } = answers;
  if (hasSecrets(type)) {
    const draft = newClientDraft(answers, parts.now());
    const of = {
      ...{ service, connection, type, values: plainValues(connection, clientId), properties: draft },
      ...{ id: clientId, name: answers.name, description: answers.description ?? '' },
      expiresAt: draft.secretExpiresAt,
    };
    return issueAndShow(parts, of, chosenDestination(answers), { title, progress });
  }
  try {
    const draft = { ...newClientDraft(answers, parts.now()), id: clientId };
    const client = await withDelayedProgress(progress, () => createPublicClient(type, draft, service));
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
  const title = l10n.t('Add Secret to {0}', client.name);
  const answers = await runWizard(
    quickInput,
    title,
    addSecretSteps({
      now: parts.now,
      suggestedDescription: suggestedDescription(),
      targets: parts.targets(plainValues(connection, client.id)),
      stores: availableStores(),
    }),
  );
  if (!answers) return;
  const expiresAt = chosenExpiry(answers, parts.now());
  const { type, id, name } = client;
  if (!hasSecrets(type)) return;
  const progress = l10n.t('Adding a secret to “{0}”…', name);
  const values = plainValues(connection, id);
  const of = { service, connection, type, id, name, description: answers.description, expiresAt, values };
  await issueAndShow(parts, of, chosenDestination(answers), { title, progress });
}

/** Suggests what tells one secret from another a year later: the machine and the workspace that it was made for. */
function suggestedDescription(): string {
  return [os.hostname(), vscode.workspace.name].filter(part => part).join(' · ');
}
