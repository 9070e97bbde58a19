import * as l10n from '@vscode/l10n';
import {
  DEFAULT_REDIRECT_URI,
  GLOBAL_RESOURCE,
  type SignInMethod,
} from '../../../credentials/connections/connection.ts';
import {
  type Checked,
  type ConnectionInputFault,
  checkGuid,
  checkRedirectUri,
  checkResource,
} from '../../../credentials/connections/connectionInput.ts';
import { secretStep } from '../../core/steps/secretStep.ts';
import { stepsFor, type TextPrompt, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import type { ConnectionAnswers } from './connectionAnswers.ts';
import { isCreatedHere, isCreatedInPortal, methodSteps, type NewClientContext } from './newClientSteps.ts';

const askConnection = stepsFor<ConnectionAnswers>();
const askName = stepsFor<{ readonly name: string }>();

/** What the questions depend on in addition. */
export interface ConnectionQuestions {
  /** Names of other connections. */
  readonly takenNames: readonly string[];
  /** Returns whether a secret is saved for the sign-in of these answers, so that the user need not enter one. */
  readonly hasSecret: (answers: Partial<ConnectionAnswers>) => boolean;
  /** Tells whether the client of these answers allows refresh tokens; `undefined` when that isn't known. */
  readonly allowsRefreshTokens: (answers: Partial<ConnectionAnswers>) => Promise<boolean | undefined>;
  /** For a user who has no client yet. */
  readonly newClient: NewClientContext;
}

type Step = WizardStep<ConnectionAnswers>;
type Answers = Partial<ConnectionAnswers>;

const isService = ({ preset }: Answers): boolean => preset !== 'localTenant';
const needsAnswers = (answers: Answers): boolean => isService(answers) && !isCreatedHere(answers);
const signsInBy = (methods: readonly SignInMethod[]) => (answers: Answers) =>
  needsAnswers(answers) && answers.method !== undefined && methods.includes(answers.method);

/** Lists the questions of *Add Connection* and *Edit Connection*. */
export function connectionSteps(questions: ConnectionQuestions): readonly Step[] {
  const { takenNames, hasSecret } = questions;
  return [
    presetStep(),
    checkedStep(
      'resource',
      ({ preset }) => preset === 'custom',
      checkResource,
      answers => ({
        question: l10n.t('Base URL of the service (Resource)'),
        placeholder: GLOBAL_RESOURCE,
        value: answers.resource ?? '',
      }),
    ),
    idStep('tenantId', () => l10n.t('Tenant id')),
    ...methodSteps(questions.newClient, isService),
    idStep('clientId', clientQuestion),
    {
      ...redirectUriStep<ConnectionAnswers>(l10n.t('Redirect URI, exactly as the client has it')),
      applies: signsInBy(['browser']),
    },
    offlineAccessStep(questions),
    secretStep({
      applies: signsInBy(['client']),
      isOptional: hasSecret,
      question: answers =>
        hasSecret(answers)
          ? l10n.t('Secret of that client; leave it empty to go on with the one that is kept')
          : l10n.t('Secret of that client; it is kept in the keyring, never in a setting'),
    }),
    askConnection.text('name', {
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

function presetStep(): Step {
  return askConnection.pick('preset', {
    question: () => l10n.t('Where is the tenant?'),
    items: ({ preset }) =>
      (
        [
          { value: 'global', label: l10n.t('AVEVA CONNECT data services'), description: GLOBAL_RESOURCE },
          {
            value: 'localTenant',
            label: l10n.t('Local tenant'),
            description: l10n.t('on this machine, no account needed'),
            detail: l10n.t('A real OAuth service for trying things out, for development and for tests.'),
          },
          { value: 'custom', label: l10n.t('Another address…') },
        ] as const
      ).map(item => ({ ...item, picked: item.value === preset })),
  });
}

function offlineAccessStep({ allowsRefreshTokens }: ConnectionQuestions): Step {
  return askConnection.pick('offlineAccess', {
    applies: answers => signsInBy(['browser'])(answers) && !isCreatedInPortal(answers),
    question: () => l10n.t('When the first token expires, after an hour at most'),
    items: async answers => {
      const isAllowed = await allowsRefreshTokens(answers);
      const staysSignedIn = isAllowed !== false && (answers.offlineAccess ?? isAllowed ?? false);
      return [
        {
          value: false,
          picked: !staysSignedIn,
          label: l10n.t('Ask me to sign in again'),
          description: l10n.t('works with every Authorization Code client'),
        },
        { value: true, picked: staysSignedIn, label: l10n.t('Stay signed in'), ...refreshWords(isAllowed) },
      ];
    },
  });
}

/** Says what is known about the refresh tokens of the client. */
function refreshWords(isAllowed: boolean | undefined): { description: string; detail?: string } {
  if (isAllowed) return { description: l10n.t('for up to 8 hours: this client allows refresh tokens') };
  return {
    description:
      isAllowed === false
        ? l10n.t('not possible, because this client isn’t allowed refresh tokens')
        : l10n.t('for up to 8 hours, if the client is allowed refresh tokens'),
    detail: l10n.t(
      'The portal can’t allow refresh tokens. Create the Authorization Code client with Add Client (“Choose everything…”) or through the API (AllowOfflineAccess). Hybrid clients currently get none.',
    ),
  };
}

/** Makes the step of *Rename Connection*, which asks only for the name. */
export function nameStep(takenNames: readonly string[]): readonly WizardStep<{ readonly name: string }>[] {
  return [
    askName.text('name', {
      prompt: ({ name = '' }) => ({
        question: l10n.t('What do you call this connection?'),
        value: name,
        check: text => nameFaultInWords(text.trim(), takenNames),
      }),
      read: text => text.trim(),
    }),
  ];
}

/** Makes the step that asks for the redirect URI of a sign-in in the browser. */
export function redirectUriStep<Asked extends { readonly redirectUri: string }>(
  question: string,
): WizardStep<Asked> {
  const step = checkedStep(
    'redirectUri',
    () => true,
    checkRedirectUri,
    answers => ({
      question,
      placeholder: DEFAULT_REDIRECT_URI,
      value: answers.redirectUri ?? DEFAULT_REDIRECT_URI,
    }),
  );
  return step as unknown as WizardStep<Asked>;
}

type TextKey = 'resource' | 'tenantId' | 'clientId' | 'redirectUri';

function checkedStep(
  key: TextKey,
  applies: (answers: Answers) => boolean,
  check: (text: string) => Checked<string>,
  prompt: (answers: Answers) => Omit<TextPrompt, 'kind' | 'check'>,
): Step {
  return askConnection.text(key, {
    applies,
    prompt: answers => ({ ...prompt(answers), check: text => faultInWords(check(text)) }),
    read: text => plain(check(text)),
  });
}

const idStep = (key: 'tenantId' | 'clientId', question: (answers: Answers) => string): Step =>
  checkedStep(key, needsAnswers, checkGuid, answers => ({
    question: question(answers),
    placeholder: '00000000-0000-0000-0000-000000000000',
    value: answers[key] ?? '',
  }));

function clientQuestion({ method = 'client', lacksClient = false }: Answers): string {
  const questions: Readonly<Record<SignInMethod, string>> = {
    browser: l10n.t('Id of the Authorization Code client to sign in with'),
    device: l10n.t('Id of the Device Code client to sign in with'),
    client: l10n.t('Id of the client to sign in as'),
  };
  const hints: Readonly<Record<SignInMethod, string>> = {
    browser: l10n.t('None yet? Go back and choose “I don’t have a client yet…”.'),
    device: l10n.t(
      'None yet? Only “Add Client” and the API create them, not the portal: sign in another way first.',
    ),
    client: l10n.t('None yet? Go back and choose “I don’t have a client yet…”.'),
  };
  return lacksClient ? questions[method] : `${questions[method]}. ${hints[method]}`;
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
    needsPort: l10n.t(
      'Add the port on which we are to wait for the browser, as in {0}.',
      DEFAULT_REDIRECT_URI,
    ),
  };
  return words[checked.fault];
}
