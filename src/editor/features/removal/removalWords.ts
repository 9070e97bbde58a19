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
    'The service might take up to an hour to reject them. Access tokens that were already issued work until they expire.',
  );

function placesInWords(bindings: readonly Binding[]): string {
  const places = [...new Set(bindings.map(bindingInWords))].toSorted();
  return places.length === 0 ? '' : `${l10n.t('These locations contain it:')}\n${linesInWords(places)}`;
}

const hostsInWords = (elsewhere: readonly Elsewhere[], ownName: string): string =>
  elsewhere.length === 0
    ? ''
    : `${l10n.t('These hosts have it or might have it:')}\n${elsewhereInWords(elsewhere, ownName)}`;

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
    kept.length === 0 ? '' : l10n.t('Its values are removed from secret storage.'),
    whenInWords(),
  );
}

function workingSecretsInWords(count: number): string {
  if (count === 0) return l10n.t('It has no valid secret.');
  return count === 1
    ? l10n.t('1 valid secret is deleted with it.')
    : l10n.t('{0} valid secrets are deleted with it.', count);
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
      ? l10n.t('This is the last valid secret. Without it, the application can no longer sign in.')
      : l10n.t('Secrets that still work afterwards: {0}.', workingLeft),
    isOwn && isLast ? ownClientInWords() : '',
    workingLost === 0 ? l10n.t('It has already expired.') : '',
    placesInWords(bindings),
    hostsInWords(elsewhere, hostName),
    kept.length === 0 ? '' : l10n.t('Its value is removed from secret storage.'),
    workingLost === 0 ? '' : whenInWords(),
  );
}

/** Says what removing several secrets does. */
export function secretsRemovalInWords(
  names: readonly string[],
  effects: readonly RemovalEffect[],
  hostName: string,
): string {
  const elsewhere = new Map(effects.flatMap(effect => effect.elsewhere).map(each => [each.hostId, each]));
  const kept = effects.flatMap(effect => effect.kept);
  const isAnyWorking = effects.some(({ workingLost }) => workingLost > 0);
  return paragraphs(
    linesInWords(names),
    isAnyWorking ? '' : l10n.t('All of them have expired.'),
    placesInWords(effects.flatMap(({ bindings }) => bindings)),
    hostsInWords([...elsewhere.values()], hostName),
    kept.length === 0 ? '' : l10n.t('Saved values are removed from this machine.'),
    isAnyWorking ? whenInWords() : '',
  );
}

/** Says what disabling a client does. */
export function disablingInWords(isOwn: boolean): string {
  return paragraphs(
    isOwn ? ownClientInWords() : '',
    l10n.t("It can't get tokens until it is enabled again. Its secrets are kept."),
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
  l10n.t('⚠ This connection signs in with it. You would lock yourself out.');
