import * as l10n from '@vscode/l10n';
import type { AuditFinding } from '../../../credentials/audit.ts';
import { secretState } from '../../../credentials/clientHealth.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { type NewSecretAnswers, newSecretSteps, resolveExpiry } from '../../core/steps/newSecretSteps.ts';
import { forEachAtOnce } from '../../platform/progress/forEachAtOnce.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { PickPrompt, WizardStep } from '../../platform/wizard/wizardStep.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';
import { type BulkWords, deletionWords, expirationWords, outcomeInWords } from './bulkWords.ts';
import {
  type FoundSecret,
  foundSecretsOf,
  rereadClients,
  SecretReader,
  showChanged,
} from './foundSecrets.ts';

/**
 * Deletes what the findings of the first one's rule are about, expired secrets or disabled clients, after one confirmation.
 * Returns whether anything was done. What is no longer expired or disabled is left alone.
 */
export async function deleteFound(core: Core, findings: readonly AuditFinding[]): Promise<boolean> {
  const [first] = findings;
  const ofRule = findings.filter(({ rule }) => rule === first?.rule);
  if (first?.rule === 'expired') return deleteExpired(core, foundSecretsOf(core, ofRule));
  return first?.rule === 'disabled' && deleteDisabled(core, ofRule);
}

async function deleteExpired(core: Core, found: readonly FoundSecret[]): Promise<boolean> {
  if (found.length === 0) return false;
  const words = deletionWords(found);
  if (!(await confirm(words))) return false;
  return changeEach(core, found, words, async ({ connection, client }, now, signal) => {
    if (!now) return;
    // Someone may have set another expiration since the audit.
    if (secretState(now, core.now()) !== 'expired') throw new CredentialsError('changedMeanwhile');
    const service = await core.connections.service(connection);
    await service.deleteSecret(client.type, client.id, now.id, { signal }).catch(unlessGone);
    const reference = { tenantId: connection.tenantId, clientId: client.id };
    for (const kept of await core.keptSecrets.ofClient(reference)) {
      if (kept.secretId === now.id) await core.keptSecrets.forget(kept);
    }
  });
}

/** Sets an expiration date for the secrets that the findings are about. Returns whether anything was done. */
export async function setFoundExpiration(core: Core, findings: readonly AuditFinding[]): Promise<boolean> {
  const found = foundSecretsOf(
    core,
    findings.filter(({ rule }) => rule === 'neverExpires'),
  );
  if (found.length === 0) return false;
  const answers = await runWizard(quickInput, l10n.t('Set Expiration'), expirationSteps(core));
  const expiresAt = answers && resolveExpiry({ ...answers, description: '' }, core.now());
  if (!expiresAt) return false;
  const words = expirationWords(found, dateInWords(expiresAt));
  if (!(await confirm(words))) return false;
  return changeEach(core, found, words, async ({ connection, client }, now, signal) => {
    // One that has got an expiration since the audit must not get a later one.
    if (!now || now.expiresAt) throw new CredentialsError('changedMeanwhile');
    const service = await core.connections.service(connection);
    const wanted = { description: now.description, expiresAt };
    await service.updateSecret(client.type, client.id, now.id, wanted, { signal });
  });
}

function expirationSteps({ now }: Core): readonly WizardStep<NewSecretAnswers>[] {
  const steps = newSecretSteps<NewSecretAnswers>({ now, suggestedDescription: '' });
  return steps
    .filter(({ id }) => id !== 'description')
    .map(step => (step.id === 'expiry' ? withoutNever(step) : step));
}

const withoutNever = (step: WizardStep<NewSecretAnswers>): WizardStep<NewSecretAnswers> => ({
  ...step,
  async prompt(answers) {
    const prompt = (await step.prompt(answers)) as PickPrompt;
    return { ...prompt, items: prompt.items.filter(({ value }) => value !== 'never') };
  },
});

async function confirm({ question, detail, button }: BulkWords): Promise<boolean> {
  return (await safeWindow.showWarningMessage(question, { modal: true, detail }, button)) === button;
}

/** Changes secrets, each as the service has it now; then says what was done, and what was not. */
async function changeEach(
  core: Core,
  found: readonly FoundSecret[],
  words: BulkWords,
  change: (found: FoundSecret, now: ClientSecret | undefined, signal: AbortSignal) => Promise<void>,
): Promise<true> {
  const reader = new SecretReader(core);
  const outcome = await forEachAtOnce(words.progress, found, async (each, signal) =>
    change(each, await reader.read(each, signal), signal),
  );
  for (const { error } of outcome.failed) core.log.error(error);
  await showChanged(core, found);
  const { isComplete, text, detail } = outcomeInWords(words, found.length, outcome);
  if (isComplete) void safeWindow.showInformationMessage(text);
  else void safeWindow.showErrorMessage(text, { modal: true, detail });
  return true;
}

/** Deletes disabled clients by the command for several clients, which says who uses them and asks once. */
async function deleteDisabled(core: Core, findings: readonly AuditFinding[]): Promise<boolean> {
  const nodes: ClientNode[] = [];
  const { done, failed } = await forEachAtOnce(l10n.t('Reading…'), findings, async finding => {
    const { tenantId, client } = finding;
    const of = { tenantId, clientId: client.id, clientType: client.type };
    const node = await core.connections.clientNode(of).catch(unlessGone);
    // Someone may have enabled it since the audit.
    if (node?.client.enabled === false) nodes.push(node);
  });
  if (failed[0]) throw failed[0].error;
  if (done.length < findings.length) return false;
  if (nodes.length > 0) await core.execute('removeClient', { node: undefined, selected: nodes });
  await rereadClients(core, findings);
  return findings.length > 0;
}
