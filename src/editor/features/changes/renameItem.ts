import * as l10n from '@vscode/l10n';
import { changesOf } from '../../../credentials/clientEdit.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { Core } from '../../core/core.ts';
import { selectedNodes } from '../../core/pickers/selectedNodes.ts';
import { nameStep } from '../../core/steps/basicSteps.ts';
import { type NewSecretAnswers, newSecretSteps } from '../../core/steps/newSecretSteps.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { changeClient, readVisibly, saveClient } from './changeClient.ts';
import { editSecret } from './changeCommands.ts';

/** Runs *Rename* on the row with the focus, else on the selected one: a client gets a name, a secret a description. */
export async function renameItem(core: Core, node?: ClientsNode): Promise<void> {
  const item = node ?? selectedNodes(core)[0];
  if (item?.kind === 'client') await renameClient(core, item);
  // What isn't known can't be sent again: the user chooses an expiration, too.
  if (item?.kind === 'secret')
    await (item.secret.expiryUnknown ? editSecret(core, item) : renameSecret(core, item));
}

async function renameClient(core: Core, node: ClientNode): Promise<void> {
  const before = node.client;
  const title = l10n.t('Rename {0}', before.name);
  const steps = [nameStep<{ readonly name: string }>()];
  const answers = await runWizard(quickInput, title, steps, { name: before.name });
  if (!answers || answers.name === before.name) return;
  await changeClient(core, node, service =>
    saveClient(service, node, before, changesOf(before, { name: answers.name })),
  );
}

async function renameSecret(core: Core, node: SecretNode): Promise<void> {
  const { connection, client, secret } = node;
  const title = l10n.t('Rename {0}', secret.description || l10n.t('Secret {0}', secret.id));
  const steps = newSecretSteps<NewSecretAnswers>({ now: core.now, suggestedDescription: secret.description });
  const asked = steps.filter(({ id }) => id === 'description');
  const answers = await runWizard(quickInput, title, asked);
  if (!answers || answers.description === secret.description) return;
  const { description } = answers;
  await changeClient(core, { kind: 'client', connection, client }, async service => {
    const secrets = await readVisibly(signal => service.secrets(client.type, client.id, { signal }));
    const now = secrets.find(({ id }) => id === secret.id);
    // An expiration that someone has just set must not be overwritten.
    const isSame =
      now?.description === secret.description && +(now.expiresAt ?? 0) === +(secret.expiresAt ?? 0);
    if (!isSame) throw new CredentialsError('changedMeanwhile');
    await withDelayedProgress(l10n.t('Saving “{0}”…', description), signal =>
      service.updateSecret(
        client.type,
        client.id,
        secret.id,
        { description, expiresAt: secret.expiresAt },
        { signal },
      ),
    );
  });
}
