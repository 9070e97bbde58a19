import * as l10n from '@vscode/l10n';
import type { Elsewhere } from '../../../credentials/hosts/elsewhere.ts';
import type { Binding } from '../../../credentials/records/bindings.ts';
import type { RemovalEffect } from '../../../credentials/removal.ts';
import type { Client } from '../../../service/model/client.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { bindingInWords } from '../../vocabulary/words/bindingWords.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { elsewhereInWords } from '../../vocabulary/words/hostWords.ts';
import { linesInWords } from '../../vocabulary/words/linesWords.ts';

/** The service's own delay, and what it does not take back. */
const whenInWords = (): string =>
  l10n.t(
    'It can take up to an hour until the service refuses them; access tokens already issued work until they expire.',
  );

function placesInWords(bindings: readonly Binding[]): string {
  const places = [...new Set(bindings.map(bindingInWords))].toSorted();
  return places.length === 0 ? '' : `${l10n.t('These places hold it:')}\n${linesInWords(places)}`;
}

const hostsInWords = (elsewhere: readonly Elsewhere[], ownName: string): string =>
  elsewhere.length === 0
    ? ''
    : `${l10n.t('Other hosts hold it, or may hold it:')}\n${elsewhereInWords(elsewhere, ownName)}`;

const paragraphs = (...texts: readonly string[]): string => texts.filter(text => text !== '').join('\n\n');

/** Says what removing a client does. */
export function clientRemovalInWords(
  { id, type }: Pick<Client, 'id' | 'type'>,
  { workingLost, bindings, kept, elsewhere }: RemovalEffect,
  isOwn: boolean,
  hostName: string,
): string {
  return paragraphs(
    isOwn ? ownClientInWords() : '',
    l10n.t('{0} client {1}', clientTypeInWords(type), id),
    hasSecrets(type) ? workingSecretsInWords(workingLost) : '',
    placesInWords(bindings),
    hostsInWords(elsewhere, hostName),
    kept.length === 0 ? '' : l10n.t('Its values are removed from SecretStorage.'),
    whenInWords(),
  );
}

function workingSecretsInWords(count: number): string {
  if (count === 0) return l10n.t('It has no working secret.');
  return count === 1
    ? l10n.t('1 working secret is deleted with it.')
    : l10n.t('{0} working secrets are deleted with it.', count);
}

/** Says what removing a secret does. */
export function secretRemovalInWords(
  { workingLost, workingLeft, bindings, kept, elsewhere }: RemovalEffect,
  isOwn: boolean,
  hostName: string,
): string {
  const isLast = workingLost > 0 && workingLeft === 0;
  return paragraphs(
    isLast
      ? l10n.t('This is its last working secret: the application can no longer sign in.')
      : l10n.t('Working secrets left: {0}.', workingLeft),
    isOwn && isLast ? ownClientInWords() : '',
    workingLost === 0 ? l10n.t('It has expired already.') : '',
    placesInWords(bindings),
    hostsInWords(elsewhere, hostName),
    kept.length === 0 ? '' : l10n.t('Its value is removed from SecretStorage.'),
    workingLost === 0 ? '' : whenInWords(),
  );
}

/** Says what disabling a client does. */
export function disablingInWords(isOwn: boolean): string {
  return paragraphs(
    isOwn ? ownClientInWords() : '',
    l10n.t('It gets no more tokens until it is enabled again. Its secrets stay.'),
    whenInWords(),
  );
}

/** Says what removing or disabling several clients does. */
export function severalInWords(
  names: readonly string[],
  ownName: string | undefined,
  hosts: { readonly elsewhere: readonly Elsewhere[]; readonly ownName: string },
): string {
  return paragraphs(
    linesInWords(names),
    hostsInWords(hosts.elsewhere, hosts.ownName),
    ownName === undefined ? '' : `${ownName}: ${ownClientInWords()}`,
    whenInWords(),
  );
}

const ownClientInWords = (): string =>
  l10n.t('⚠ This connection itself signs in with it: you would lock yourself out.');
