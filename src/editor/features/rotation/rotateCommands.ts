import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { Conclusion } from '../../../credentials/operations/runOperation.ts';
import type { RotationOrder } from '../../../credentials/operations/startRotation.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { secretOf } from '../../../credentials/records/references.ts';
import { expiryLikeOld } from '../../../credentials/rotation/rotatedSecret.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import type { Core } from '../../core/core.ts';
import { acceptHolders, acceptRotating } from '../../core/pickers/acceptHosts.ts';
import { chooseSecret } from '../../core/pickers/chooseClients.ts';
import { pickKept } from '../../core/pickers/pickKept.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import type { ChosenNodes } from '../../vocabulary/commandArguments.ts';
import { rotatedInWords } from './operationWords.ts';
import { goOn, offerToGoOn } from './resumeCommands.ts';
import { rotateSeveral } from './rotateSeveral.ts';
import { type RotateContext, resolveAfterwards, resolveRotatedExpiry, rotateSteps } from './rotateSteps.ts';
import {
  choiceOf,
  choiceOfKept,
  issuedAt,
  type RotationChoice,
  type RotationSubject,
  readSubject,
} from './rotationSubject.ts';
import { showChanged } from './rotationTools.ts';
import { rotationSummary } from './rotationWords.ts';
import { orderOf, runOrder } from './runOrder.ts';

type Rotatable = ClientNode | SecretNode;

const isRotatable = (node: ClientsNode | undefined): node is Rotatable =>
  node?.kind === 'client' || node?.kind === 'secret';

/** Runs *Rotate*: of the secret, or the secrets, that were chosen, else of the one that the user picks. */
export async function rotate(core: Core, { node, selected }: ChosenNodes): Promise<void> {
  const choices = selected.filter(isRotatable).flatMap(each => choiceOf(each) ?? []);
  if (choices.length > 1) return rotateSeveral(core, choices);
  const choice = isRotatable(node) ? await onlySecretOf(core, node) : await pickChoice(core);
  if (choice) await rotateOne(core, choice);
}

/** Rotates a saved secret, after all questions. */
export const rotateKept = (core: Core, kept: KeptSecret): Promise<void> =>
  rotateOne(core, choiceOfKept(kept));

/** Rotates one secret, after all questions. */
async function rotateOne(core: Core, choice: RotationChoice): Promise<void> {
  const reading = l10n.t('Reading the secrets of “{0}”…', choice.client.name);
  const subject = await withDelayedProgress(reading, signal =>
    untilCancelled(signal, readSubject(choice, core)),
  );
  const rotating = await acceptRotating(secretOf(subject, subject.secret.id), core);
  if (!rotating) return;
  const { now } = core;
  const like = expiryLikeOld(subject.secret, issuedAt(subject.kept), now());
  const context: RotateContext = {
    now,
    asBefore: like ?? 'never',
    removable: removableOf(subject),
    mayDelete: subject.mayDelete,
    summary: answers =>
      rotationSummary(subject, {
        expiresAt: resolveRotatedExpiry(answers, like, now()),
        afterwards: resolveAfterwards(answers),
        hostName: core.hosts.name,
        isItself: core.connections.reaching(subject.tenantId).length === 0,
      }),
  };
  const title = l10n.t('Rotate a Secret of {0}', subject.client.name);
  const answers = await runWizard(quickInput, title, rotateSteps(context));
  if (!answers) return;
  const making =
    answers.removed === undefined ? [] : await acceptHolders(secretOf(subject, answers.removed), core);
  if (!making) return;
  const conclusion = await carryOut(core, subject, {
    ...orderOf(subject, resolveRotatedExpiry(answers, like, now()), resolveAfterwards(answers), now()),
    removedSecretId: answers.removed,
    acceptedHosts: [...rotating, ...making],
  });
  if (conclusion) await announce(core, conclusion);
}

