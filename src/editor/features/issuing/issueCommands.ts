import { randomUUID } from 'node:crypto';
import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { createPublicClient } from '../../../credentials/issuing/createPublicClient.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import { hasSecrets, TYPES_WITH_SECRETS } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import { chooseClient } from '../../core/pickers/chooseClients.ts';
import { connectionOfNode, pickConnection } from '../../core/pickers/pickConnection.ts';
import { availableRepositories } from '../../core/steps/availableRepositories.ts';
import { availableStores } from '../../core/steps/availableStores.ts';
import { resolveDestination } from '../../core/steps/destinationStep.ts';
import { resolveExpiry } from '../../core/steps/newSecretSteps.ts';
import { soon } from '../../platform/progress/soon.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { type AddClientContext, addClientSteps, suggestAnswers } from './addClientSteps.ts';
import { addSecretSteps } from './addSecretSteps.ts';
import { newClientDraft } from './newClientDraft.ts';
import { plainValues } from './plainValues.ts';

/** Loaded when the questions have been answered. */
const issuing = () => import('./issueAndShow.ts');

/** Runs *Add Client*: asks everything, then creates, keeps, writes and shows. */
export async function addClient(core: Core, node?: ClientsNode): Promise<void> {
  const connection = connectionOfNode(node) ?? (await pickConnection(core.connections.ofWorkspace()));
  if (!connection) {
    return core.connections.ofWorkspace().length === 0 ? core.connecting.addConnection() : undefined;
  }
  await addClientTo(core, connection, l10n.t('Add Client'), {
    type: node?.kind === 'type' ? node.type : undefined,
  });
}

/** Runs *Duplicate Client*: the same questions, answered as the client is. */
export async function duplicateClient(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(core, node);
  if (!chosen) return;
  const { connection } = chosen;
  const { type, id } = chosen.client;
  const service = await core.connections.service(connection);
  const { client, roleIds } = await withDelayedProgress(l10n.t('Reading…'), async signal => {
    const read = await service.client(type, id, { signal });
    return { client: read, roleIds: read.roleIds ?? (await readRoleIds(service, id, signal)) };
  });
  await addClientTo(core, connection, l10n.t('Duplicate {0}', client.name), {
    type,
    like: {
      ...client.settings,
      name: l10n.t('{0} (copy)', client.name),
      lifetimeSeconds: client.accessTokenLifetimeSeconds,
      roleIds,
    },
  });
}

/** Reads the roles of a client that the service returned without them. */
const readRoleIds = async (service: IdentityService, id: string, signal: AbortSignal) =>
  (await service.clientRoles('clientCredentials', id, { signal })).map(role => role.id);

async function addClientTo(
  core: Core,
  connection: Connection,
  title: string,
  asked: Pick<AddClientContext, 'type' | 'like'>,
): Promise<void> {
  const opening = soon(() => core.connections.service(connection));
  const reading = new AbortController();
  const context: AddClientContext = {
    ...asked,
    roles: opening.then(service => service.roles({ signal: reading.signal })),
    now: core.now,
    suggestedDescription: suggestDescription(),
    targets: soon(() => core.project.targets(plainValues(connection, ''))),
    stores: soon(availableStores),
    repositories: soon(availableRepositories),
  };
  const steps = addClientSteps(context);
  const answers = await runWizard(quickInput, title, steps, suggestAnswers(context), context.roles);
  // No question is left that needs the roles.
  reading.abort();
  if (!answers) return;
  const service = await opening;
  const clientId = randomUUID();
  const progress = l10n.t('Creating “{0}”…', answers.name);
  const { type } = answers;
  if (hasSecrets(type)) {
    const draft = newClientDraft(answers, core.now());
    const of = {
      service,
      connection,
      type,
      values: plainValues(connection, clientId),
      id: clientId,
      name: answers.name,
      description: answers.description ?? '',
      expiresAt: draft.secretExpiresAt,
      properties: draft,
    };
    const { issueAndShow } = await issuing();
    return issueAndShow(core, of, resolveDestination(answers), { title, progress });
  }
  try {
    const draft = { ...newClientDraft(answers, core.now()), id: clientId };
    const client = await withDelayedProgress(progress, () => createPublicClient(type, draft, service));
    const { tenantId } = connection;
    await core.resultView.showPublicClient({
      tenantId,
      clientId: client.id,
      clientName: client.name,
      clientType: type,
    });
  } finally {
    await core.tell({ kind: 'clients', connection, type });
  }
}

/** Runs *Add Secret* for a client. */
export async function addSecret(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(core, node, TYPES_WITH_SECRETS);
  if (!chosen) return;
  const { connection, client } = chosen;
  const service = await core.connections.service(connection);
  const title = l10n.t('Add Secret to {0}', client.name);
  const answers = await runWizard(
    quickInput,
    title,
    addSecretSteps({
      now: core.now,
      suggestedDescription: suggestDescription(),
      targets: core.project.targets(plainValues(connection, client.id)),
      stores: soon(availableStores),
      repositories: soon(availableRepositories),
    }),
  );
  if (!answers) return;
  const expiresAt = resolveExpiry(answers, core.now());
  const { type, id, name } = client;
  if (!hasSecrets(type)) return;
  const of = {
    service,
    connection,
    type,
    id,
    name,
    description: answers.description,
    expiresAt,
    values: plainValues(connection, id),
  };
  const progress = l10n.t('Adding a secret to “{0}”…', name);
  const { issueAndShow } = await issuing();
  await issueAndShow(core, of, resolveDestination(answers), { title, progress });
}

/** Suggests a description that distinguishes secrets a year later: the machine and the workspace. */
function suggestDescription(): string {
  return [os.hostname(), vscode.workspace.name].filter(part => part).join(' · ');
}
