import * as l10n from '@vscode/l10n';
import { CredentialsError, type CredentialsErrorCode } from '../../../credentials/credentialsError.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { SignInError } from '../../../signIn/signInError.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard, type WizardMemory } from '../../platform/wizard/runWizard.ts';
import type { WizardStep } from '../../platform/wizard/wizardStep.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { isCancellation } from '../../vocabulary/errors/cancellation.ts';
import { LocalTenantError } from '../../vocabulary/errors/localTenantError.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import type { Core } from '../core.ts';
import { runMend } from '../runCommand.ts';

/** The questions of a wizard, with what they depend on. */
export interface PreparedWizard<Answers> {
  readonly steps: readonly WizardStep<Answers>[];
  readonly known?: Partial<Answers>;
  /** What only later questions wait for; see `runWizard`. */
  readonly needed?: Promise<unknown>;
  /** Called when no question is left: what is still being read is not needed. */
  readonly asked?: () => void;
}

/** A wizard, and what is done with its answers. */
export interface WizardTask<Answers> {
  readonly title: string;
  /** What the wizard is about: a button of a message is run on it. Missing: the message has no such button. */
  readonly node: ClientsNode | undefined;
  /** Prepares the questions, again for each time that they are asked: what they read may have failed. */
  readonly prepare: () => PreparedWizard<Answers>;
  /** Acts on the answers. It is called again when the user wants it after a failure, and must not do anything twice. */
  readonly act: (answers: Answers) => Promise<void>;
  /** Says in a sentence what a failure of `act` has left behind; empty when the message of the error says it. */
  readonly effectInWords: (error: unknown) => string;
  /** Says that nothing has been done yet. */
  readonly nothingDone: string;
}

/** What follows a failure: the task once more, or the questions once more, at the place where they were left. */
type Next = 'act' | 'ask';

/**
 * Runs a wizard and acts on its answers. After a failure of either, it says what has been done, and offers to try again with
 * the answers that the user has given. Rejects with errors that aren't foreseen, or after which the same would fail again.
 */
export async function askAndAct<Answers>(core: Core, task: WizardTask<Answers>): Promise<void> {
  const memory: WizardMemory<Answers> = {};
  let answers: Answers | undefined;
  for (let next: Next | undefined = 'ask'; next; ) {
    try {
      if (next === 'ask') {
        answers = undefined;
        answers = await ask(task, memory);
      }
      if (answers) await task.act(answers);
      return;
    } catch (error) {
      if (isCancellation(error) || !isWorthAnotherTry(error)) throw error;
      core.log.error(error);
      next = await offerAgain(core, task, error, answers !== undefined);
    }
  }
}

async function ask<Answers>(
  { title, prepare }: WizardTask<Answers>,
  memory: WizardMemory<Answers>,
): Promise<Answers | undefined> {
  const { steps, known, needed, asked } = prepare();
  try {
    return await runWizard(quickInput, title, steps, known, { needed, memory });
  } finally {
    asked?.();
  }
}

/** Errors after which the answers are of no use any longer. */
const POINTLESS: ReadonlySet<CredentialsErrorCode> = new Set<CredentialsErrorCode>([
  'changedMeanwhile',
  'clientGone',
  'hasNoSecret',
  'ownedByLocalTenant',
  'rotationUnderWay',
]);

function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof CredentialsError) return !POINTLESS.has(error.code);
  return error instanceof ServiceError || error instanceof SignInError || error instanceof LocalTenantError;
}

async function offerAgain<Answers>(
  core: Core,
  { node, effectInWords, nothingDone }: WizardTask<Answers>,
  error: unknown,
  hasActed: boolean,
): Promise<Next | undefined> {
  const { text, mend } = errorInWords(error);
  const tryAgain = l10n.t('Try Again');
  const change = l10n.t('Change Answers…');
  const effect = hasActed ? effectInWords(error) : nothingDone;
  // Reading the view again would not continue with the answers.
  const other = node && mend && mend.command !== 'refresh' ? mend : undefined;
  const chosen = await safeWindow.showErrorMessage(
    effect === '' ? text : `${text} ${effect}`,
    tryAgain,
    ...(hasActed ? [change] : []),
    ...(other ? [other.label] : []),
  );
  if (chosen === tryAgain) return hasActed ? 'act' : 'ask';
  if (chosen === change) return 'ask';
  if (!node || !other || chosen !== other.label) return undefined;
  await runMend(core.execute, other, node);
  return other.command === 'signIn' ? 'ask' : undefined;
}

/** Errors whose message says itself what has been created or changed. */
const SAYS_ITSELF: ReadonlySet<CredentialsErrorCode> = new Set<CredentialsErrorCode>([
  'answerLost',
  'busyOnHost',
  'heldElsewhere',
  'journalRefused',
  'notEffectiveYet',
  'notIdentified',
  'outcomeUnknown',
  'renewingElsewhere',
  'rotationOnHost',
]);

/** Says that a failed request has created nothing, unless the message of its error says what it has created. */
export function creationInWords(error: unknown): string {
  const saysItself =
    error instanceof ServiceError
      ? error.outcomeUnknown || error.code === 'conflict'
      : error instanceof CredentialsError && SAYS_ITSELF.has(error.code);
  return saysItself ? '' : nothingCreated();
}

/** Says that a failed task has changed nothing, unless the message of its error says it. */
export function changeInWords(error: unknown): string {
  const saysItself = error instanceof CredentialsError && SAYS_ITSELF.has(error.code);
  return saysItself ? '' : nothingChanged();
}

/** Says that nothing was changed. */
export const nothingChanged = (): string => l10n.t('Nothing was changed.');

/** Says that nothing was created. */
export const nothingCreated = (): string => l10n.t('Nothing was created.');
