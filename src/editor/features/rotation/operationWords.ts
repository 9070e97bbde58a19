import * as l10n from '@vscode/l10n';
import type {
  Operation,
  OperationKind,
  OperationStep,
  RotatedPlace,
} from '../../../credentials/operations/operation.ts';
import { bindingInShort } from '../../vocabulary/words/bindingWords.ts';
import { distanceInWords } from '../../vocabulary/words/expiryWords.ts';

/** Names a place of a rotation. */
export const rotatedPlaceInWords = (place: RotatedPlace): string =>
  place.kind === 'signIn'
    ? l10n.t('The sign-in of the connection “{0}”', place.connection)
    : bindingInShort(place.binding);

/** Names what is done. */
export function operationInWords({ kind, client }: Pick<Operation, 'kind' | 'client'>): string {
  const words: Readonly<Record<OperationKind, string>> = {
    createClient: l10n.t('Creating “{0}”', client.name),
    addSecret: l10n.t('Adding a secret to “{0}”', client.name),
    rotate: l10n.t('Rotating a secret of “{0}”', client.name),
  };
  return words[kind];
}

/** Says how far an operation has come. */
export function stepInWords({ step, kind, places, deleteAt }: Operation, now: Date): string {
  const written = places.filter(({ state }) => state === 'written').length;
  const words: Readonly<Record<OperationStep, () => string>> = {
    asking: () => l10n.t('The service was asked; its answer never came.'),
    kept: () =>
      kind === 'rotate'
        ? l10n.t('The new secret is kept; places that have it: {0} of {1}.', written, places.length)
        : l10n.t('The secret is kept, and may not have been written to where you wanted it.'),
    written: () => l10n.t('All places have the new secret; it has not been tried in the end.'),
    waiting: () =>
      l10n.t('All places have the new secret. The old one may go {0}.', dueInWords(deleteAt, now)),
    deleting: () => l10n.t('The old secret was being deleted.'),
    undoing: () => l10n.t('It was being undone.'),
  };
  return words[step]();
}

function dueInWords(deleteAt: string | undefined, now: Date): string {
  const due = deleteAt === undefined ? now : new Date(deleteAt);
  if (due <= now) return l10n.t('now');
  const minutes = Math.ceil((due.getTime() - now.getTime()) / 60_000);
  if (minutes === 1) return l10n.t('in 1 minute');
  if (minutes < 120) return l10n.t('in {0} minutes', minutes);
  return minutes < 48 * 60 ? l10n.t('in {0} hours', Math.ceil(minutes / 60)) : distanceInWords(due, now);
}

/** Says what has become of the old secret of a rotation. */
export function oldSecretInWords(operation: Operation, ended: boolean, now: Date): string {
  if (!ended) return l10n.t('You are asked about the old one {0}.', dueInWords(operation.deleteAt, now));
  return operation.afterwards.kind === 'keep'
    ? l10n.t('The old one is kept.')
    : l10n.t('The old one is deleted.');
}

/** Says what a rotation has come to. */
export function rotatedInWords(operation: Operation, ended: boolean, now: Date): string {
  const count = (wanted: RotatedPlace['state']) =>
    operation.places.filter(({ state }) => state === wanted).length;
  const [left, skipped] = [count('left'), count('skipped')];
  return [
    l10n.t('“{0}” has a new secret in {1}.', operation.client.name, placeCountInWords(count('written'))),
    left > 0 ? l10n.t('Changed by hand since, and left alone: {0}.', placeCountInWords(left)) : '',
    skipped > 0 ? l10n.t('Skipped, so they go on with the old one: {0}.', placeCountInWords(skipped)) : '',
    oldSecretInWords(operation, ended, now),
  ]
    .filter(text => text !== '')
    .join(' ');
}

/** Counts places. */
export function placeCountInWords(count: number): string {
  if (count === 0) return l10n.t('no place');
  return count === 1 ? l10n.t('1 place') : l10n.t('{0} places', count);
}
