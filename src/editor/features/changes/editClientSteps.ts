import * as l10n from '@vscode/l10n';
import {
  type ClientField,
  changedFields,
  changesOf,
  fieldOf,
  fieldsOfType,
} from '../../../credentials/clientEdit.ts';
import type { Client, ClientChanges } from '../../../service/model/client.ts';
import { type ClientSettings, settingsOfType } from '../../../service/model/clientSettings.ts';
import { lifetimeStep, nameStep } from '../../core/steps/basicSteps.ts';
import { settingStep } from '../../core/steps/settingSteps.ts';
import { stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';

const ask = stepsFor<EditClientAnswers>();

/** All answers of *Edit Client*. */
export interface EditClientAnswers extends Partial<ClientSettings> {
  /** What is to be changed; the rest is not asked. */
  readonly fields: readonly ClientField[];
  readonly name: string;
  readonly lifetimeSeconds: number;
  readonly save: boolean;
}

/** Enabling and disabling have commands of their own, which explain the consequences. */
const isEditable = (field: ClientField): boolean => field !== 'enabled';

/** Returns the answers as the client has them now. */
export function currentAnswers(client: Client): Partial<EditClientAnswers> {
  return { ...client.settings, name: client.name, lifetimeSeconds: client.accessTokenLifetimeSeconds };
}

/** Returns what the answers change of the client. */
export function resolveChanges(client: Client, answers: Partial<EditClientAnswers>): ClientChanges {
  const { fields = [], name, lifetimeSeconds, save: _, ...settings } = answers;
  const isChosen = (field: ClientField) => fields.includes(field);
  const chosen = Object.entries(settings).filter(([key]) => isChosen(key as ClientField));
  return changesOf(client, {
    name: isChosen('name') ? name : undefined,
    accessTokenLifetimeSeconds: isChosen('accessTokenLifetimeSeconds') ? lifetimeSeconds : undefined,
    settings: Object.fromEntries(chosen),
  });
}

/** Lists the questions of *Edit Client*: what to change, then only that, then what it comes to. */
export function editClientSteps(client: Client): readonly WizardStep<EditClientAnswers>[] {
  const isChosen = (field: ClientField) => (answers: Partial<EditClientAnswers>) =>
    answers.fields?.includes(field) ?? false;
  return [
    ask.pickMany('fields', {
      question: l10n.t('What do you want to change?'),
      items: answers =>
        fieldsOfType(client.type)
          .filter(isEditable)
          .map(field => ({
            value: field,
            label: clientFieldInWords(field),
            description: fieldValueInWords(field, fieldOf(client, field)),
            picked: answers.fields?.includes(field) ?? false,
          })),
    }),
    { ...nameStep<EditClientAnswers>(), applies: isChosen('name') },
    { ...lifetimeStep<EditClientAnswers>(), applies: isChosen('accessTokenLifetimeSeconds') },
    ...(settingsOfType(client.type).map(row =>
      settingStep<EditClientAnswers & ClientSettings>(row, {
        applies: isChosen(row.key),
        before: client.settings,
      }),
    ) as unknown as readonly WizardStep<EditClientAnswers>[]),
    ask.pick('save', {
      question: answers => changesInWords(client, resolveChanges(client, answers)),
      items: answers =>
        changedFields(client.type, resolveChanges(client, answers)).length === 0
          ? [{ value: false, label: l10n.t('Close'), picked: true }]
          : [{ value: true, label: l10n.t('Save'), picked: true }],
    }),
  ];
}

function changesInWords(client: Client, changes: ClientChanges): string {
  const changed = changedFields(client.type, changes).map(field =>
    l10n.t(
      '{0}: {1} → {2}',
      clientFieldInWords(field),
      fieldValueInWords(field, fieldOf(client, field)),
      fieldValueInWords(field, fieldOf(changes, field)),
    ),
  );
  return changed.length === 0 ? l10n.t('Nothing changes.') : changed.join('; ');
}
