import * as l10n from '@vscode/l10n';
import type { StoreOrder } from '../../../externalStores/storePlace.ts';
import { askToUpdate } from '../../core/operations/askToUpdate.ts';
import { lookInStoreWithProgress } from '../../core/operations/storeWriting.ts';
import { availableRepositories } from '../../core/steps/availableRepositories.ts';
import { availableStores } from '../../core/steps/availableStores.ts';
import { ASK_STORE, resolveDestination, storeSteps } from '../../core/steps/destinationStep.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';

/**
 * Looks what a store has at a location, and asks whether to update it. Returns the order with the complete location, which the
 * machine's settings no longer change; `undefined` when the user cancels. Rejects with a `StoreError` if the store can't be
 * looked into; nothing was changed then.
 */
export async function confirmStore(order: StoreOrder, title: string): Promise<StoreOrder | undefined> {
  const seen = await lookInStoreWithProgress(order);
  if (seen.state !== 'present') return { ...seen.location, write: 'create' };
  const answer = await askToUpdate(seen, l10n.t('Choose Another Location…'));
  if (answer === 'update') return { ...seen.location, write: 'update' };
  if (answer === undefined) return undefined;
  const choices = { stores: availableStores(), repositories: availableRepositories() };
  const answers = await runWizard(quickInput, title, storeSteps(choices), {
    destination: ASK_STORE,
    storeId: order.id,
    storePlace: order.place,
  });
  const other = answers && resolveDestination(answers);
  return other?.kind === 'store' ? confirmStore(other.order, title) : undefined;
}
