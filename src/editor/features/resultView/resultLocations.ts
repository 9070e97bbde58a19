import * as l10n from '@vscode/l10n';
import type { Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { Binding } from '../../../credentials/records/bindings.ts';
import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import { placesInWords } from '../../core/steps/destinationItems.ts';
import { bindingFileInWords } from '../../vocabulary/words/bindingWords.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { LINK_MARK, type ResultLocation } from './resultViewContent.ts';

/** A location of a credential, and what a click opens. */
export interface KnownLocation extends ResultLocation {
  readonly binding?: Binding;
}

/**
 * Lists the locations of a credential.
 *
 * @param delivered what has just been written: more is known of it than its record has
 */
export function locationsOf(
  isSaved: boolean,
  bindings: readonly Binding[],
  delivered: Delivered | undefined,
): readonly KnownLocation[] {
  const saved = isSaved ? [{ text: l10n.t('Saved to secret storage.') }] : [];
  return [...saved, ...bindings.map(binding => locationOf(binding, delivered))];
}

function locationOf(binding: Binding, delivered: Delivered | undefined): KnownLocation {
  if (binding.kind === 'store') {
    const { id, place } = binding.order;
    return { binding, text: l10n.t('Stored in {0}.', placeInWords(id, place)) };
  }
  const isJustWritten = delivered?.kind === 'file' && isSameFile(delivered.target.path, binding.file);
  const { clientIdKey, clientSecretKey } = binding;
  const keys = [clientIdKey, clientSecretKey].flatMap(key => key?.join('.') ?? []).join(', ');
  const file = isJustWritten ? targetInWords(delivered.target) : bindingFileInWords(binding);
  const places = isJustWritten
    ? placesInWords({ places: delivered.places, secretAs: delivered.target.secretAs })
    : keys;
  return { binding, file, text: l10n.t('Written to {0}: {1}.', LINK_MARK, places) };
}
