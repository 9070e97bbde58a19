import * as l10n from '@vscode/l10n';
import type {
  ChosenSecret,
  SecretCandidate,
  SecretChoice,
} from '../../../credentials/adoption/secretChoice.ts';
import type { ValueLocation } from '../../../credentials/adoption/valueLocations.ts';
import type { StandIn } from '../../../projectFiles/shapes/standIn.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { type ItemOf, stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';

/** A key that has the value, and what can stand for it there. */
export interface AdoptableLocation extends ValueLocation {
  readonly standIn?: StandIn | undefined;
}

/** All answers about a secret that works. */
export interface AdoptionAnswers {
  readonly which: ChosenSecret;
  readonly locations: readonly AdoptableLocation[];
  /** The locations whose value a reference replaces. */
  readonly replaced: readonly AdoptableLocation[];
}

/** What the questions depend on. */
export interface AdoptionContext {
  readonly clientName: string;
  /** Missing: it is known which secret it is, because it is saved already. */
  readonly choice?: SecretChoice | undefined;
  /** The locations that a rotation can write to. */
  readonly locations: readonly AdoptableLocation[];
  readonly now: () => Date;
}

const ask = stepsFor<AdoptionAnswers>();

/** Asks which secret it is, which locations have it, and what happens to the value there. */
export function adoptionSteps(context: AdoptionContext): readonly WizardStep<AdoptionAnswers>[] {
  const { choice, clientName, locations, now } = context;
  return [
    ask.pick('which', {
      // Where the secrets can't be listed, or only one is left, there is nothing to ask.
      applies: () => choice !== undefined && choice.candidates.length > 0 && !choice.only,
      question: () => l10n.t('Which secret of {0} is it?', clientName),
      items: ({ which }) => (choice ? whichItems(choice, which, now()) : []),
    }),
    {
      ...ask.pickMany('locations', {
        question: l10n.t('Which locations does a rotation update?'),
        items: answers => locations.map(each => locationItem(each, answers.locations)),
      }),
      applies: () => locations.length > 0,
    },
    ask.pick('replaced', {
      applies: answers => replaceable(answers).length > 0,
      question: () => l10n.t('What happens to the value in the file?'),
      items: answers => replaceItems(replaceable(answers)),
    }),
  ];
}

/** Describes a secret, with its number where another one has the same description. */
function whichItems(
  { candidates, deduced }: SecretChoice,
  chosen: ChosenSecret | undefined,
  now: Date,
): readonly ItemOf<ChosenSecret>[] {
  const first = chosen ?? candidates[0]?.secret.id;
  const isAlone = ({ id, description }: ClientSecret) =>
    !candidates.some(({ secret }) => secret.id !== id && secret.description === description);
  const item = ({ secret, saved }: SecretCandidate): ItemOf<ChosenSecret> => ({
    value: secret.id,
    label: secret.description || l10n.t('Secret {0}', secret.id),
    description: [
      ...(isAlone(secret) ? [] : [l10n.t('Secret {0}', secret.id)]),
      expiryInWords(secret, now),
    ].join(' · '),
    detail: saved && l10n.t('Another value is saved for it.'),
    picked: secret.id === first,
  });
  const notSure: ItemOf<ChosenSecret> = {
    value: 'notSure',
    label: l10n.t('Not sure'),
    detail: deduced
      ? l10n.t('The values of all others are saved, so it must be “{0}”.', nameOf(deduced))
      : l10n.t('It is saved all the same. A rotation then keeps the old secret.'),
    picked: chosen === 'notSure',
  };
  return [...candidates.map(item), notSure];
}

const nameOf = ({ id, description }: ClientSecret): string => description || l10n.t('Secret {0}', id);

/** Names a key of a file. */
export const keyInWords = ({ clientSecretKey }: Pick<AdoptableLocation, 'clientSecretKey'>): string =>
  clientSecretKey.join('.');

const locationItem = (
  location: AdoptableLocation,
  chosen: readonly AdoptableLocation[] | undefined,
): ItemOf<AdoptableLocation> => ({
  value: location,
  label: location.relativePath,
  description: keyInWords(location),
  picked: chosen?.includes(location) ?? true,
});

const replaceable = ({ locations = [] }: Partial<AdoptionAnswers>): readonly AdoptableLocation[] =>
  locations.filter(({ standIn }) => standIn !== undefined);

function replaceItems(
  locations: readonly AdoptableLocation[],
): readonly ItemOf<readonly AdoptableLocation[]>[] {
  const leave = {
    value: [],
    label: l10n.t('Leave it as it is'),
    picked: true,
  };
  const each = locations.map(location => ({
    value: [location],
    label: l10n.t('Replace it in {0}', location.relativePath),
    description: location.standIn?.text,
    detail: standInDetail(location.standIn),
  }));
  const all = {
    value: locations,
    label: l10n.t('Replace it in all {0} locations', locations.length),
    detail: l10n.t('Each change is shown first.'),
  };
  return [leave, ...each, ...(locations.length > 1 ? [all] : [])];
}

/** Says what puts the secret in. */
const standInDetail = (standIn: StandIn | undefined): string =>
  standIn?.kind === 'launchVariable'
    ? l10n.t('The saved secret is put in when the program starts. The change is shown first.')
    : l10n.t(
        'The value comes from the environment: use “Open Terminal with Credentials”. The change is shown first.',
      );
