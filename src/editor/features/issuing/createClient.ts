import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { createPublicClient } from '../../../credentials/issuing/createPublicClient.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { Client } from '../../../service/model/client.ts';
import { hasSecrets, type TypeWithoutSecrets } from '../../../service/model/clientTypes.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { resolveDestination } from '../../core/steps/destinationStep.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import type { AddClientAnswers } from './addClientAnswers.ts';
import { type IssueIds, issueAndShow } from './issueAndShow.ts';
import { newClientDraft } from './newClientDraft.ts';
import { plainValues } from './plainValues.ts';

/** Where a client is created, and under which ids. */
export interface ClientCreation {
  readonly title: string;
  readonly connection: Connection;
  readonly service: IdentityService;
  readonly ids: IssueIds;
}

/**
 * Creates a client by the answers of *Add Client*, and shows it. Called again with the same ids after a failure, it first finds
 * out what the attempt before has created. Resolves with `again` when the user has deleted that, and wants a new one.
 */
export async function createClient(
  core: Core,
  answers: AddClientAnswers,
  creation: ClientCreation,
): Promise<'again' | undefined> {
  const { title, connection, service, ids } = creation;
  const { type, name, description = '' } = answers;
  const progress = l10n.t('Creating “{0}”…', name);
  const draft = newClientDraft(answers, core.now());
  if (!hasSecrets(type)) return createPublic(core, type, draft, creation, progress);
  const { clientId } = ids;
  const of = {
    service,
    connection,
    type,
    values: plainValues(connection, clientId),
    ids,
    name,
    description,
    expiresAt: draft.secretExpiresAt,
    properties: draft,
  };
  return issueAndShow(core, of, resolveDestination(answers), { title, progress });
}

async function createPublic(
  core: Core,
  type: TypeWithoutSecrets,
  draft: ReturnType<typeof newClientDraft>,
  { connection, service, ids }: ClientCreation,
  progress: string,
): Promise<undefined> {
  const { clientId } = ids;
  try {
    const client = await withDelayedProgress(
      progress,
      async (): Promise<Client> =>
        (await findEarlier(service, type, ids)) ??
        createPublicClient(type, { ...draft, id: clientId }, service),
    );
    await core.resultView.showPublicClient({
      tenantId: connection.tenantId,
      clientId: client.id,
      clientName: client.name,
      clientType: type,
    });
  } finally {
    await core.tell({ kind: 'clients', connection, type, added: clientId });
  }
}

/** Returns the client if an attempt before has created it, although its answer got lost. */
async function findEarlier(
  service: IdentityService,
  type: TypeWithoutSecrets,
  ids: IssueIds,
): Promise<Client | undefined> {
  ids.attempts += 1;
  if (ids.attempts === 1) return undefined;
  return (await service.client(type, ids.clientId).catch(unlessGone)) ?? undefined;
}
