import * as l10n from '@vscode/l10n';
import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import { LIMITS } from '../../service/model/limits.ts';
import type { Role } from '../../service/model/role.ts';
import { dateInWords } from '../words/expiryWords.ts';
import { lifetimeInWords } from '../words/lifetimeWords.ts';
import { type DestinationAnswers, type DestinationContext, destinationStep } from './destinationStep.ts';
import {
  chosenExpiry,
  type NewSecretAnswers,
  type NewSecretContext,
  newSecretSteps,
} from './newSecretSteps.ts';
import { type ItemOf, pickManyStep, textStep, type WizardStep } from './wizardStep.ts';

/** All answers of *Add Client*. */
export interface AddClientAnswers extends NewSecretAnswers, DestinationAnswers {
  readonly name: string;
  /** Ids of roles (not role type ids), Tenant Member always among them. */
  readonly roleIds: readonly string[];
  readonly lifetimeSeconds: number;
}

/** What the questions of *Add Client* depend on. */
export interface AddClientContext extends NewSecretContext, DestinationContext {
  /** Roles of the tenant that a client may have. */
  readonly roles: readonly Role[];
}

/** Lists the questions of *Add Client* for a Client-Credentials client, in the portal's order. */
export function addClientSteps(context: AddClientContext): readonly WizardStep<AddClientAnswers>[] {
  return [
    textStep<AddClientAnswers, 'name'>('name', {
      prompt: answers => ({
        question: l10n.t('Name of the client: one per device or application instance'),
        value: answers.name ?? '',
        check: text => (text.trim() === '' ? l10n.t('A client needs a name.') : undefined),
      }),
      read: text => text.trim(),
    }),
    pickManyStep<AddClientAnswers, 'roleIds', string>('roleIds', {
      question: l10n.t('Roles of the client: as few as it needs'),
      items: answers => roleItems(context.roles, answers.roleIds ?? []),
    }),
    textStep<AddClientAnswers, 'lifetimeSeconds'>('lifetimeSeconds', {
      prompt: answers => ({
        question: l10n.t('How long each access token is valid, in seconds'),
        value: String(answers.lifetimeSeconds ?? LIMITS.tokenLifetimeSeconds.default),
        check: lifetimeFaultInWords,
      }),
      read: Number,
    }),
    ...newSecretSteps<AddClientAnswers>(context),
    destinationStep<AddClientAnswers>(context, answers => summaryInWords(answers, context)),
  ];
}

/** Returns why a typed lifetime cannot be one, in words. */
export function lifetimeFaultInWords(text: string): string | undefined {
  const { min, max } = LIMITS.tokenLifetimeSeconds;
  const seconds = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (seconds >= min && seconds <= max) return undefined;
  return l10n.t('The service allows {0} to {1} seconds, in whole seconds.', min, max);
}

function roleItems(roles: readonly Role[], chosen: readonly string[]): readonly ItemOf<string>[] {
  const isMember = (role: Role) => role.roleTypeId === MEMBER_ROLE_TYPE_ID;
  return roles
    .toSorted(
      (one, other) => Number(isMember(other)) - Number(isMember(one)) || one.name.localeCompare(other.name),
    )
    .map(role => ({
      value: role.id,
      label: role.name,
      ...(isMember(role) ? { description: l10n.t('always required'), locked: true } : {}),
      ...(role.roleTypeId === ADMINISTRATOR_ROLE_TYPE_ID
        ? {
            description: l10n.t('$(warning) not advised for a client'),
            detail: l10n.t('Whoever gets hold of its secret can do everything in the tenant.'),
          }
        : { detail: role.description }),
      picked: chosen.includes(role.id),
    }));
}

/** Names that are longer would push the rest of the summary out of sight. */
const LONGEST_NAME = 32;

function summaryInWords(answers: AddClientAnswers, context: AddClientContext): string {
  const { name, roleIds, lifetimeSeconds } = answers;
  const expiresAt = chosenExpiry(answers, context.now());
  return l10n.t(
    'Creates “{0}”: {1}, {2} tokens, secret {3}',
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
    roleIds.length === 1 ? l10n.t('1 role') : l10n.t('{0} roles', roleIds.length),
    lifetimeInWords(lifetimeSeconds),
    expiresAt ? l10n.t('until {0}', dateInWords(expiresAt)) : l10n.t('never expires'),
  );
}
