import * as l10n from '@vscode/l10n';
import type { ExpiryChoice } from '../../../credentials/expiry/secretExpiry.ts';
import type { Afterwards } from '../../../credentials/operations/operation.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import {
  type NewSecretAnswers,
  newSecretSteps,
  resolveExpiry,
  withExpiryFirst,
} from '../../core/steps/newSecretSteps.ts';
import { type ItemOf, stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { dateInWords, expiryInWords } from '../../vocabulary/words/expiryWords.ts';

const ask = stepsFor<RotateAnswers>();

/** What becomes of the old secrets. */
export type AfterwardsChoice = 'hour' | 'day' | 'now' | 'keep';

/** All answers of *Rotate*. */
export interface RotateAnswers extends Omit<NewSecretAnswers, 'expiry' | 'description'> {
  /** The service's number of the secret that makes room for the new one; only of a client that has no room. */
  readonly removed: number;
  readonly expiry: ExpiryChoice | 'asBefore';
  readonly afterwards: AfterwardsChoice;
  readonly start: true;
}

/** A secret that could make room for another, with the number of places that hold it. */
export interface RemovableSecret {
  readonly secret: ClientSecret;
  readonly places: number;
}

/** What the questions of *Rotate* depend on. */
export interface RotateContext {
  readonly now: () => Date;
  /** When the new secret expires that lives as long as the old one; `never` when that never expires. */
  readonly asBefore: Date | 'never' | 'each';
  /** Secrets of which one has to go first; none where there is room. */
  readonly removable: readonly RemovableSecret[];
  /** Whether the old secret may be deleted afterwards; default: it may. */
  readonly mayDelete?: boolean;
  /** What is about to happen, in words; `detail` has what to think of before. */
  readonly summary: (answers: RotateAnswers) => { readonly text: string; readonly detail: string };
}

const HOUR_MS = 3_600_000;

const AFTERWARDS: Readonly<Record<AfterwardsChoice, Afterwards>> = {
  hour: { kind: 'delete', graceMs: HOUR_MS },
  day: { kind: 'delete', graceMs: 24 * HOUR_MS },
  now: { kind: 'delete', graceMs: 0 },
  keep: { kind: 'keep' },
};

/** Returns what the answers mean for the old secret. */
export const resolveAfterwards = ({ afterwards }: Pick<RotateAnswers, 'afterwards'>): Afterwards =>
  AFTERWARDS[afterwards];

/** Returns when the new secret of these answers expires, `undefined` for never; `asBefore` is what that answer means. */
export function resolveRotatedExpiry(
  { expiry, expiryDate }: Pick<RotateAnswers, 'expiry' | 'expiryDate'>,
  asBefore: Date | undefined,
  now: Date,
): Date | undefined {
  if (expiry === 'asBefore') return asBefore;
  return resolveExpiry({ description: '', expiry, expiryDate }, now);
}

/** Lists the questions of *Rotate*. */
export function rotateSteps(context: RotateContext): readonly WizardStep<RotateAnswers>[] {
  const { now, removable } = context;
  const asked = newSecretSteps<NewSecretAnswers>({ now, suggestedDescription: '' });
  const expirySteps = withExpiryFirst(
    asked.filter(({ id }) => id !== 'description'),
    asBeforeItem(context.asBefore),
  );
  return [
    ask.pick('removed', {
      applies: () => removable.length > 0,
      question: () => l10n.t('The client has no room for another secret. Which one is deleted first?'),
      items: answers => removable.map(each => removableItem(each, now(), answers.removed)),
    }),
    ...(expirySteps as unknown as readonly WizardStep<RotateAnswers>[]),
    ask.pick('afterwards', {
      question: () => l10n.t('What becomes of the old secret, once the new one works everywhere?'),
      items: answers => afterwardsItems(answers.afterwards ?? 'hour', context.mayDelete ?? true),
    }),
    ask.pick('start', {
      // All questions before this one have been answered.
      question: answers => context.summary(answers as RotateAnswers).text,
      items: answers => [
        {
          value: true,
          label: l10n.t('Rotate'),
          detail: context.summary(answers as RotateAnswers).detail,
          picked: true,
        },
      ],
    }),
  ];
}

function asBeforeItem(asBefore: RotateContext['asBefore']): ItemOf<string> {
  const value = 'asBefore';
  if (asBefore === 'each') return { value, label: l10n.t('Each as long as its old one') };
  if (asBefore === 'never') {
    return {
      value,
      label: l10n.t('As the old one: never'),
      description: l10n.t('$(warning) not advised'),
      detail: l10n.t('A secret that leaks works until somebody deletes it.'),
    };
  }
  return { value, label: l10n.t('As long as the old one'), description: dateInWords(asBefore) };
}

function removableItem({ secret, places }: RemovableSecret, now: Date, chosen?: number): ItemOf<number> {
  return {
    value: secret.id,
    label: secret.description || l10n.t('Secret {0}', secret.id),
    description: expiryInWords(secret, now),
    picked: secret.id === chosen,
    detail: places > 0 ? l10n.t('$(warning) Places that hold it: {0}', places) : undefined,
  };
}

function afterwardsItems(chosen: AfterwardsChoice, mayDelete: boolean): readonly ItemOf<AfterwardsChoice>[] {
  if (!mayDelete) {
    const detail = l10n.t(
      'It can’t be deleted: it isn’t known which of the client’s secrets is used. “Adopt Existing Secret…” lets you say which one.',
    );
    return [{ value: 'keep', label: l10n.t('Keep it'), detail, picked: true }];
  }
  const rows: readonly ItemOf<AfterwardsChoice>[] = [
    {
      value: 'hour',
      label: l10n.t('Delete it after 1 hour'),
      detail: l10n.t('Programs that run with it have time to read the new one. You are asked again then.'),
    },
    { value: 'day', label: l10n.t('Delete it after 1 day'), detail: l10n.t('You are asked again then.') },
    {
      value: 'now',
      label: l10n.t('Delete it at once'),
      detail: l10n.t('For a secret that has leaked. Programs that run with it can no longer sign in.'),
    },
    { value: 'keep', label: l10n.t('Keep it') },
  ];
  return rows.map(row => ({ ...row, picked: row.value === chosen }));
}