/** Carries out an order, with progress; an interruption is shown with what can be done about it. */
async function carryOut(
  core: Core,
  subject: RotationSubject,
  order: RotationOrder,
): Promise<Conclusion | undefined> {
  const { name } = subject.client;
  try {
    const conclusion = await withDelayedProgress(l10n.t('Rotating a secret of “{0}”…', name), signal =>
      runOrder(core, subject, order, signal),
    );
    // It is asked about right away, not also as a deletion that is due.
    if (isDueAtOnce(conclusion)) await core.tell({ kind: 'operationShown', operation: conclusion.operation });
    return conclusion;
  } catch (error) {
    const interrupted = await core.journal.get(order.id);
    if (!interrupted) throw error;
    core.log.error(error);
    await core.tell({ kind: 'operationShown', operation: interrupted });
    void offerToGoOn(core, interrupted, error);
    return undefined;
  } finally {
    await showChanged({ ...subject, kind: 'rotate' }, core);
  }
}

/** Lists the secrets that can be deleted to make room, if there is none; the rotated one is not among them. */
function removableOf({ secrets, secret, placesBySecret }: RotationSubject): RotateContext['removable'] {
  if (secrets.length < LIMITS.secretsPerClient) return [];
  const others = secrets.filter(({ id }) => id !== secret.id);
  const expiry = ({ expiresAt }: (typeof others)[number]) => expiresAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return others
    .map(each => ({ secret: each, places: placesBySecret.get(each.id) ?? 0 }))
    .toSorted((one, other) => one.places - other.places || expiry(one.secret) - expiry(other.secret));
}

/** Tells whether the old secret was to be deleted at once, but another host holds it: the user decides now. */
const isDueAtOnce = ({ operation: { afterwards }, ended }: Conclusion): boolean =>
  !ended && afterwards.kind === 'delete' && afterwards.graceMs === 0;

/** Says how a rotation has ended. A value that is stored nowhere is shown, because the user has to bring it somewhere. */
async function announce(core: Core, { operation, ended }: Conclusion): Promise<void> {
  const { newSecretId, places } = operation;
  if (places.length === 0 && newSecretId !== undefined) await showNew(core, operation, newSecretId);
  const text = rotatedInWords(operation, ended, core.now());
  if (ended) return void safeWindow.showInformationMessage(text);
  if (isDueAtOnce({ operation, ended })) return goOn(core, operation, 'deleteOld');
  const deleteOld = l10n.t('Delete the Old One Now');
  void safeWindow.showInformationMessage(text, deleteOld).then(async chosen => {
    if (chosen === deleteOld) await core.run(() => goOn(core, operation, 'deleteOld'));
  });
}

async function showNew(core: Core, operation: Operation, secretId: number): Promise<void> {
  const reference = secretOf(operation, secretId);
  const [kept, secret] = await Promise.all([
    core.keptSecrets.record(reference),
    core.keptSecrets.value(reference),
  ]);
  if (kept && secret) await core.resultView.showKept({ ...kept, secret }, kept);
}

async function onlySecretOf(core: Core, node: Rotatable): Promise<RotationChoice | undefined> {
  const choice = choiceOf(node);
  if (!choice || node.kind === 'secret') return choice;
  const subject = await readSubject(choice, core);
  if (subject.secrets.length === 1) return { ...choice, secretId: subject.secret.id };
  const secret = await chooseSecret(core, node);
  return secret && choiceOf(secret);
}

/** Lets the user pick a secret of any client, or a saved one if no one is signed in. */
async function pickChoice(core: Core): Promise<RotationChoice | undefined> {
  try {
    if (core.connections.ofWorkspace().length > 0) {
      const secret = await chooseSecret(core, undefined);
      return secret && choiceOf(secret);
    }
  } catch (error) {
    const isSignedOut =
      error instanceof CredentialsError && ['signedOut', 'sessionExpired'].includes(error.code);
    if (!isSignedOut) throw error;
  }
  // its client can rotate it without anybody else
  const kept = await pickKept(await core.keptSecrets.all(), core.now());
  return kept && choiceOfKept(kept);
}
