import * as l10n from '@vscode/l10n';
import type { LookedAt } from '../../../externalStores/putIntoStore.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';

/**
 * Asks whether to update what a store has. `other`: the user chose the alternative, if there is one; `undefined`: cancel.
 *
 * @param other label of the alternative
 */
export async function askToUpdate(
  { location, holds }: LookedAt,
  other?: string,
): Promise<'update' | 'other' | undefined> {
  const place = placeInWords(location.id, location.place);
  const update = holds ? l10n.t('Replace This Value') : l10n.t('Add the Value');
  const chosen = await safeWindow.showWarningMessage(
    holds ? l10n.t('{0} already has a value.', place) : l10n.t('{0} already exists.', place),
    {
      modal: true,
      detail: holds
        ? l10n.t('Only this value is replaced, now and in rotations. Everything beside it stays.')
        : l10n.t('The value is added. Everything that is there stays.'),
    },
    update,
    ...(other === undefined ? [] : [other]),
  );
  if (chosen === undefined) return undefined;
  return chosen === update ? 'update' : 'other';
}
