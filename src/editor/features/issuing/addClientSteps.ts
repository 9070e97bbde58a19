import * as l10n from '@vscode/l10n';
import {
  type ClientSettings,
  DEFAULT_SETTINGS,
  settingsOfType,
} from '../../../service/model/clientSettings.ts';
import { CLIENT_TYPES, type ClientType, hasSecrets } from '../../../service/model/clientTypes.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import type { Role } from '../../../service/model/role.ts';
import { lifetimeStep, nameStep } from '../../core/steps/basicSteps.ts';
import {
  type DestinationAnswers,
  type DestinationContext,
  destinationSteps,
} from '../../core/steps/destinationStep.ts';
import {
  type NewSecretAnswers,
  type NewSecretContext,
  newSecretSteps,
  resolveExpiry,
} from '../../core/steps/newSecretSteps.ts';
import { isMemberRole, roleInWords, roleItems } from '../../core/steps/roleItems.ts';
import { settingStep } from '../../core/steps/settingSteps.ts';
import { stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { clientTypeHintInWords, clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';
import { lifetimeInWords } from '../../vocabulary/words/lifetimeWords.ts';

const ask = stepsFor<AddClientAnswers>();

/** All answers of *Add Client*; what a type does not have is left at its default. */
export interface AddClientAnswers extends ClientSettings, NewSecretAnswers, DestinationAnswers {
  readonly type: ClientType;
  readonly name: string;
  /** Whether everything else is left as suggested, or asked. */
  readonly extent: 'suggested' | 'everything';
  /** Ids of roles (not role type ids), Tenant Member always among them. */
  readonly roleIds: readonly string[];
  readonly lifetimeSeconds: number;
  /** The last answer for a type that has no secret to put anywhere. */
  readonly confirmed: true;
}

/** What the questions of *Add Client* depend on. */
export interface AddClientContext extends NewSecretContext, DestinationContext {
  /** Roles of the tenant that a client may have; read while the first questions are answered. */
  readonly roles: Promise<readonly Role[]>;
  /** The type, where the command was run on one: it is not asked then. */
  readonly type?: ClientType | undefined;
  /** What is suggested instead of the service's defaults: the client that is duplicated. */
  readonly like?: Partial<Omit<AddClientAnswers, 'extent' | 'confirmed' | keyof DestinationAnswers>>;
}

type Answers = Partial<AddClientAnswers>;

/** Returns what *Add Client* suggests before it knows the roles, and what holds wherever it does not ask. */
export function suggestAnswers({ type, like, suggestedDescription }: AddClientContext): Answers {
  return {
    ...DEFAULT_SETTINGS,
    lifetimeSeconds: LIMITS.tokenLifetimeSeconds.default,
    description: suggestedDescription,
    expiry: '1year',
    ...like,
    type: type ?? like?.type,
  };
}

/** Lists the questions of *Add Client* for all types, in the portal's order. */
export function addClientSteps(context: AddClientContext): readonly WizardStep<AddClientAnswers>[] {
  const typeOf = (answers: Answers): ClientType => context.type ?? answers.type ?? 'clientCredentials';
  const summary = async (answers: Answers) => {
    const known = { roles: await context.roles, now: context.now() };
    return summaryInWords(answers, known, typeOf(answers));
  };
  const withEverything = (answers: Answers) => answers.extent === 'everything';
  const settings = CLIENT_TYPES.flatMap(({ type }) =>
    settingsOfType(type).map(row => ({
      row,
      step: settingStep<AddClientAnswers>(row, {
        applies: answers => typeOf(answers) === type && (row.needed || withEverything(answers)),
      }),
    })),
  );
  return [
    typeStep(context.type === undefined),
    nameStep(),
    ...settings.filter(({ row }) => row.needed).map(({ step }) => step),
    extentStep(context, typeOf),
    {
      ...ask.pickMany('roleIds', {
        question: l10n.t('Roles of the client: as few as it needs'),
        items: async answers => roleItems(await context.roles, answers.roleIds ?? []),
      }),
      applies: answers => typeOf(answers) === 'clientCredentials' && withEverything(answers),
    },
    ...settings.filter(({ row }) => !row.needed).map(({ step }) => step),
    { ...lifetimeStep<AddClientAnswers>(), applies: withEverything },
    ...newSecretSteps<AddClientAnswers>(context).map(step => ({
      ...step,
      applies: (answers: Answers) =>
        hasSecrets(typeOf(answers)) && withEverything(answers) && (step.applies?.(answers) ?? true),
    })),
    ...destinationSteps<AddClientAnswers>(context, summary).map(step => ({
      ...step,
      applies: (answers: Answers) => hasSecrets(typeOf(answers)) && (step.applies?.(answers) ?? true),
    })),
    {
      ...ask.pick('confirmed', {
        question: summary,
        items: () => [{ value: true, label: l10n.t('Create'), picked: true }],
      }),
      applies: answers => !hasSecrets(typeOf(answers)),
    },
  ];
}

function typeStep(isAsked: boolean): WizardStep<AddClientAnswers> {
  return ask.pick('type', {
    applies: () => isAsked,
    question: () => l10n.t('What kind of application is it?'),
    items: answers =>
      CLIENT_TYPES.map(({ type }) => ({
        value: type,
        label: clientTypeInWords(type),
        detail: clientTypeHintInWords(type),
        picked: type === (answers.type ?? 'clientCredentials'),
      })),
  });
}

function extentStep(
  context: AddClientContext,
  typeOf: (answers: Answers) => ClientType,
): WizardStep<AddClientAnswers> {
  return {
    id: 'extent',
    prompt: async answers => {
      const roles = await context.roles;
      const { type: _, name: __, redirectUris: ___, ...rest } = suggestAnswers(context);
      const suggested = { roleIds: roles.filter(isMemberRole).map(({ id }) => id), ...rest };
      const known = { roles, now: context.now() };
      return {
        kind: 'pick',
        question: l10n.t('How much do you want to choose yourself?'),
        items: [
          {
            // What was chosen before going back must not be hidden by "suggested".
            value: { ...suggested, extent: 'suggested' },
            label: l10n.t('As suggested'),
            detail: choicesInWords({ ...answers, ...suggested }, known, typeOf(answers)),
            picked: answers.extent !== 'everything',
          },
          {
            value: { roleIds: answers.roleIds ?? suggested.roleIds, extent: 'everything' },
            label: l10n.t('Choose everything…'),
            detail: optionsInWords(typeOf(answers)),
            picked: answers.extent === 'everything',
          },
        ],
      };
    },
    record: (answers, reply) => ({ ...answers, ...(reply as Answers) }),
  };
}

function optionsInWords(type: ClientType): string {
  const words: Readonly<Record<ClientType, string>> = {
    clientCredentials: l10n.t('Roles, token lifetime, description and expiry of the secret'),
    authorizationCode: l10n.t('Logout, CORS, refresh tokens, pages, token lifetime'),
    hybrid: l10n.t('Logout, refresh tokens, pages, token lifetime, the secret'),
    deviceCode: l10n.t('Code lifetime, pages, token lifetime'),
  };
  return words[type];
}

/** Longer names would push the rest of the summary out of sight. */
const LONGEST_NAME = 32;

/** What the words for answers depend on. */
interface Known {
  readonly roles: readonly Role[];
  readonly now: Date;
}

function summaryInWords(answers: Answers, known: Known, type: ClientType): string {
  const { name = '' } = answers;
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
  return l10n.t('Creates “{0}”: {1}', short, choicesInWords(answers, known, type));
}

/** Writes what has been chosen, or is suggested, beside type and name. */
function choicesInWords(answers: Answers, known: Known, type: ClientType): string {
  const { roleIds = [], redirectUris = [], lifetimeSeconds = LIMITS.tokenLifetimeSeconds.default } = answers;
  const count = type === 'clientCredentials' ? roleIds.length : redirectUris.length;
  const words: Readonly<Record<ClientType, string>> = {
    clientCredentials: count === 1 ? roleName(known, roleIds[0]) : l10n.t('{0} roles', count),
    authorizationCode: uriCountInWords(count),
    hybrid: uriCountInWords(count),
    deviceCode: '',
  };
  return [
    words[type],
    l10n.t('{0} tokens', lifetimeInWords(lifetimeSeconds)),
    answers.allowOfflineAccess ? l10n.t('refresh tokens') : '',
    hasSecrets(type) ? secretInWords(answers, known) : '',
  ]
    .filter(text => text !== '')
    .join(', ');
}

function roleName({ roles }: Known, id: string | undefined): string {
  const found = roles.find(role => role.id === id);
  return found ? roleInWords(found) : l10n.t('1 role');
}

const uriCountInWords = (count: number): string =>
  count === 1 ? l10n.t('1 redirect URI') : l10n.t('{0} redirect URIs', count);

function secretInWords(answers: Answers, { now }: Known): string {
  const { expiry = '1year', expiryDate = '', description = '' } = answers;
  const expiresAt = resolveExpiry({ expiry, expiryDate, description }, now);
  return expiresAt ? l10n.t('secret until {0}', dateInWords(expiresAt)) : l10n.t('secret never expires');
}
