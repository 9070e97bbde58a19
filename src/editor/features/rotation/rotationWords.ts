import * as l10n from '@vscode/l10n';
import type { Elsewhere } from '../../../credentials/hosts/elsewhere.ts';
import type { Afterwards, RotatedPlace } from '../../../credentials/operations/operation.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';
import { hostInWords } from '../../vocabulary/words/hostWords.ts';
import { rotatedPlaceInWords } from './operationWords.ts';

/** What a rotation is about, as far as its summary tells it. */
export interface SummarySubject {
  readonly client: { readonly name: string };
  readonly secret: ClientSecret;
  readonly secrets: readonly ClientSecret[];
  readonly places: readonly RotatedPlace[];
  /** Other hosts that hold the secret. */
  readonly elsewhere?: readonly Pick<Elsewhere, 'hostId' | 'name'>[];
}

/** What has been chosen. */
export interface SummaryChoice {
  /** Missing: never. */
  readonly expiresAt: Date | undefined;
  readonly afterwards: Afterwards;
  /** No one else is signed in: the client rotates its own secret. */
  readonly isItself: boolean;
  /** What people call this host. */
  readonly hostName?: string;
}

/** A detail of a list is one line: more places than these are counted. */
const NAMED = 3;

/** Says what a rotation is about to do, and what to think of before. */
export function rotationSummary(
  subject: SummarySubject,
  { expiresAt, afterwards, isItself, hostName = '' }: SummaryChoice,
): { readonly text: string; readonly detail: string } {
  const { client, secret, secrets, places, elsewhere = [] } = subject;
  const name = secret.description || l10n.t('Secret {0}', secret.id);
  const life = expiresAt
    ? l10n.t('one that works until {0}', dateInWords(expiresAt))
    : l10n.t('one that never expires');
  // the one that is added counts, and the old one stays for now
  const isFull = secrets.length === LIMITS.secretsPerClient - 1;
  const details = [
    placesInWords(places),
    elsewhere.length === 0
      ? ''
      : l10n.t(
          '$(warning) Other hosts hold it and are not updated: {0}',
          elsewhere.map(each => hostInWords(each, hostName)).join(', '),
        ),
    afterwardsInWords(afterwards),
    isItself ? l10n.t('The client does it itself, with the value that is kept here.') : '',
    isFull
      ? l10n.t(
          '$(warning) With the new one the client has all {0} secrets that it may have.',
          LIMITS.secretsPerClient,
        )
      : '',
  ];
  return {
    text: l10n.t('Replaces “{0}” of {1} by {2}', name, client.name, life),
    detail: details.filter(text => text !== '').join(' · '),
  };
}

function placesInWords(places: readonly RotatedPlace[]): string {
  if (places.length === 0)
    return l10n.t('$(warning) No place is known to hold it: you have to bring the new one to your programs');
  const names = places.slice(0, NAMED).map(rotatedPlaceInWords);
  const more = places.length - names.length;
  return l10n.t('Written to {0}', [...names, ...(more > 0 ? [l10n.t('{0} more', more)] : [])].join(', '));
}

function afterwardsInWords(afterwards: Afterwards): string {
  if (afterwards.kind === 'keep') return l10n.t('the old one is kept');
  return afterwards.graceMs === 0
    ? l10n.t('the old one is deleted at once')
    : l10n.t('the old one is deleted later, when you say so');
}
