import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import { type ClientType, hasSecrets, TYPES_WITH_SECRETS } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import { chooseClient } from '../../core/pickers/chooseClients.ts';
import { connectionOfNode, pickConnection } from '../../core/pickers/pickConnection.ts';
import { askAndAct, creationInWords, nothingCreated } from '../../core/steps/askAndAct.ts';
import { availableRepositories } from '../../core/steps/availableRepositories.ts';
import { availableStores } from '../../core/steps/availableStores.ts';
import { type DestinationContext, resolveDestination } from '../../core/steps/destinationStep.ts';
import { resolveExpiry } from '../../core/steps/newSecretSteps.ts';
import { soon } from '../../platform/progress/soon.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { type AddClientAnswers, type AddClientContext, suggestAnswers } from './addClientAnswers.ts';
import { addClientSteps } from './addClientSteps.ts';
import { type AddSecretAnswers, addSecretSteps } from './addSecretSteps.ts';
import type { IssueIds } from './issueAndShow.ts';
import { plainValues } from './plainValues.ts';

/** Loaded when the questions have been answered. */
const issuing = () => import('./issueAndShow.ts');

/**
 * Runs *Add Client*: asks everything, then creates, keeps, writes and shows.
 *
 * @param to what the row that the command was run on answers already
 */
export async function addClient(
  core: Core,
  to: { readonly node?: ClientsNode | undefined; readonly type?: ClientType } = {},
): Promise<void> {
  const connection = connectionOfNode(to.node) ?? (await pickConnection(core.connections.ofWorkspace()));
  if (!connection) {
    return core.connections.ofWorkspace().length === 0 ? core.connecting.addConnection() : undefined;
  }
  await addClientTo(core, connection, l10n.t('Add Client'), { type: to.type });
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
  let ids: IssueIds | undefined;
  let opening: Promise<IdentityService> | undefined;
  await askAndAct<AddClientAnswers>(core, {
    title,
    node: { kind: 'connection', connection },
    effectInWords: creationInWords,
    nothingDone: nothingCreated(),
    prepare: () => {
      const reading = new AbortController();
      const service = soon(() => core.connections.service(connection));
      opening = service;
      const context: AddClientContext = {
        ...asked,
        ...locationChoices(core, connection, ''),
        roles: service.then(opened => opened.roles({ signal: reading.signal })),
        now: core.now,
        suggestedDescription: suggestDescription(),
      };
      return {
        steps: addClientSteps(context),
        known: suggestAnswers(context),
        needed: context.roles,
        asked: () => reading.abort(),
      };
    },
    act: async answers => {
      const [{ createClient }, { newIds }] = await Promise.all([import('./createClient.ts'), issuing()]);
      const service = await (opening ?? core.connections.service(connection));
      for (let result: 'again' | undefined = 'again'; result; ) {
        ids ??= newIds();
        result = await createClient(core, answers, { title, connection, service, ids });
        if (result) ids = undefined;
      }
    },
  });
}

/** Starts to look for the locations that a secret can be stored in. */
const locationChoices = (core: Core, connection: Connection, clientId: string): DestinationContext => ({
  targets: soon(() => core.project.targets(plainValues(connection, clientId))),
  stores: soon(availableStores),
  repositories: soon(availableRepositories),
});

/** Runs *Add Secret* for a client. */
export async function addSecret(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(core, node, TYPES_WITH_SECRETS);
  if (!chosen) return;
  const { connection, client } = chosen;
  const { type, id, name } = client;
  if (!hasSecrets(type)) return;
  const title = l10n.t('Add Secret to {0}', name);
  let ids: IssueIds | undefined;
  await askAndAct<AddSecretAnswers>(core, {
    title,
    node: chosen,
    effectInWords: creationInWords,
    nothingDone: nothingCreated(),
    prepare: () => ({
      steps: addSecretSteps({
        ...locationChoices(core, connection, id),
        clientName: name,
        now: core.now,
        suggestedDescription: suggestDescription(),
      }),
    }),
    act: async answers => {
      const { issueAndShow, newIds } = await issuing();
      const of = {
        service: await core.connections.service(connection),
        connection,
        type,
        name,
        description: answers.description,
        expiresAt: resolveExpiry(answers, core.now()),
        values: plainValues(connection, id),
      };
      const progress = l10n.t('Adding a secret to “{0}”…', name);
      for (let result: 'again' | undefined = 'again'; result; ) {
        ids ??= newIds(id);
        result = await issueAndShow(core, { ...of, ids }, resolveDestination(answers), { title, progress });
        if (result) ids = undefined;
      }
    },
  });
}

/** Suggests a description that distinguishes secrets a year later: the machine and the workspace. */
function suggestDescription(): string {
  return [os.hostname(), vscode.workspace.name].filter(part => part).join(' · ');
}
