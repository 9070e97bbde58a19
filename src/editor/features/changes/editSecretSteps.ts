import * as l10n from '@vscode/l10n';
import type { ExpiryChoice } from '../../../credentials/expiry/secretExpiry.ts';
import type { ClientSecret, ClientSecretDraft } from '../../../service/model/clientSecret.ts';
import {
  type NewSecretAnswers,
  newSecretSteps,
  resolveExpiry,
  withExpiryFirst,
} from '../../core/steps/newSecretSteps.ts';
import { stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { dateInWords, expiryInWords } from '../../vocabulary/words/expiryWords.ts';

const ask = stepsFor<EditSecretAnswers>();

/** All answers of *Edit Secret*. */
export interface EditSecretAnswers extends Omit<NewSecretAnswers, 'expiry'> {
  readonly expiry: ExpiryChoice | 'keep';
  readonly save: boolean;
}

/** What the questions of *Edit Secret* depend on. */
export interface EditSecretContext {
  readonly secret: ClientSecret;
  readonly now: () => Date;
}

/** Returns description and expiry that a secret is to have by these answers. */
export function resolveSecretDraft(
  { secret, now }: EditSecretContext,
  answers: Partial<EditSecretAnswers>,
): ClientSecretDraft {
  const { description = secret.description, expiry = 'keep', expiryDate = '' } = answers;
  const expiresAt =
    expiry === 'keep' ? secret.expiresAt : resolveExpiry({ description, expiry, expiryDate }, now());
  return { description, expiresAt };
}

/** Tells whether the answers make a secret work for longer, which the service's documentation advises against. */
export function extendsSecret(context: EditSecretContext, answers: Partial<EditSecretAnswers>): boolean {
  const { expiresAt: before } = context.secret;
  const { expiresAt } = resolveSecretDraft(context, answers);
  return before !== undefined && (expiresAt === undefined || expiresAt > before);
}

/** Lists the questions of *Edit Secret*. */
export function editSecretSteps(context: EditSecretContext): readonly WizardStep<EditSecretAnswers>[] {
  const { secret, now } = context;
  const steps = newSecretSteps<NewSecretAnswers>({ now, suggestedDescription: secret.description });
  const keep = { value: 'keep', label: l10n.t('Leave it'), description: expiryInWords(secret, now()) };
  // What isn't known can't be sent again: the user chooses.
  const adapted = secret.expiryUnknown ? steps : withExpiryFirst(steps, keep);
  return [
    ...(adapted as unknown as readonly WizardStep<EditSecretAnswers>[]),
    ask.pick('save', {
      question: answers => summaryInWords(context, answers),
      items: answers => [
        {
          value: true,
          label: l10n.t('Save'),
          picked: true,
          detail: extendsSecret(context, answers)
            ? l10n.t(
                '$(warning) Not advised: add a new secret, move the application over, then delete this one.',
              )
            : undefined,
        },
      ],
    }),
  ];
}

function summaryInWords(context: EditSecretContext, answers: Partial<EditSecretAnswers>): string {
  const { description, expiresAt } = resolveSecretDraft(context, answers);
  const name = description || l10n.t('Secret {0}', context.secret.id);
  return expiresAt
    ? l10n.t('“{0}” works until {1}', name, dateInWords(expiresAt))
    : l10n.t('“{0}” never expires', name);
}
