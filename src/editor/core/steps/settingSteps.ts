import * as l10n from '@vscode/l10n';
import {
  type ClientSettingRow,
  type ClientSettings,
  DEFAULT_SETTINGS,
} from '../../../service/model/clientSettings.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import {
  originFault,
  redirectUriFault,
  type UriFault,
  webUriFault,
} from '../../../service/model/registeredUri.ts';
import { stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { clientFieldInWords } from '../../vocabulary/words/clientFieldWords.ts';
import { uriFaultInWords } from '../../vocabulary/words/uriFaultWords.ts';

const ask = stepsFor<ClientSettings>();

type Key = keyof ClientSettings;
type Fault = (text: string) => UriFault | undefined;

/** The condition for asking about a setting, and its previous value. */
export interface SettingStepOptions<Answers> {
  readonly applies?: (answers: Partial<Answers>) => boolean;
  /** Current settings of a client to be edited: the service cannot clear an address once it is set. */
  readonly before?: Partial<ClientSettings>;
}

type Form = 'uris' | 'uri' | 'flag' | 'seconds';

const FORMS = {
  redirectUris: 'uris',
  postLogoutRedirectUris: 'uris',
  allowedCorsOrigins: 'uris',
  clientUri: 'uri',
  logoUri: 'uri',
  allowOfflineAccess: 'flag',
  allowAccessTokensViaBrowser: 'flag',
  deviceCodeLifetimeSeconds: 'seconds',
} as const satisfies Record<Key, Form>;

type KeyOf<F extends Form> = { [K in Key]: (typeof FORMS)[K] extends F ? K : never }[Key];

/** Makes the question about a setting. */
export function settingStep<Answers extends ClientSettings>(
  { key, needed }: ClientSettingRow,
  options: SettingStepOptions<Answers>,
): WizardStep<Answers> {
  const makers: { readonly [F in Form]: (key: KeyOf<F>) => WizardStep<ClientSettings> } = {
    uris: uris => urisStep(uris, needed),
    uri: uri => uriStep(uri, options.before?.[uri] ?? null),
    flag: flagStep,
    seconds: secondsStep,
  };
  const make = makers[FORMS[key]] as (key: Key) => WizardStep<ClientSettings>;
  const step = { ...make(key), applies: options.applies };
  // The step changes no other answers, whichever wizard it is part of.
  return step as unknown as WizardStep<Answers>;
}

const parts = (text: string): readonly string[] => text.split(/[\s,]+/).filter(part => part !== '');

const list = (value: readonly string[] | undefined): string => (value ?? []).join(' ');

function urisStep(key: KeyOf<'uris'>, needed: boolean): WizardStep<ClientSettings> {
  const questions: Readonly<Record<KeyOf<'uris'>, [question: string, fault: Fault, limit: number]>> = {
    redirectUris: [
      l10n.t('Redirect URIs, with spaces between them: where users come back to, matched exactly'),
      redirectUriFault,
      LIMITS.redirectUrisPerClient,
    ],
    postLogoutRedirectUris: [
      l10n.t('Logout redirect URIs, with spaces between them (optional)'),
      redirectUriFault,
      LIMITS.redirectUrisPerClient,
    ],
    allowedCorsOrigins: [
      l10n.t('CORS origins of pages that call the service, with spaces between them (optional)'),
      originFault,
      Number.POSITIVE_INFINITY,
    ],
  };
  const [question, fault, limit] = questions[key];
  return ask.text(key, {
    prompt: answers => ({
      question,
      value: list(answers[key]),
      placeholder:
        key === 'allowedCorsOrigins' ? 'https://app.example.com' : 'https://app.example.com/callback',
      check: text => urisFaultInWords(parts(text), { fault, limit, needed }),
    }),
    read: text => [...new Set(parts(text))],
  });
}

function urisFaultInWords(
  uris: readonly string[],
  { fault, limit, needed }: { readonly fault: Fault; readonly limit: number; readonly needed: boolean },
): string | undefined {
  if (needed && uris.length === 0) return l10n.t('A client of this type needs at least one.');
  if (uris.length > limit) return l10n.t('The service allows {0} of them.', limit);
  for (const uri of uris) {
    const found = fault(uri);
    if (found) return uriFaultInWords(found, uri);
  }
  return undefined;
}

function uriStep(key: KeyOf<'uri'>, before: string | null): WizardStep<ClientSettings> {
  const questions: Readonly<Record<KeyOf<'uri'>, string>> = {
    clientUri: l10n.t('Address of a page about the application (optional)'),
    logoUri: l10n.t('Address of a picture that users see when they sign in (optional)'),
  };
  return ask.text(key, {
    prompt: answers => ({
      question: questions[key],
      value: answers[key] ?? '',
      check: typed => {
        const text = typed.trim();
        if (text === '')
          return before === null
            ? undefined
            : l10n.t('The service cannot take this away again: only another address can replace it.');
        const fault = webUriFault(text);
        return fault && uriFaultInWords(fault, text);
      },
    }),
    read: text => text.trim() || null,
  });
}

function flagStep(key: KeyOf<'flag'>): WizardStep<ClientSettings> {
  const questions: Readonly<Record<KeyOf<'flag'>, [question: string, caution: string]>> = {
    allowOfflineAccess: [
      l10n.t('May users stay signed in by refresh tokens?'),
      l10n.t(
        '$(warning) Caution: whoever gets hold of a refresh token acts as the user until it is revoked, or for 8 hours. Hybrid clients get none at present.',
      ),
    ],
    allowAccessTokensViaBrowser: [
      l10n.t('May access tokens come through the browser?'),
      l10n.t('$(warning) Caution: they can be read by whatever runs in the page.'),
    ],
  };
  const [question, caution] = questions[key];
  return ask.pick(key, {
    question: () => question,
    items: answers => [
      { value: false, label: l10n.t('No'), picked: answers[key] !== true },
      { value: true, label: l10n.t('Yes'), detail: caution, picked: answers[key] === true },
    ],
  });
}

function secondsStep(key: KeyOf<'seconds'>): WizardStep<ClientSettings> {
  return ask.text(key, {
    prompt: answers => ({
      question: l10n.t('{0}: how long a user has to enter the code, in seconds', clientFieldInWords(key)),
      value: String(answers[key] ?? DEFAULT_SETTINGS[key]),
      check: text =>
        /^[1-9]\d{0,8}$/.test(text.trim()) ? undefined : l10n.t('Type a whole number of seconds.'),
    }),
    read: Number,
  });
}
