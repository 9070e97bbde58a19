import * as l10n from '@vscode/l10n';
import { type Conflict, changedFields, conflictsOf } from '../../../credentials/clientEdit.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { Client, ClientChanges } from '../../../service/model/client.ts';
import type { Role } from '../../../service/model/role.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import type { Core } from '../../core/core.ts';
import { chooseClient, chooseSecret } from '../../core/pickers/chooseClients.ts';
import {
  isAdministratorRole,
  isCommunityAdministratorRole,
  roleInWords,
  roleItems,
} from '../../core/steps/roleItems.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import { stepsFor } from '../../platform/wizard/wizardStep.ts';
import type { ClientNode, ClientsNode } from '../../vocabulary/clientsNode.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';
import { currentAnswers, editClientSteps, resolveChanges } from './editClientSteps.ts';
import { type EditSecretContext, editSecretSteps, resolveSecretDraft } from './editSecretSteps.ts';

const ask = stepsFor<{ readonly roleIds: readonly string[] }>();

/** Runs *Edit Client*. */
export async function editClient(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(core, node);
  if (!chosen) return;
  await changeClient(core, chosen, async service => {
    const { type, id } = chosen.client;
    const before = await readVisibly(signal => service.client(type, id, { signal }));
    const answers = await runWizard(
      quickInput,
      l10n.t('Edit {0}', before.name),
      editClientSteps(before),
      currentAnswers(before),
    );
    if (!answers?.save) return;
    const changes = resolveChanges(before, answers);
    if (
      !(await mayOverwrite(
        before,
        await readVisibly(signal => service.client(type, id, { signal })),
        changes,
      ))
    )
      return;
    await withDelayedProgress(l10n.t('Saving “{0}”…', before.name), signal =>
      service.updateClient(type, id, changes, { signal }),
    );
  });
}

/** Runs *Manage Roles*. */
export async function manageRoles(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(core, node, ['clientCredentials']);
  if (!chosen) return;
  const { client } = chosen;
  await changeClient(core, chosen, async service => {
    const [roles, before] = await readVisibly(signal =>
      Promise.all([service.roles({ signal }), clientRoleIds(service, client, signal)]),
    );
    const answers = await runWizard<{ readonly roleIds: readonly string[] }>(
      quickInput,
      l10n.t('Roles of {0}', client.name),
      [
        ask.pickMany('roleIds', {
          question: l10n.t('Roles of the client: as few as it needs'),
          items: known => roleItems(roles, known.roleIds ?? []),
        }),
      ],
      { roleIds: before },
    );
    if (!answers || isSameSet(answers.roleIds, before)) return;
    const added = roles.filter(({ id }) => answers.roleIds.includes(id) && !before.includes(id));
    const powerful = added.find(isAdministratorRole) ?? added.find(isCommunityAdministratorRole);
    if (powerful && !(await confirmAdministrator(client, powerful))) return;
    const now = await readVisibly(signal => clientRoleIds(service, client, signal));
    if (!isSameSet(now, before) && !(await mayReplaceRoles(client, roles, now))) return;
    await withDelayedProgress(l10n.t('Saving “{0}”…', client.name), signal =>
      service.replaceClientRoles(client.id, answers.roleIds, { signal }),
    );
  });
}

/** Runs *Edit Secret*. */
export async function editSecret(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseSecret(core, node);
  if (!chosen) return;
  const { connection, client } = chosen;
  await changeClient(core, { kind: 'client', connection, client }, async service => {
    const find = async (signal: AbortSignal) => {
      const secrets = await service.secrets(client.type, client.id, { signal });
      return secrets.find(({ id }) => id === chosen.secret.id);
    };
    const before = await readVisibly(find);
    if (!before) throw new CredentialsError('changedMeanwhile');
    const context: EditSecretContext = { secret: before, now: core.now };
    const name = before.description || l10n.t('Secret {0}', before.id);
    const answers = await runWizard(quickInput, l10n.t('Edit {0}', name), editSecretSteps(context));
    if (!answers) return;
    const now = await readVisibly(find);
    const isSame =
      now?.description === before.description && +(now.expiresAt ?? 0) === +(before.expiresAt ?? 0);
    // An expiration that someone has just set must not be overwritten.
    if (!isSame) throw new CredentialsError('changedMeanwhile');
    await withDelayedProgress(l10n.t('Saving “{0}”…', name), signal =>
      service.updateSecret(client.type, client.id, before.id, resolveSecretDraft(context, answers), {
        signal,
      }),
    );
  });
}

const readVisibly = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  withDelayedProgress(l10n.t('Reading…'), task);

/** Changes a client, and shows it in the tree as it is afterwards, even if someone else has deleted it. */
async function changeClient(
  core: Core,
  { connection, client }: ClientNode,
  change: (service: IdentityService) => Promise<void>,
): Promise<void> {
  const service = await core.connections.service(connection);
  try {
    await change(service);
  } catch (error) {
    const isGone = error instanceof ServiceError && error.code === 'notFound';
    throw isGone ? new CredentialsError('clientGone', { cause: error }) : error;
  } finally {
    await core.tell({ kind: 'client', connection, type: client.type, clientId: client.id });
  }
}

/** Asks before an edit overwrites what someone else has changed since it began. */
async function mayOverwrite(before: Client, now: Client, changes: ClientChanges): Promise<boolean> {
  const conflicts = conflictsOf(before, now, changes);
  if (conflicts.length === 0) return changedFields(before.type, changes).length > 0;
  const overwrite = l10n.t('Overwrite');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Somebody else has changed “{0}” meanwhile.', before.name),
    { modal: true, detail: conflicts.map(conflictInWords).join('\n') },
    overwrite,
  );
  return chosen === overwrite;
}

function conflictInWords({ field, before, theirs, ours }: Conflict): string {
  return l10n.t(
    '{0}: it was {1}, is {2} now, and would become {3}',
    clientFieldInWords(field),
    ...[before, theirs, ours].map(value => fieldValueInWords(field, value)),
  );
}

async function clientRoleIds(
  service: IdentityService,
  { id }: Client,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return (await service.clientRoles('clientCredentials', id, { signal })).map(role => role.id);
}

/** Asks before a client gets the role of an administrator, of the tenant or of a community. */
async function confirmAdministrator(client: Client, role: Role): Promise<boolean> {
  const give = l10n.t('Make It Administrator');
  const chosen = await safeWindow.showWarningMessage(
    isAdministratorRole(role)
      ? l10n.t('Give “{0}” the role Tenant Administrator?', client.name)
      : l10n.t('Give “{0}” the role {1}?', client.name, roleInWords(role)),
    {
      modal: true,
      detail: isAdministratorRole(role)
        ? l10n.t(
            'Whoever gets hold of one of its secrets can do everything in the tenant. The service advises against it.',
          )
        : l10n.t(
            'Whoever gets hold of one of its secrets can do everything in the community, with the data of all its members.',
          ),
    },
    give,
  );
  return chosen === give;
}

async function mayReplaceRoles(
  client: Client,
  roles: readonly Role[],
  now: readonly string[],
): Promise<boolean> {
  const overwrite = l10n.t('Overwrite');
  const names = roles.filter(({ id }) => now.includes(id)).map(roleInWords);
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Somebody else has changed the roles of “{0}” meanwhile.', client.name),
    { modal: true, detail: l10n.t('It has these now: {0}', names.join(', ')) },
    overwrite,
  );
  return chosen === overwrite;
}

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every(item => other.includes(item));
