import * as l10n from '@vscode/l10n';
import { GLOBAL_RESOURCE } from '../../credentials/connection.ts';
import {
  type Checked,
  type ConnectionInputFault,
  checkGuid,
  checkResource,
} from '../../credentials/connectionInput.ts';
import { SecretText } from '../../service/model/secretText.ts';
import { pickStep, textStep, type WizardStep } from '../wizards/wizardStep.ts';

/** Where a new connection leads. */
export type ConnectionPreset = 'global' | 'localTenant' | 'custom';

/** All answers of *Add Connection*; after `localTenant` there is nothing more to ask. */
export interface AddConnectionAnswers {
  readonly preset: ConnectionPreset;
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: SecretText;
  readonly name: string;
}

const needsAnswers = ({ preset }: Partial<AddConnectionAnswers>): boolean => preset !== 'localTenant';

/** Lists the questions of *Add Connection*. */
export function addConnectionSteps(
  takenNames: readonly string[],
): readonly WizardStep<AddConnectionAnswers>[] {
  return [
    pickStep<AddConnectionAnswers, 'preset'>('preset', {
      question: () => l10n.t('Where is the tenant?'),
      items: () => [
        { value: 'global', label: l10n.t('AVEVA CONNECT data services'), description: GLOBAL_RESOURCE },
        {
          value: 'localTenant',
          label: l10n.t('Local tenant'),
          description: l10n.t('on this machine, no account needed'),
          detail: l10n.t('A real OAuth service for trying things out, for development and for tests.'),
        },
        { value: 'custom', label: l10n.t('Another address…') },
      ],
    }),
    textStep<AddConnectionAnswers, 'resource'>('resource', {
      applies: ({ preset }) => preset === 'custom',
      prompt: answers => ({
        question: l10n.t('Base URL of the service (Resource)'),
        placeholder: GLOBAL_RESOURCE,
        value: answers.resource ?? '',
        check: text => faultInWords(checkResource(text)),
      }),
      read: text => plain(checkResource(text)),
    }),
    idStep('tenantId', l10n.t('Tenant id')),
    idStep('clientId', l10n.t('Id of the client to sign in with')),
    secretStep(l10n.t('Secret of that client; it is kept in the keyring, never in a setting')),
    textStep<AddConnectionAnswers, 'name'>('name', {
      applies: needsAnswers,
      prompt: answers => ({
        question: l10n.t('What do you call this connection?'),
        value: answers.name ?? '',
        placeholder: l10n.t('for example: Production'),
        check: text => nameFaultInWords(text.trim(), takenNames),
      }),
      read: text => text.trim(),
    }),
  ];
}

/** Makes the step that asks for the secret of a sign-in client; nothing is shown of it, not even when going back. */
export function secretStep<Answers extends { readonly clientSecret: SecretText }>(
  question: string,
): WizardStep<Answers> {
  return {
    id: 'clientSecret',
    applies: answers => needsAnswers(answers as Partial<AddConnectionAnswers>),
    prompt: () => ({
      kind: 'text',
      question,
      value: '',
      password: true,
      check: text => (text.trim() === '' ? l10n.t('Paste the secret.') : undefined),
    }),
    record: (answers, reply) => ({ ...answers, clientSecret: new SecretText(String(reply).trim()) }),
  };
}

function idStep(key: 'tenantId' | 'clientId', question: string): WizardStep<AddConnectionAnswers> {
  return textStep<AddConnectionAnswers, typeof key>(key, {
    applies: needsAnswers,
    prompt: answers => ({
      question,
      placeholder: '00000000-0000-0000-0000-000000000000',
      value: answers[key] ?? '',
      check: text => faultInWords(checkGuid(text)),
    }),
    read: text => plain(checkGuid(text)),
  });
}

function nameFaultInWords(name: string, takenNames: readonly string[]): string | undefined {
  if (name === '') return l10n.t('A connection needs a name.');
  return takenNames.includes(name) ? l10n.t('There is already a connection of this name.') : undefined;
}

function plain(checked: Checked<string>): string {
  if (!checked.ok) throw new RangeError(checked.fault);
  return checked.value;
}

function faultInWords(checked: Checked<string>): string | undefined {
  if (checked.ok) return undefined;
  const words: Readonly<Record<ConnectionInputFault, string>> = {
    empty: l10n.t('This is needed.'),
    notAGuid: l10n.t('An id looks like 00000000-0000-0000-0000-000000000000.'),
    notAnAddress: l10n.t('Type an address that begins with https://'),
    notHttps: l10n.t('Secrets go over https only; http is for this machine (127.0.0.1).'),
    hasCredentials: l10n.t('Leave out the user name and password: they would stand in a setting.'),
    hasQuery: l10n.t('Leave out what follows “?” or “#”.'),
  };
  return words[checked.fault];
}
