import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { DeliverableCredential } from '../../../credentials/delivery/deliverCredential.ts';
import { type Operation, secretOf } from '../../../credentials/operations/operation.ts';
import type { Conclusion } from '../../../credentials/operations/runOperation.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { expiryLikeOld } from '../../../credentials/rotation/rotatedSecret.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { type ChosenNodes, chooseSecret } from '../../core/pickers/chooseClients.ts';
import { pickKept } from '../../core/pickers/pickKept.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { rotatedInWords } from './operationWords.ts';
import { goOn, offerToGoOn } from './resumeCommands.ts';
import { rotateSeveral } from './rotateSeveral.ts';
import {
  chosenAfterwards,
  type RotateAnswers,
  type RotateContext,
  rotatedExpiry,
  rotateSteps,
} from './rotateSteps.ts';
import {
  choiceOf,
  choiceOfKept,
  type RotationChoice,
  type RotationSubject,
  readSubject,
} from './rotationSubject.ts';
import { connectionsOf, type RotationCommandParts, showChanged } from './rotationTools.ts';
import { rotationSummary } from './rotationWords.ts';
import { orderOf, runOrder } from './runOrder.ts';

/** What *Rotate* works with. */
export interface RotateCommandParts extends RotationCommandParts {
  /** Opens the result view on a value that is kept. */
  readonly showKept: (credential: DeliverableCredential, kept: KeptSecret) => Promise<void>;
}

type Rotatable = ClientNode | SecretNode;

const isRotatable = (node: ClientsNode | undefined): node is Rotatable =>
  node?.kind === 'client' || node?.kind === 'secret';

/** Runs *Rotate*: of the secret, or the secrets, that were chosen, else of the one that the user picks. */
export async function rotate(parts: RotateCommandParts, { node, selected }: ChosenNodes): Promise<void> {
  const choices = selected.filter(isRotatable).flatMap(each => choiceOf(each) ?? []);
  if (choices.length > 1) return rotateSeveral(parts, choices);
  const choice = isRotatable(node) ? await onlySecretOf(parts, node) : await pickChoice(parts);
  if (choice) await rotateOne(parts, choice);
}

/** Rotates one secret, after all questions. */
export async function rotateOne(parts: RotateCommandParts, choice: RotationChoice): Promise<void> {
  const reading = l10n.t('Reading the secrets of “{0}”…', choice.client.name);
  const subject = await withDelayedProgress(reading, signal =>
    untilCancelled(signal, readSubject(choice, parts)),
  );
  const { now } = parts;
  const like = expiryLikeOld(subject.secret, subject.kept?.keptAt, now());
  const context: RotateContext = {
    now,
    asBefore: like ?? 'never',
    removable: removableOf(subject),
    summary: answers =>
      rotationSummary(subject, {
        expiresAt: rotatedExpiry(answers, like, now()),
        afterwards: chosenAfterwards(answers),
        isItself: connectionsOf(parts, subject.tenantId).length === 0,
      }),
  };
  const title = l10n.t('Rotate a Secret of {0}', subject.client.name);
  const answers = await runWizard(quickInput, title, rotateSteps(context));
  if (!answers) return;
  const conclusion = await carryOut(parts, subject, answers, rotatedExpiry(answers, like, now()));
  if (conclusion) await announce(parts, conclusion);
}

/** Rotates by these answers, with progress; an interruption is shown with what can be done about it. */
async function carryOut(
  parts: RotateCommandParts,
  subject: RotationSubject,
  answers: RotateAnswers,
  expiresAt: Date | undefined,
): Promise<Conclusion | undefined> {
  const { name } = subject.client;
  const order = {
    ...orderOf(subject, expiresAt, chosenAfterwards(answers), parts.now()),
    ...(answers.removed === undefined ? {} : { removedSecretId: answers.removed }),
  };
  try {
    return await withDelayedProgress(l10n.t('Rotating a secret of “{0}”…', name), signal =>
      runOrder(parts, subject, order, signal),
    );
  } catch (error) {
    const interrupted = await parts.journal.get(order.id);
    if (!interrupted) throw error;
    parts.logError(error);
    parts.workShown(interrupted);
    void offerToGoOn(parts, interrupted, error);
    return undefined;
  } finally {
    await showChanged({ ...subject, kind: 'rotate' }, parts);
  }
}

/** The secrets of which one has to go, where there is no room; not the one that is rotated. */
function removableOf({ secrets, secret, placesBySecret }: RotationSubject): RotateContext['removable'] {
  if (secrets.length < LIMITS.secretsPerClient) return [];
  const others = secrets.filter(({ id }) => id !== secret.id);
  const expiry = ({ expiresAt }: (typeof others)[number]) => expiresAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return others
    .map(each => ({ secret: each, places: placesBySecret.get(each.id) ?? 0 }))
    .toSorted((one, other) => one.places - other.places || expiry(one.secret) - expiry(other.secret));
}

/** Says what a rotation has come to; a value that stands nowhere is shown, for somebody has to bring it somewhere. */
async function announce(parts: RotateCommandParts, { operation, ended }: Conclusion): Promise<void> {
  const { newSecretId, places } = operation;
  if (places.length === 0 && newSecretId !== undefined) await showNew(parts, operation, newSecretId);
  const text = rotatedInWords(operation, ended, parts.now());
  if (ended) return void safeWindow.showInformationMessage(text);
  const deleteOld = l10n.t('Delete the Old One Now');
  void safeWindow.showInformationMessage(text, deleteOld).then(async chosen => {
    if (chosen === deleteOld) await parts.run(() => goOn(parts, operation, 'deleteOld'));
  });
}

async function showNew(parts: RotateCommandParts, operation: Operation, secretId: number): Promise<void> {
  const reference = secretOf(operation, secretId);
  const [kept, secret] = await Promise.all([
    parts.keptSecrets.record(reference),
    parts.keptSecrets.value(reference),
  ]);
  if (kept && secret) await parts.showKept({ ...kept, secret }, kept);
}

async function onlySecretOf(parts: RotateCommandParts, node: Rotatable): Promise<RotationChoice | undefined> {
  const choice = choiceOf(node);
  if (!choice || node.kind === 'secret') return choice;
  const subject = await readSubject(choice, parts);
  if (subject.secrets.length === 1) return { ...choice, secretId: subject.secret.id };
  const secret = await chooseSecret(parts, node);
  return secret && choiceOf(secret);
}

/** Has the user pick: a secret of any client, or one that is kept here where nobody is signed in. */
async function pickChoice(parts: RotateCommandParts): Promise<RotationChoice | undefined> {
  try {
    if (parts.connections().length > 0) {
      const secret = await chooseSecret(parts, undefined);
      return secret && choiceOf(secret);
    }
  } catch (error) {
    const isSignedOut =
      error instanceof CredentialsError && ['signedOut', 'sessionExpired'].includes(error.code);
    if (!isSignedOut) throw error;
  }
  // its client can rotate it without anybody else
  const kept = await pickKept(await parts.keptSecrets.all(), parts.now());
  return kept && choiceOfKept(kept);
}
