import * as l10n from '@vscode/l10n';
import { secretState } from '../../../credentials/clientHealth.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import {
  type ExpiredSecrets,
  expiredSecrets,
  withoutSecrets,
} from '../../../credentials/expiry/expiredSecrets.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { forEachAtOnce, reportFailures } from '../../platform/progress/forEachAtOnce.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { elsewhereInWords } from '../../vocabulary/words/hostWords.ts';
import { linesInWords } from '../../vocabulary/words/linesWords.ts';

/** The expired secrets of one client, and the connection that reaches it. */
interface Deletion extends ExpiredSecrets {
  readonly connection: Connection;
}

/**
 * Runs *Delete All Expired…*: deletes in the service every secret that had expired when it was surveyed, after a question. The
 * service is asked again about each client: what it says has a later date by now stays.
 *
 * @returns whether anything was deleted
 */
export async function deleteExpired(core: Core, surveys: readonly Survey[]): Promise<boolean> {
  const deletions = surveys.flatMap(survey => deletionsOf(core, survey));
  const count = deletions.reduce((sum, { secretIds }) => sum + secretIds.length, 0);
  if (count === 0) {
    void safeWindow.showInformationMessage(l10n.t('No secret has expired.'));
    return false;
  }
  if (!(await confirm(core, deletions, count))) return false;
  const deleted: ExpiredSecrets[] = [];
  const title = l10n.t('Deleting expired secrets…');
  try {
    const outcome = await forEachAtOnce(title, deletions, async (deletion, signal) => {
      const secretIds: number[] = [];
      deleted.push({ ...deletion, secretIds });
      await deleteOf(core, deletion, signal, id => secretIds.push(id));
    });
    await reportFailures(outcome, ({ client }) => client.name);
  } finally {
    await save(core, surveys, deleted);
    await tell(core, deletions);
  }
  announce(deletions, deleted);
  return deleted.length > 0;
}

function deletionsOf(core: Core, survey: Survey): readonly Deletion[] {
  const [connection] = core.connections.reaching(survey.tenantId);
  if (!connection) return [];
  return expiredSecrets(survey, core.now()).map(each => ({ ...each, connection }));
}

const connectionsInWords = (deletions: readonly Deletion[]): string =>
  [...new Set(deletions.map(({ connection }) => connection.name))].join(', ');

async function confirm(core: Core, deletions: readonly Deletion[], count: number): Promise<boolean> {
  const connections = connectionsInWords(deletions);
  const message =
    count === 1
      ? l10n.t('Delete 1 expired secret of {0}?', connections)
      : l10n.t('Delete {0} expired secrets of {1}?', countInWords(count), connections);
  const hosts = await hostsOf(core, deletions);
  const detail = [
    linesInWords(deletions.map(({ client, secretIds }) => `${client.name} (${secretIds.length})`)),
    l10n.t(
      "They no longer work. They are deleted in the service and removed from secret storage on this machine. This can't be undone.",
    ),
    hosts === '' ? '' : `${l10n.t('Other hosts hold them, or may hold them:')}\n${hosts}`,
  ];
  const button = count === 1 ? l10n.t('Delete 1 Secret') : l10n.t('Delete {0} Secrets', countInWords(count));
  const options = { modal: true, detail: detail.filter(text => text !== '').join('\n\n') };
  return (await safeWindow.showWarningMessage(message, options, button)) === button;
}

/** Names the other hosts that hold one of the secrets. */
async function hostsOf({ hosts }: Core, deletions: readonly Deletion[]): Promise<string> {
  const byClient = new Map(deletions.map(each => [each.client.id.toLowerCase(), each]));
  const isOne = (held: {
    readonly tenantId: string;
    readonly clientId: string;
    readonly secretId: number;
  }) => {
    const of = byClient.get(held.clientId.toLowerCase());
    return of !== undefined && isSameId(of.tenantId, held.tenantId) && of.secretIds.includes(held.secretId);
  };
  const elsewhere = (await hosts.everything())
    .map(each => ({ ...each, bindings: each.bindings.filter(isOne), kept: each.kept.filter(isOne) }))
    .filter(({ bindings, kept }) => bindings.length + kept.length > 0);
  return elsewhereInWords(elsewhere, hosts.name);
}

/** Deletes what has expired of one client, and tells of each secret that is gone. */
async function deleteOf(
  core: Core,
  { connection, client, tenantId, secretIds }: Deletion,
  signal: AbortSignal,
  isGone: (secretId: number) => void,
): Promise<void> {
  const service = await core.connections.service(connection);
  const found = (await service.secrets(client.type, client.id, { signal }).catch(unlessGone)) ?? [];
  const kept = await core.keptSecrets.ofClient({ tenantId, clientId: client.id });
  for (const id of secretIds) {
    const secret = found.find(each => each.id === id);
    if (secret && secretState(secret, core.now()) !== 'expired') continue;
    if (secret) await service.deleteSecret(client.type, client.id, id, { signal }).catch(unlessGone);
    isGone(id);
    for (const each of kept.filter(({ secretId }) => secretId === id)) await core.keptSecrets.forget(each);
  }
}

/** Saves the surveys without what is gone, as they are now: another window may have taken one meanwhile. */
async function save(
  { surveyRecords, connections }: Core,
  surveys: readonly Survey[],
  deleted: readonly ExpiredSecrets[],
): Promise<void> {
  for (const { tenantId } of surveys) {
    const [connection] = connections.reaching(tenantId);
    const known = await surveyRecords.last(tenantId);
    const ofTenant = deleted.filter(each => isSameId(each.tenantId, tenantId));
    if (connection && known && ofTenant.length > 0)
      await surveyRecords.save(connection, withoutSecrets(known, ofTenant));
  }
}

/** Has the lists of the clients' types shown again: once each, however many clients there are. */
async function tell(core: Core, deletions: readonly Deletion[]): Promise<void> {
  const lists = new Map(
    deletions.map(({ connection, client }) => [
      `${connection.name}\n${client.type}`,
      { connection, type: client.type },
    ]),
  );
  for (const list of lists.values()) await core.tell({ kind: 'clients', ...list });
}

function announce(deletions: readonly Deletion[], deleted: readonly ExpiredSecrets[]): void {
  const count = deleted.reduce((sum, { secretIds }) => sum + secretIds.length, 0);
  if (count === 0) return;
  const connections = connectionsInWords(deletions);
  const text =
    count === 1
      ? l10n.t('1 expired secret of {0} was deleted.', connections)
      : l10n.t('{0} expired secrets of {1} were deleted.', countInWords(count), connections);
  void safeWindow.showInformationMessage(text);
}
