import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { Client } from '../../../service/model/client.ts';
import type { ClientSecretDraft } from '../../../service/model/clientSecret.ts';
import type { Core } from '../../core/core.ts';
import { chooseClient, chooseSecret } from '../../core/pickers/chooseClients.ts';
import { askAndAct } from '../../core/steps/askAndAct.ts';
import { isAdministratorRole, isCommunityAdministratorRole, roleItems } from '../../core/steps/roleItems.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import { stepsFor } from '../../platform/wizard/wizardStep.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { changeClient, readVisibly, throwClientGone } from './changeClient.ts';
import { confirmAdministrator, mayOverwrite, mayReplaceRoles } from './changeQuestions.ts';
import {
  currentAnswers,
  type EditClientAnswers,
  editClientSteps,
  resolveChanges,
} from './editClientSteps.ts';
import {
  type EditSecretAnswers,
  type EditSecretContext,
  editSecretSteps,
  resolveSecretDraft,
} from './editSecretSteps.ts';
import { Sending } from './sending.ts';

const ask = stepsFor<{ readonly roleIds: readonly string[] }>();

/** Runs *Edit Client*. */
export async function editClient(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(core, node);
  if (!chosen) return;
  await changeClient(core, chosen, async service => {
    const { type, id } = chosen.client;
    const read = () => readVisibly(signal => service.client(type, id, { signal }));
    const before = await read();
    const sending = new Sending();
    await askAndAct<EditClientAnswers>(core, {
      title: l10n.t('Edit {0}', before.name),
      node: chosen,
      prepare: () => ({ steps: editClientSteps(before), known: currentAnswers(before) }),
      ...sending.words,
      act: async answers => {
        if (!answers.save) return;
        sending.begin();
        const changes = resolveChanges(before, answers);
        const now = await read().catch(throwClientGone);
        if (!(await mayOverwrite(chosen, before, now, changes))) return;
        await withDelayedProgress(l10n.t('Saving “{0}”…', before.name), signal =>
          sending.send(() => service.updateClient(type, id, changes, { signal })),
        );
      },
    });
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
          question: l10n.t('Roles of the client (as few as it needs)'),
          items: known => roleItems(roles, known.roleIds ?? []),
        }),
      ],
      { roleIds: before },
    );
    if (!answers || isSameSet(answers.roleIds, before)) return;
    const added = roles.filter(({ id }) => answers.roleIds.includes(id) && !before.includes(id));
    const powerful = added.find(isAdministratorRole) ?? added.find(isCommunityAdministratorRole);
    if (powerful && !(await confirmAdministrator(chosen, powerful))) return;
    const now = await readVisibly(signal => clientRoleIds(service, client, signal));
    if (!isSameSet(now, before) && !(await mayReplaceRoles(chosen, roles, now))) return;
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
    const sending = new Sending();
    await askAndAct<EditSecretAnswers>(core, {
      title: l10n.t('Edit {0}', name),
      node: chosen,
      prepare: () => ({ steps: editSecretSteps(context) }),
      ...sending.words,
      act: async answers => {
        sending.begin();
        const wanted = resolveSecretDraft(context, answers);
        const now = await readVisibly(find).catch(throwClientGone);
        // An attempt before may have saved it although its answer got lost.
        if (now && isSameSecret(now, wanted)) return;
        // An expiration that someone has just set must not be overwritten.
        if (!now || !isSameSecret(now, before)) throw new CredentialsError('changedMeanwhile');
        await withDelayedProgress(l10n.t('Saving “{0}”…', name), signal =>
          sending.send(() => service.updateSecret(client.type, client.id, before.id, wanted, { signal })),
        );
      },
    });
  });
}

/** Expirations that differ by less are the same, milliseconds: a service may store whole seconds. */
const SAME_EXPIRATION_MS = 1000;

const isSameSecret = (one: ClientSecretDraft, other: ClientSecretDraft): boolean =>
  one.description === other.description &&
  Math.abs(+(one.expiresAt ?? 0) - +(other.expiresAt ?? 0)) < SAME_EXPIRATION_MS;

async function clientRoleIds(
  service: IdentityService,
  { id }: Client,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return (await service.clientRoles('clientCredentials', id, { signal })).map(role => role.id);
}

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every(item => other.includes(item));
